package io.betti.pipeline.regression;

import io.betti.pipeline.optimization.Loss;

/**
 * The mean squared error {@code |X beta - y|^2 / n} of a linear model, from rows or from sufficient
 * statistics.
 */
public interface SquaredLoss extends Loss {
  /** Number of rows. */
  long rows();

  /**
   * The coefficients of least squares; of all that reach the least error, those of least norm.
   * Computed once, then kept.
   *
   * @return a new array
   */
  double[] leastSquares();

  /**
   * The minimum of {@code loss(beta) + lambda |beta|^2} in closed form.
   *
   * @param lambda at least 0; 0 gives {@link #leastSquares()}
   * @throws IllegalArgumentException if lambda is below 0, NaN or infinite
   */
  double[] ridge(double lambda);

  /**
   * The minimum of {@code loss(beta) + lambda |beta|}: that of a ridge whose strength solves one
   * equation, or 0 if lambda is at least the size of the loss's gradient there.
   *
   * @param lambda at least 0; 0 gives {@link #leastSquares()}
   * @throws IllegalArgumentException if lambda is below 0, NaN or infinite
   */
  double[] shrunken(double lambda);

  /**
   * The loss of rows in memory. It works on X'X (p^2 products a gradient, n p^2 / 2 once) where
   * that is the smaller, p <= 2 n, and soon made, p <= 500, or where there are at least 4 p rows;
   * else on X (2 n p products a gradient).
   */
  static SquaredLoss of(RegressionData data) {
    long n = data.rows();
    long p = data.columns();
    boolean byGram = p <= 2 * n && (p <= 500 || 4 * p <= n);
    return byGram ? new GramLoss(data) : new RowsLoss(data);
  }

  /**
   * The loss of the rows behind statistics.
   *
   * @throws IllegalArgumentException if there are none
   */
  static SquaredLoss of(SufficientStatistics statistics) {
    return new GramLoss(statistics);
  }
}
