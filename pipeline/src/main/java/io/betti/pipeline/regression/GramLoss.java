package io.betti.pipeline.regression;

import java.util.Arrays;

/**
 * The mean squared error from X'X, X'y and y'y: {@code (b'X'Xb - 2 b'X'y + y'y) / n}.
 *
 * <p>A gradient costs p^2 products. Four rows of X'X are taken at a time, and sums run along rows
 * of the result, so that the loop is one of vectors and the order of additions is fixed.
 */
final class GramLoss implements SquaredLoss {
  private final int columns;
  private final long rows;
  private final double[] gram;
  private final double[] moments;
  private final double labelSquares;

  /** The rows themselves where they are at hand: least squares is more exact from them. */
  private final RegressionData data;

  private final double[] product;
  private double[] solution;
  private SymmetricEigen eigen;
  private double lipschitz = Double.NaN;

  GramLoss(RegressionData data) {
    this(SufficientStatistics.of(data), data);
  }

  GramLoss(SufficientStatistics statistics) {
    this(statistics, null);
  }

  private GramLoss(SufficientStatistics statistics, RegressionData data) {
    if (statistics.rows() == 0) {
      throw new IllegalArgumentException("no rows; a regression needs at least 1");
    }
    this.columns = statistics.columns();
    this.rows = statistics.rows();
    this.gram = statistics.gram();
    this.moments = statistics.moments();
    this.labelSquares = statistics.labelSquares();
    this.data = data;
    this.product = new double[columns];
  }

  @Override
  public int size() {
    return columns;
  }

  @Override
  public long rows() {
    return rows;
  }

  @Override
  public double value(double[] beta) {
    multiply(beta);
    return error(beta);
  }

  @Override
  public double gradient(double[] beta, double[] out) {
    multiply(beta);
    double scale = 2.0 / rows;
    for (int j = 0; j < columns; j++) {
      out[j] = scale * (product[j] - moments[j]);
    }
    return error(beta);
  }

  /** The error once {@code product} is X'X beta; what rounding makes negative is 0. */
  private double error(double[] beta) {
    double sum = labelSquares;
    for (int j = 0; j < columns; j++) {
      sum += beta[j] * (product[j] - 2 * moments[j]);
    }
    return Math.max(0, sum / rows);
  }

  private void multiply(double[] beta) {
    Arrays.fill(product, 0);
    int i = 0;
    for (; i + 4 <= columns; i += 4) {
      addRows(gram, i * columns, columns, beta[i], beta[i + 1], beta[i + 2], beta[i + 3], product);
    }
    for (; i < columns; i++) {
      int at = i * columns;
      double b = beta[i];
      for (int j = 0; j < columns; j++) {
        product[j] += b * gram[at + j];
      }
    }
  }

  /** Adds four rows from a place on, each times its number. */
  static void addRows(
      double[] matrix, int at, int p, double a, double b, double c, double d, double[] into) {
    int second = at + p;
    int third = second + p;
    int fourth = third + p;
    for (int j = 0; j < p; j++) {
      into[j] +=
          a * matrix[at + j]
              + b * matrix[second + j]
              + c * matrix[third + j]
              + d * matrix[fourth + j];
    }
  }

  @Override
  public double lipschitz() {
    if (Double.isNaN(lipschitz)) {
      lipschitz = 2.0 / rows * Spectrum.largest(columns, this::times);
    }
    return lipschitz;
  }

  private void times(double[] vector, double[] out) {
    multiply(vector);
    System.arraycopy(product, 0, out, 0, columns);
  }

  @Override
  public double[] leastSquares() {
    if (solution == null) {
      solution = data != null ? LeastSquares.minimumNorm(data) : eigen().solve(moments, 0);
    }
    return solution.clone();
  }

  @Override
  public double[] ridge(double lambda) {
    LeastSquares.checkRidge(lambda);
    return lambda == 0 ? leastSquares() : eigen().solve(moments, lambda * rows);
  }

  @Override
  public double[] shrunken(double lambda) {
    LeastSquares.checkRidge(lambda);
    if (lambda == 0) {
      return leastSquares();
    }
    double shift = eigen().shiftFor(moments, lambda * rows / 2, false);
    return Double.isInfinite(shift) ? new double[columns] : eigen().solve(moments, shift);
  }

  private SymmetricEigen eigen() {
    if (eigen == null) {
      eigen = SymmetricEigen.of(gram, columns);
    }
    return eigen;
  }
}
