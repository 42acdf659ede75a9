package io.betti.topology.complex;

import java.util.Arrays;

/**
 * Points of one Euclidean space, numbered from 0 in input order. Duplicates, collinear and
 * cospherical points are ordinary input; no points at all are, too.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class PointCloud {
  private final int dimension;
  private final int size;

  /** Row-major {@code [point][axis]}. */
  private final double[] coordinates;

  private PointCloud(int dimension, double[] coordinates) {
    this.dimension = dimension;
    this.size = coordinates.length / dimension;
    this.coordinates = coordinates;
  }

  /**
   * The points of an array of coordinates; -0.0 becomes 0.0.
   *
   * @param dimension number of axes, at least 1
   * @param coordinates row-major {@code [point][axis]}; copied
   * @throws IllegalArgumentException if {@code dimension < 1}, the length is no multiple of it, or
   *     a coordinate is NaN or infinite
   */
  public static PointCloud of(int dimension, double... coordinates) {
    if (dimension < 1) {
      throw new IllegalArgumentException(
          "points of " + dimension + " axes; a point needs at least 1 coordinate");
    }
    if (coordinates.length % dimension != 0) {
      throw new IllegalArgumentException(
          "got "
              + coordinates.length
              + " coordinates for points of "
              + dimension
              + " axes, which is no whole number of points; pass every point whole");
    }
    double[] copy = new double[coordinates.length];
    for (int i = 0; i < copy.length; i++) {
      if (!Double.isFinite(coordinates[i])) {
        throw new IllegalArgumentException(
            "coordinate "
                + i % dimension
                + " of point "
                + i / dimension
                + " is "
                + coordinates[i]
                + "; coordinates must be finite, replace or drop such points");
      }
      copy[i] = coordinates[i] + 0.0;
    }
    return new PointCloud(dimension, copy);
  }

  /**
   * The points of an array of points, at least one.
   *
   * @throws IllegalArgumentException as {@link #of(int, double...)}, or if there are no points or
   *     they differ in their number of axes
   */
  public static PointCloud of(double[][] points) {
    if (points.length == 0) {
      throw new IllegalArgumentException("no points, so their number of axes is not known");
    }
    int dimension = points[0].length;
    double[] coordinates = new double[points.length * dimension];
    for (int i = 0; i < points.length; i++) {
      if (points[i].length != dimension) {
        throw new IllegalArgumentException(
            "point "
                + i
                + " has "
                + points[i].length
                + " coordinates and point 0 has "
                + dimension
                + "; all points of a cloud need the same number");
      }
      System.arraycopy(points[i], 0, coordinates, i * dimension, dimension);
    }
    return of(dimension, coordinates);
  }

  /** Number of points. */
  public int size() {
    return size;
  }

  /** Number of axes. */
  public int dimension() {
    return dimension;
  }

  /** One coordinate of point i. */
  public double coordinate(int i, int axis) {
    return coordinates[i * dimension + axis];
  }

  /** A copy of the coordinates, row-major {@code [point][axis]}. */
  public double[] coordinates() {
    return coordinates.clone();
  }

  /**
   * Squared Euclidean distance of two points, summed over the axes in order. Everything that needs
   * a length takes it from here or computes the same sum, so that equal stays equal.
   */
  public double squaredDistance(int i, int j) {
    double sum = 0;
    for (int k = 0; k < dimension; k++) {
      double difference = coordinates[i * dimension + k] - coordinates[j * dimension + k];
      sum += difference * difference;
    }
    return sum;
  }

  /** Euclidean distance of two points. */
  public double distance(int i, int j) {
    return Math.sqrt(squaredDistance(i, j));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PointCloud cloud
        && dimension == cloud.dimension
        && Arrays.equals(coordinates, cloud.coordinates);
  }

  @Override
  public int hashCode() {
    return 31 * dimension + Arrays.hashCode(coordinates);
  }

  /** As {@code 100 points of 3 axes}. */
  @Override
  public String toString() {
    return size + " points of " + dimension + " axes";
  }
}
