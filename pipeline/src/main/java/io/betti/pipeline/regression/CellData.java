package io.betti.pipeline.regression;

/** The rows of a cell as its fits need them: a loss to minimise, and errors to tell. */
interface CellData {
  /** Missing: the figure isn't known in this cell. */
  double UNKNOWN = Double.NaN;

  /** Loss of the rows that are fitted. */
  SquaredLoss loss();

  /** The intercept that belongs to coefficients; 0 if fits have none. */
  double intercept(double[] beta);

  /** Mean squared error on the fold that was left out; {@link #UNKNOWN} if none was. */
  double validationError(double[] beta);

  /** Squared distance from the true coefficients; {@link #UNKNOWN} for a table. */
  double betaError(double[] beta);

  /**
   * Mean squared error on rows that had no part in the fit or the choice of lambda: expected, for a
   * made-up problem; measured on the test rows, for a table that has them.
   */
  double predictionError(double[] beta);
}
