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
   * The loss of rows in memory. It works on X or on X'X, whichever is the smaller.
   *
   * <p>A gradient costs min(2 n p, p^2) products.
   */
  static SquaredLoss of(RegressionData data) {
    return data.columns() <= 2L * data.rows() ? new GramLoss(data) : new RowsLoss(data);
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
