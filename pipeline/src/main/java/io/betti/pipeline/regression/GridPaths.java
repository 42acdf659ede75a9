package io.betti.pipeline.regression;

import io.betti.pipeline.optimization.Penalty;
import io.betti.pipeline.optimization.PenaltySpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Fits of a grid, path after path: one cell and penalty along all lambdas. Keeps the rows of the
 * cell before, so that paths of one cell should follow one another; one of these belongs to one
 * task. A path's fits depend on nothing but its cell, penalty and lambdas.
 */
public final class GridPaths {
  /** Steps at most of a convex penalty's proximal map; most need some tens. */
  public static final int CONVEX_ITERATIONS = 1_000;

  /** Of a convex fit: see {@link RegressionSolver}. */
  public static final double CONVEX_TOLERANCE = 1e-6;

  private static final SolverOptions CONVEX =
      SolverOptions.auto().withMaxIterations(CONVEX_ITERATIONS).withTolerance(CONVEX_TOLERANCE);

  private final GridData data;

  /** The greatest first: the quickest to find, and a good start for the next. */
  private final double[] falling;

  private GridCell last;
  private CellData rows;

  /** Fits on some data. */
  public GridPaths(GridData data, LambdaGrid lambdas) {
    this.data = data;
    double[] rising = lambdas.values();
    this.falling = new double[rising.length];
    for (int i = 0; i < rising.length; i++) {
      falling[i] = rising[rising.length - 1 - i];
    }
  }

  /** How many fits a path of a penalty has: one without a penalty. */
  public static int length(PenaltySpec penalty, LambdaGrid lambdas) {
    return penalty.isNone() ? 1 : lambdas.count();
  }

  /**
   * The fits of a path, by ascending lambda.
   *
   * @param number of the penalty
   * @throws IllegalArgumentException if the penalty does not fit the coefficients
   */
  public List<GridFit> fits(GridCell cell, int number, PenaltySpec penalty, SolverOptions options) {
    if (!cell.equals(last)) {
      rows = data.cell(cell);
      last = cell;
    }
    SquaredLoss loss = rows.loss();
    Penalty built = penalty.build(loss.size());
    RegressionSolver solver = new RegressionSolver(loss, built, forPenalty(built, options));
    double[] path = penalty.isNone() ? new double[] {0} : falling;
    List<GridFit> fits = new ArrayList<>(path.length);
    for (RegressionFit fit : solver.path(path)) {
      double[] beta = fit.coefficients();
      fits.add(
          new GridFit(
              cell,
              number,
              fit.lambda(),
              fit.loss(),
              fit.penalty(),
              rows.validationError(beta),
              rows.betaError(beta),
              rows.predictionError(beta),
              fit.iterations(),
              fit.converged(),
              rows.intercept(beta),
              cell.isAll() ? beta : null));
    }
    Collections.reverse(fits);
    return fits;
  }

  /**
   * How a penalty is minimised: as the options say, but that {@code auto} solves those that have a
   * closed form or a proximal map to the end, and takes the options' steps of Adam for others. No
   * penalty is least squares always.
   */
  static SolverOptions forPenalty(Penalty penalty, SolverOptions options) {
    if (options.method() != SolverOptions.Method.AUTO) {
      return penalty.ridgeWeight() == 0 ? options.withMethod(SolverOptions.Method.AUTO) : options;
    }
    boolean solvable = penalty.ridgeWeight() >= 0 || penalty.hasProximal();
    return solvable ? CONVEX : options.withMethod(SolverOptions.Method.ADAM);
  }
}
