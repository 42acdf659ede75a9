package io.betti.topology.filtration;

import io.betti.topology.complex.DelaunayComplex;
import io.betti.topology.complex.PointCloud;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The simplices of a Delaunay triangulation with monotone values, and for each the critical simplex
 * that gives it its value: its longest edge in {@link WeakAlphaFiltration}, the simplex with the
 * circumball in {@link AlphaFiltration}.
 *
 * <p><b>Order.</b> Simplices come by (value, dimension, vertex list); within a dimension that is
 * (value, number), since {@link DelaunayComplex} numbers them by their vertex lists.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class FilteredTriangulation {
  /** A coordinate whose square is far from overflow, also summed and multiplied by 4. */
  private static final double LARGEST = 1e150;

  private final DelaunayComplex complex;

  /** By dimension and number. */
  private final double[][] values;

  /** By dimension and number, see {@link #code}. */
  private final int[][] critical;

  /** Takes the arrays as its own; the filtrations of this package are the only callers. */
  FilteredTriangulation(DelaunayComplex complex, double[][] values, int[][] critical) {
    this.complex = complex;
    this.values = values;
    this.critical = critical;
  }

  /** Simplex i of dimension k, up to 3, as one number: two bits of k below those of i. */
  static int code(int k, int i) {
    return i << 2 | k;
  }

  /** Values 0 for the vertices, each its own critical simplex; other dimensions still to be set. */
  static FilteredTriangulation ofVertices(DelaunayComplex complex) {
    int levels = complex.dimension() + 1;
    double[][] values = new double[levels][];
    int[][] critical = new int[levels][];
    for (int k = 0; k < levels; k++) {
      int level = k;
      values[k] = new double[complex.size(k)];
      critical[k] = new int[complex.size(k)];
      Arrays.setAll(critical[k], i -> code(level, i));
    }
    return new FilteredTriangulation(complex, values, critical);
  }

  /** Sets a value that a simplex has of its own or takes from another one. */
  void set(int k, int i, double value, int criticalCode) {
    values[k][i] = value;
    critical[k][i] = criticalCode;
  }

  /** The simplices. */
  public DelaunayComplex complex() {
    return complex;
  }

  /** The value at which k-simplex i enters. */
  public double value(int k, int i) {
    return values[k][i];
  }

  /** The values of the k-simplices, copied into an array of at least their number. */
  public void copyValues(int k, double[] to) {
    System.arraycopy(values[k], 0, to, 0, complex.size(k));
  }

  /** A number that names the critical simplex of k-simplex i: the same for the same simplex. */
  public int criticalCode(int k, int i) {
    return critical[k][i];
  }

  /** The vertices of the critical simplex of k-simplex i, rising. */
  public int[] criticalCell(int k, int i) {
    return cell(critical[k][i]);
  }

  private int[] cell(int code) {
    return complex.vertices(code & 3, code >> 2);
  }

  /** The largest value; 0 if there are no points. */
  public double lastValue() {
    double last = 0;
    for (double[] level : values) {
      for (double value : level) {
        last = Math.max(last, value);
      }
    }
    return last;
  }

  /**
   * The critical simplex of the largest value: of several the one of highest dimension, of these
   * the last. Empty if there is none but vertices.
   */
  public int[] lastCell() {
    double last = lastValue();
    for (int k = complex.dimension(); k >= 1; k--) {
      for (int i = complex.size(k) - 1; i >= 0; i--) {
        if (values[k][i] == last && critical[k][i] == code(k, i)) {
          return complex.vertices(k, i);
        }
      }
    }
    return new int[0];
  }

  /** Every simplex written out in order. */
  public FilteredComplex cells() {
    List<FilteredComplex.Cell> cells = new ArrayList<>();
    for (int k = 0; k <= complex.dimension(); k++) {
      for (int i = 0; i < complex.size(k); i++) {
        cells.add(
            FilteredComplex.Cell.simplex(values[k][i], complex.vertices(k, i), criticalCell(k, i)));
      }
    }
    // A stable sort: within a dimension the vertex lists rise already.
    cells.sort(
        Comparator.comparingDouble(FilteredComplex.Cell::value)
            .thenComparingInt(FilteredComplex.Cell::dimension));
    return FilteredComplex.ofOrdered(cells, false);
  }

  /**
   * Refuses points that a triangulation's values can't be computed for.
   *
   * @throws IllegalArgumentException if the cloud has another number of axes than stated, or a
   *     coordinate is beyond 1e150 in size
   */
  static void check(PointCloud cloud, int pointDimension) {
    if (cloud.dimension() != pointDimension) {
      throw new IllegalArgumentException(
          "got points of "
              + cloud.dimension()
              + " axes for a filtration of points of "
              + pointDimension
              + "; make one for the number of axes that the points have");
    }
    for (int i = 0; i < cloud.size(); i++) {
      for (int axis = 0; axis < pointDimension; axis++) {
        if (Math.abs(cloud.coordinate(i, axis)) > LARGEST) {
          throw new IllegalArgumentException(
              "coordinate "
                  + axis
                  + " of point "
                  + i
                  + " is "
                  + cloud.coordinate(i, axis)
                  + ", whose square is too large a number; coordinates go up to "
                  + LARGEST
                  + ", scale the points");
        }
      }
    }
  }

  /**
   * Refuses a number of axes that there is no triangulation for.
   *
   * @throws IllegalArgumentException if it is not 1, 2 or 3
   */
  static void checkDimension(int pointDimension) {
    if (pointDimension < 1 || pointDimension > 3) {
      throw new IllegalArgumentException(
          "points of "
              + pointDimension
              + " axes; Delaunay triangulations are there for 1, 2 and 3, use rips for more");
    }
  }
}
