package io.betti.pipeline.regression;

import java.util.List;

/**
 * The paper's problems as data of a grid: drawn anew wherever a cell is fitted, from the seed.
 *
 * @param problems which
 * @param noise standard deviation of the labels' noise
 * @param folds of the cross-validation
 * @param seed of everything that is drawn
 */
public record SyntheticData(List<RegressionProblem> problems, double noise, int folds, long seed)
    implements GridData {
  /** Takes a copy of the list. */
  public SyntheticData {
    problems = List.copyOf(problems);
  }

  @Override
  public int columns(int problem) {
    return problems.get(problem).columns();
  }

  @Override
  public CellData cell(GridCell cell) {
    RegressionProblem problem = problems.get(cell.problem());
    double[] truth = problem.truth(seed, cell.trial());
    RegressionData all = problem.data(seed, cell.trial(), cell.rows(), noise);
    if (cell.isAll()) {
      return new Cell(SquaredLoss.of(all), null, truth, noise);
    }
    FoldAssignment assignment = new FoldAssignment(cell.rows(), 0, folds, seed, cell.trial());
    RegressionData fitted = all.subset(assignment.rows(cell.fold(), true));
    RegressionData left = all.subset(assignment.rows(cell.fold(), false));
    return new Cell(SquaredLoss.of(fitted), left, truth, noise);
  }

  private record Cell(SquaredLoss loss, RegressionData left, double[] truth, double noise)
      implements CellData {
    @Override
    public double intercept(double[] beta) {
      return 0;
    }

    @Override
    public double validationError(double[] beta) {
      return left == null ? UNKNOWN : left.meanSquaredError(beta);
    }

    @Override
    public double betaError(double[] beta) {
      return left == null ? RegressionProblem.squaredError(beta, truth) : UNKNOWN;
    }

    /** Features are independent of variance 1, so that this is exact. */
    @Override
    public double predictionError(double[] beta) {
      return left == null ? betaError(beta) + noise * noise : UNKNOWN;
    }
  }
}
