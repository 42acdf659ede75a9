package io.betti.topology.filtration;

import io.betti.topology.complex.Circumradius;
import io.betti.topology.complex.Delaunay;
import io.betti.topology.complex.DelaunayComplex;
import io.betti.topology.complex.GabrielTest;
import io.betti.topology.complex.PointCloud;
import java.util.Arrays;

/**
 * The alpha filtration of points of 1, 2 or 3 axes: a simplex of their Delaunay triangulation
 * enters at the <em>radius</em> of the smallest ball that has its vertices on the boundary and no
 * point inside, a vertex at 0.
 *
 * <p><b>Values.</b> If the smallest circumball of a simplex has no point inside (the simplex is
 * Gabriel), its radius is the value and the simplex is its own critical cell; otherwise the simplex
 * enters with the first of its cofaces, in the order (value, vertex list), and has its critical
 * cell, which is 2 to 4 points. GUDHI's {@code AlphaComplex} has the same values, squared. A
 * duplicate point is joined to its first copy by an edge of value 0.
 *
 * <p><b>Exactness.</b> The squared radius is the true one rounded once to a double, so the value is
 * a rising function of the true radius: a face never comes after its coface, and simplices with the
 * same circumball, as those of cocircular or cospherical points, have equal values to the last bit.
 * The Gabriel test is exact; a point on the boundary is not inside. A radius that is too large for
 * a double (of a simplex that is all but flat) becomes the largest double.
 *
 * <p><b>Source.</b> Edelsbrunner, Mücke, "Three-dimensional alpha shapes", ACM Transactions on
 * Graphics 13 (1994), doi:10.1145/174462.156635. The gradient goes to the critical cell where the
 * paper (section 2.2) has the weak alpha filtration.
 *
 * @param pointDimension number of axes of the points
 * @param squared whether values are squared radii, as in GUDHI
 */
public record AlphaFiltration(int pointDimension, boolean squared) implements Filtration {
  /**
   * Refuses what has no triangulation.
   *
   * @throws IllegalArgumentException if the number of axes is not 1, 2 or 3
   */
  public AlphaFiltration {
    FilteredTriangulation.checkDimension(pointDimension);
  }

  /** The filtration by radii. */
  public AlphaFiltration(int pointDimension) {
    this(pointDimension, false);
  }

  @Override
  public int maxHomologyDimension() {
    return pointDimension - 1;
  }

  @Override
  public String description() {
    return "alpha of points of "
        + pointDimension
        + (pointDimension == 1 ? " axis" : " axes")
        + (squared ? ", squared radii" : ", radii");
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
    Circumradius radius = new Circumradius(cloud, squared);
    GabrielTest gabriel = new GabrielTest(cloud);
    int top = complex.dimension();
    int[] coface = new int[0];
    for (int k = top; k >= 1; k--) {
      for (int i = 0; i < complex.size(k); i++) {
        if (k == top || coface[i] < 0) {
          filtered.set(k, i, radius.of(complex, k, i), FilteredTriangulation.code(k, i));
        } else {
          double value = filtered.value(k + 1, coface[i]);
          filtered.set(k, i, value, filtered.criticalCode(k + 1, coface[i]));
        }
      }
      coface = k == 1 ? coface : firstCofaces(filtered, k, gabriel);
    }
    return filtered;
  }

  /** For each face of the k-simplices its first coface if it isn't Gabriel, otherwise -1. */
  private static int[] firstCofaces(FilteredTriangulation filtered, int k, GabrielTest gabriel) {
    DelaunayComplex complex = filtered.complex();
    int[] first = new int[complex.size(k - 1)];
    boolean[] encloses = new boolean[first.length];
    Arrays.fill(first, -1);
    for (int i = 0; i < complex.size(k); i++) {
      for (int m = 0; m <= k; m++) {
        int face = complex.face(k, i, m);
        if (first[face] < 0 || filtered.value(k, i) < filtered.value(k, first[face])) {
          first[face] = i;
        }
        encloses[face] = encloses[face] || gabriel.encloses(complex, k, i, m);
      }
    }
    for (int face = 0; face < first.length; face++) {
      first[face] = encloses[face] ? first[face] : -1;
    }
    return first;
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
