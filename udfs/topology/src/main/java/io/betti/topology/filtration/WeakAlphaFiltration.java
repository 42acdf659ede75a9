package io.betti.topology.filtration;

import io.betti.topology.complex.Delaunay;
import io.betti.topology.complex.DelaunayComplex;
import io.betti.topology.complex.PointCloud;

/**
 * The weak alpha filtration of points of 1, 2 or 3 axes: the flag filtration of edge lengths on
 * their Delaunay triangulation (Brüel-Gabrielsson et al. 2020, section 2.2).
 *
 * <p>A vertex enters at 0, an edge at the Euclidean <em>distance</em> of its ends (the diameter, as
 * in Rips, not the radius of {@link AlphaFiltration}), a simplex with the longest of its edges,
 * which is its critical cell {@code [i, j]}: of several longest edges the last in the order, which
 * is (value, dimension, vertex list). A duplicate point is joined to its first copy by an edge of
 * length 0. Which of the triangulations of cocircular or cospherical points it is, {@link Delaunay}
 * says; the diagram can depend on it.
 *
 * <p>Lengths are rounded as {@link PointCloud#distance}. They underflow to 0 for distances below
 * about 1e-162.
 *
 * @param pointDimension number of axes of the points
 */
public record WeakAlphaFiltration(int pointDimension) implements Filtration {
  /**
   * Refuses what has no triangulation.
   *
   * @throws IllegalArgumentException if the number of axes is not 1, 2 or 3
   */
  public WeakAlphaFiltration {
    FilteredTriangulation.checkDimension(pointDimension);
  }

  @Override
  public int maxHomologyDimension() {
    return pointDimension - 1;
  }

  @Override
  public String description() {
    return "weak-alpha of points of " + pointDimension + (pointDimension == 1 ? " axis" : " axes");
  }

  /**
   * Refuses a cloud that this filtration isn't for.
   *
   * @throws IllegalArgumentException if the cloud has another number of axes, or a coordinate is
   *     beyond 1e150 in size
   */
  public void check(PointCloud cloud) {
    FilteredTriangulation.check(cloud, pointDimension);
  }

  /**
   * A triangulation with its values.
   *
   * @throws IllegalArgumentException as {@link #check}
   */
  public FilteredTriangulation triangulation(Delaunay delaunay) {
    PointCloud cloud = delaunay.points();
    check(cloud);
    DelaunayComplex complex = DelaunayComplex.of(delaunay);
    FilteredTriangulation filtered = FilteredTriangulation.ofVertices(complex);
    for (int i = 0; i < complex.size(1); i++) {
      double length = cloud.distance(complex.vertex(1, i, 0), complex.vertex(1, i, 1));
      filtered.set(1, i, length, FilteredTriangulation.code(1, i));
    }
    for (int k = 2; k <= complex.dimension(); k++) {
      for (int i = 0; i < complex.size(k); i++) {
        takeLongest(filtered, k, i);
      }
    }
    return filtered;
  }

  /** The last of the faces' critical edges, all of which have codes in the order of numbers. */
  private static void takeLongest(FilteredTriangulation filtered, int k, int i) {
    double longest = -1;
    int critical = -1;
    for (int m = 0; m <= k; m++) {
      int face = filtered.complex().face(k, i, m);
      double value = filtered.value(k - 1, face);
      int code = filtered.criticalCode(k - 1, face);
      if (value > longest || (value == longest && code > critical)) {
        longest = value;
        critical = code;
      }
    }
    filtered.set(k, i, longest, critical);
  }

  /**
   * Every cell written out in the order of the filtration.
   *
   * @throws IllegalArgumentException as {@link #check}
   */
  public FilteredComplex cells(PointCloud cloud) {
    check(cloud);
    return triangulation(Delaunay.of(cloud)).cells();
  }

  /**
   * Every cell of the filtration of points given by their coordinates, row-major {@code
   * [point][axis]}.
   *
   * @throws IllegalArgumentException as {@link PointCloud#of} and {@link #check}
   */
  @Override
  public FilteredComplex cells(double[] coordinates) {
    return cells(PointCloud.of(pointDimension, coordinates));
  }
}
