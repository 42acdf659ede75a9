package io.betti.pipeline.regression;

import java.io.Serializable;
import java.util.Objects;

/**
 * Rows of features with a label each, in memory: X row-major {@code [row][column]} and y.
 *
 * <p>Immutable by convention: the arrays are taken as they are and not written to. Safe to share
 * between threads.
 */
public final class RegressionData implements Serializable {
  private static final long serialVersionUID = 1;

  private final double[] x;
  private final double[] y;
  private final int rows;
  private final int columns;

  private RegressionData(double[] x, double[] y, int rows, int columns) {
    this.x = x;
    this.y = y;
    this.rows = rows;
    this.columns = columns;
  }

  /**
   * Data of given arrays, which are not copied.
   *
   * @param x row-major, {@code y.length * columns} long
   * @param columns number of features, at least 1
   * @throws IllegalArgumentException if there is no row or no column, the lengths do not fit, or a
   *     number is NaN or infinite
   */
  public static RegressionData of(double[] x, double[] y, int columns) {
    Objects.requireNonNull(x, "x");
    Objects.requireNonNull(y, "y");
    if (columns < 1 || y.length < 1) {
      throw new IllegalArgumentException(
          "a regression of "
              + y.length
              + " rows on "
              + columns
              + " columns; there must be at least 1 of each");
    }
    if (x.length != (long) y.length * columns) {
      throw new IllegalArgumentException(
          "got "
              + x.length
              + " numbers for "
              + y.length
              + " rows of "
              + columns
              + " columns, which take "
              + (long) y.length * columns
              + "; pass X row by row");
    }
    for (int i = 0; i < y.length; i++) {
      if (!Double.isFinite(y[i])) {
        throw new IllegalArgumentException(
            "label of row " + i + " is " + y[i] + "; leave the row out or correct it");
      }
    }
    for (int k = 0; k < x.length; k++) {
      if (!Double.isFinite(x[k])) {
        throw new IllegalArgumentException(
            "column "
                + k % columns
                + " of row "
                + k / columns
                + " is "
                + x[k]
                + "; leave the row or the column out, or correct it");
      }
    }
    return new RegressionData(x, y, y.length, columns);
  }

  /** Number of rows, n. */
  public int rows() {
    return rows;
  }

  /** Number of columns, p. */
  public int columns() {
    return columns;
  }

  /** Entry of X. */
  public double x(int row, int column) {
    return x[row * columns + column];
  }

  /** Label of a row. */
  public double y(int row) {
    return y[row];
  }

  /** X itself, not a copy, row-major: to be read only. */
  double[] features() {
    return x;
  }

  /** y itself, not a copy: to be read only. */
  double[] labels() {
    return y;
  }

  /**
   * Some rows, in the order given.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   * @throws IllegalArgumentException if none is given
   */
  public RegressionData subset(int[] chosen) {
    double[] someX = new double[Math.multiplyExact(chosen.length, columns)];
    double[] someY = new double[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      Objects.checkIndex(chosen[i], rows);
      System.arraycopy(x, chosen[i] * columns, someX, i * columns, columns);
      someY[i] = y[chosen[i]];
    }
    return of(someX, someY, columns);
  }

  /**
   * Mean squared error of predictions {@code X beta}.
   *
   * @throws IllegalArgumentException if beta has another length than there are columns
   */
  public double meanSquaredError(double[] beta) {
    checkLength(beta);
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      double residual = predict(beta, i) - y[i];
      sum += residual * residual;
    }
    return sum / rows;
  }

  /** The prediction {@code x_i . beta} of a row. */
  public double predict(double[] beta, int row) {
    double sum = 0;
    int from = row * columns;
    for (int j = 0; j < columns; j++) {
      sum += x[from + j] * beta[j];
    }
    return sum;
  }

  private void checkLength(double[] beta) {
    if (beta.length != columns) {
      throw new IllegalArgumentException(
          beta.length + " coefficients for " + columns + " columns; there must be one for each");
    }
  }

  /** As {@code 75 rows of 100 columns}. */
  @Override
  public String toString() {
    return rows + " rows of " + columns + " columns";
  }
}
