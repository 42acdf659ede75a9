package io.betti.udfs;

import io.betti.topology.complex.DistanceMatrix;
import io.betti.topology.complex.PointCloud;
import org.apache.spark.sql.catalyst.util.ArrayData;

/** Points and distances, read from SQL's arrays of arrays of double. */
final class PointValues {
  private PointValues() {}

  /**
   * The points of an array of points, at least one.
   *
   * @throws IllegalArgumentException if a point or a coordinate is null, the points differ in their
   *     number of axes, there are no axes, or a coordinate is NaN or infinite
   */
  static PointCloud cloud(ArrayData points) {
    int size = points.numElements();
    double[] coordinates = null;
    int dimension = 0;
    for (int i = 0; i < size; i++) {
      double[] point = row(points, i, "point");
      if (coordinates == null) {
        dimension = point.length;
        coordinates = new double[Math.multiplyExact(size, dimension)];
      }
      if (point.length != dimension) {
        throw new IllegalArgumentException(
            "point "
                + i
                + " has "
                + point.length
                + " coordinates and point 0 has "
                + dimension
                + "; all points of a cloud need the same number");
      }
      System.arraycopy(point, 0, coordinates, i * dimension, dimension);
    }
    return PointCloud.of(dimension, coordinates);
  }

  /**
   * The distances of a square array.
   *
   * @throws IllegalArgumentException if a row or distance is null, or {@link DistanceMatrix}
   *     refuses them
   */
  static DistanceMatrix distances(ArrayData rows) {
    double[][] distances = new double[rows.numElements()][];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = row(rows, i, "row");
    }
    return DistanceMatrix.of(distances);
  }

  private static double[] row(ArrayData rows, int i, String what) {
    if (rows.isNullAt(i)) {
      throw new IllegalArgumentException(what + " " + i + " is null; drop it");
    }
    ArrayData row = rows.getArray(i);
    try {
      return GridValues.doubles(row);
    } catch (IllegalArgumentException problem) {
      throw new IllegalArgumentException(what + " " + i + ": " + problem.getMessage(), problem);
    }
  }

  /** In an error: how many of what. */
  static String shown(ArrayData points) {
    return "array of " + points.numElements() + " points";
  }
}
