package io.betti.topology.complex;

import java.util.Arrays;

/**
 * Distances between things numbered from 0: symmetric, zeros on the diagonal, never below 0. {@code
 * +Infinity} says that two things are never joined. The triangle inequality is not asked for, and
 * distances of zero between different things are ordinary input; no things at all are, too.
 *
 * <p>The lower triangle is stored, 4 n^2 bytes for n things.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class DistanceMatrix {
  /** Row i holds the distances to 0, ..., i - 1. */
  private final double[][] rows;

  private DistanceMatrix(double[][] rows) {
    this.rows = rows;
  }

  /**
   * The distances of a square array; -0.0 becomes 0.0.
   *
   * @param distances {@code [i][j]}; copied
   * @throws IllegalArgumentException if the array is not square, an entry is NaN or below 0, {@code
   *     distances[i][i] != 0} or {@code distances[i][j] != distances[j][i]}
   */
  public static DistanceMatrix of(double[][] distances) {
    int n = distances.length;
    for (int i = 0; i < n; i++) {
      if (distances[i].length != n) {
        throw new IllegalArgumentException(
            "row "
                + i
                + " of a distance matrix has "
                + distances[i].length
                + " entries and there are "
                + n
                + " rows; pass a square matrix");
      }
    }
    double[][] rows = new double[n][];
    for (int i = 0; i < n; i++) {
      checkEntry(distances[i][i], i, i);
      if (distances[i][i] != 0) {
        throw new IllegalArgumentException(
            entry(distances[i][i], i, i) + "; the distance of a thing to itself must be 0");
      }
      rows[i] = new double[i];
      for (int j = 0; j < i; j++) {
        checkEntry(distances[i][j], i, j);
        if (distances[i][j] != distances[j][i]) {
          throw new IllegalArgumentException(
              entry(distances[i][j], i, j)
                  + " and "
                  + distances[j][i]
                  + " the other way; distances must be symmetric, average the two or take one");
        }
        rows[i][j] = distances[i][j] + 0.0;
      }
    }
    return new DistanceMatrix(rows);
  }

  /**
   * The Euclidean distances of points.
   *
   * @throws IllegalArgumentException if a distance is beyond the range of a double
   */
  public static DistanceMatrix of(PointCloud points) {
    double[][] rows = new double[points.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[i];
      for (int j = 0; j < i; j++) {
        rows[i][j] = points.distance(i, j);
        if (Double.isInfinite(rows[i][j])) {
          throw new IllegalArgumentException(
              "the distance of points " + j + " and " + i + " overflows; scale the points down");
        }
      }
    }
    return new DistanceMatrix(rows);
  }

  private static void checkEntry(double value, int i, int j) {
    if (!(value >= 0)) {
      throw new IllegalArgumentException(
          entry(value, i, j)
              + "; distances must be 0 or above, Infinity where two things are never joined");
    }
  }

  private static String entry(double value, int i, int j) {
    return "distance [" + i + "][" + j + "] is " + value;
  }

  /** Number of things. */
  public int size() {
    return rows.length;
  }

  /** The distance of two things; 0 if they are the same. */
  public double distance(int i, int j) {
    return i > j ? rows[i][j] : i < j ? rows[j][i] : 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DistanceMatrix matrix && Arrays.deepEquals(rows, matrix.rows);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(rows);
  }

  /** As {@code distances of 100 things}. */
  @Override
  public String toString() {
    return "distances of " + rows.length + " things";
  }
}
