package io.betti.pipeline.regression;

import java.io.Serializable;

/**
 * What least squares needs to know of rows: their number, the sums of features and labels, X'X, X'y
 * and y'y. Memory is that of p x p numbers however many rows there are, which may be spread over
 * machines: statistics of parts merge.
 *
 * <p><b>Repeatable.</b> Sums depend on the order of additions in their last digits. Make one of
 * these for each fixed block of rows (by row id, in the order of ids) and merge the blocks in their
 * order; then the result is bit for bit the same on any partitions and machines.
 *
 * <p>Cost: p^2 / 2 products a row. Not safe for use by several threads.
 */
public final class SufficientStatistics implements Serializable {
  private static final long serialVersionUID = 1;

  private final int columns;
  private long rows;

  /** Upper triangle of X'X, row by row. */
  private final double[] products;

  private final double[] moments;
  private final double[] sums;
  private double labelSquares;
  private double labelSum;

  /**
   * Statistics of no rows yet.
   *
   * @param columns number of features, from 1 to 20,000, whose products take 1.6 GB
   * @throws IllegalArgumentException if there are fewer or more
   */
  public SufficientStatistics(int columns) {
    if (columns < 1 || columns > 20_000) {
      throw new IllegalArgumentException(
          "sufficient statistics of "
              + columns
              + " columns; from 1 to 20000 fit, for more take fewer rows in memory");
    }
    this.columns = columns;
    this.products = new double[columns * (columns + 1) / 2];
    this.moments = new double[columns];
    this.sums = new double[columns];
  }

  /** Statistics of rows in memory. */
  public static SufficientStatistics of(RegressionData data) {
    SufficientStatistics statistics = new SufficientStatistics(data.columns());
    double[] row = new double[data.columns()];
    for (int i = 0; i < data.rows(); i++) {
      System.arraycopy(data.features(), i * row.length, row, 0, row.length);
      statistics.add(row, data.y(i));
    }
    return statistics;
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException if it has another number of features, or a number is NaN or
   *     infinite; nothing has been added then
   */
  public void add(double[] features, double label) {
    check(features, label);
    rows++;
    labelSquares += label * label;
    labelSum += label;
    int at = 0;
    for (int i = 0; i < columns; i++) {
      double f = features[i];
      sums[i] += f;
      moments[i] += f * label;
      for (int j = i; j < columns; j++) {
        products[at + j - i] += f * features[j];
      }
      at += columns - i;
    }
  }

  private void check(double[] features, double label) {
    if (features.length != columns) {
      throw new IllegalArgumentException(
          "a row of " + features.length + " features among rows of " + columns);
    }
    if (!Double.isFinite(label)) {
      throw new IllegalArgumentException(
          "label " + label + "; leave the row out or correct it, labels are finite numbers");
    }
    for (int j = 0; j < columns; j++) {
      if (!Double.isFinite(features[j])) {
        throw new IllegalArgumentException(
            "feature " + j + " is " + features[j] + "; leave the row out or correct it");
      }
    }
  }

  /**
   * Adds the statistics of rows that come after these.
   *
   * @return this
   * @throws IllegalArgumentException if they are of another number of features
   */
  public SufficientStatistics merge(SufficientStatistics later) {
    if (later.columns != columns) {
      throw new IllegalArgumentException(
          "statistics of " + later.columns + " columns merged into those of " + columns);
    }
    rows += later.rows;
    labelSquares += later.labelSquares;
    labelSum += later.labelSum;
    addTo(products, later.products);
    addTo(moments, later.moments);
    addTo(sums, later.sums);
    return this;
  }

  private static void addTo(double[] to, double[] more) {
    for (int k = 0; k < to.length; k++) {
      to[k] += more[k];
    }
  }

  /**
   * The statistics of the same rows with the means of features and labels taken off: a fit of these
   * is a fit with an intercept {@code labelMean - mean . beta}.
   *
   * @throws IllegalStateException if there are no rows
   */
  public SufficientStatistics centred() {
    if (rows == 0) {
      throw new IllegalStateException("no rows to take a mean of");
    }
    SufficientStatistics centred = new SufficientStatistics(columns);
    centred.rows = rows;
    centred.labelSquares = Math.max(0, labelSquares - labelSum * labelSum / rows);
    int at = 0;
    for (int i = 0; i < columns; i++) {
      centred.moments[i] = moments[i] - sums[i] * labelSum / rows;
      for (int j = i; j < columns; j++) {
        centred.products[at] = products[at] - sums[i] * sums[j] / rows;
        at++;
      }
    }
    return centred;
  }

  /** Number of features, p. */
  public int columns() {
    return columns;
  }

  /** Number of rows, n. */
  public long rows() {
    return rows;
  }

  /** Mean of a feature. */
  public double mean(int column) {
    return sums[column] / rows;
  }

  /** Mean of the labels. */
  public double labelMean() {
    return labelSum / rows;
  }

  /** y'y. */
  public double labelSquares() {
    return labelSquares;
  }

  /** X'y, a copy. */
  public double[] moments() {
    return moments.clone();
  }

  /** X'X in full, row by row (or column by column: it is symmetric). */
  public double[] gram() {
    double[] full = new double[Math.multiplyExact(columns, columns)];
    int at = 0;
    for (int i = 0; i < columns; i++) {
      for (int j = i; j < columns; j++) {
        full[i * columns + j] = products[at];
        full[j * columns + i] = products[at];
        at++;
      }
    }
    return full;
  }

  /** The mean squared error of coefficients over these rows, {@code |X beta - y|^2 / n}. */
  public double meanSquaredError(double[] beta) {
    return new GramLoss(this).value(beta);
  }
}
