package io.betti.pipeline.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.betti.pipeline.optimization.PenaltySpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A path is the solver's fits of the cell's rows, and a fold's labels have no part in its fit. */
class GridPathsTest {
  private static final SolverOptions AUTO =
      SolverOptions.authors().withMethod(SolverOptions.Method.AUTO);
  private static final RegressionProblem PROBLEM = RegressionProblem.SAWTOOTH;
  private static final LambdaGrid LAMBDAS = new LambdaGrid(1e-3, 1, 4);
  private static final SyntheticData DATA = new SyntheticData(List.of(PROBLEM), 0.05, 5, 3);

  private static PenaltySpec penalty(String text) {
    return PenaltySpec.parse(text, PROBLEM.space());
  }

  @Test
  void fitsOfAllRows_equalTheSolvers() {
    PenaltySpec top = penalty("top2");
    List<GridFit> fits =
        new GridPaths(DATA, LAMBDAS).fits(new GridCell(0, 2, 60, GridCell.ALL), 0, top, AUTO);
    RegressionData rows = PROBLEM.data(3, 2, 60, 0.05);
    RegressionSolver solver =
        new RegressionSolver(SquaredLoss.of(rows), top.build(100), SolverOptions.authors());
    for (int i = 0; i < 4; i++) {
      double lambda = LAMBDAS.values()[i];
      GridFit fit = fits.get(i);
      assertThat(fit.lambda()).isEqualTo(lambda);
      assertThat(fit.coefficients()).isEqualTo(solver.fit(lambda).beta());
      assertThat(fit.iterations()).isEqualTo(100);
      double error = RegressionProblem.squaredError(fit.coefficients(), PROBLEM.truth(3, 2));
      assertThat(fit.betaError()).isEqualTo(error);
      assertThat(fit.predictionError()).isEqualTo(error + 0.05 * 0.05);
    }
  }

  @Test
  void fitsOfAFold_areOfTheOthers_andScoredOnIt() {
    FoldAssignment folds = new FoldAssignment(60, 0, 5, 3, 0);
    RegressionData rows = PROBLEM.data(3, 0, 60, 0.05);
    RegressionData others = rows.subset(folds.rows(2, true));
    RegressionData own = rows.subset(folds.rows(2, false));
    assertThat(others.rows()).isEqualTo(48);
    PenaltySpec squared = penalty("l2-squared");
    List<GridFit> fits =
        new GridPaths(DATA, LAMBDAS).fits(new GridCell(0, 0, 60, 2), 0, squared, AUTO);
    for (GridFit fit : fits) {
      double[] beta = SquaredLoss.of(others).ridge(fit.lambda());
      assertThat(fit.validationError()).isEqualTo(own.meanSquaredError(beta));
      assertThat(fit.betaError()).isNaN();
      assertThat(fit.coefficients()).isNull();
    }
  }

  @Test
  void convexPathsReachTheirMinimum_whereverTheyStart() {
    for (String text : List.of("l1", "tv", "l2", "l2-squared")) {
      List<GridFit> fits =
          new GridPaths(DATA, LAMBDAS)
              .fits(new GridCell(0, 0, 135, GridCell.ALL), 0, penalty(text), AUTO);
      RegressionData rows = PROBLEM.data(3, 0, 135, 0.05);
      RegressionSolver solver =
          new RegressionSolver(
              SquaredLoss.of(rows),
              penalty(text).build(100),
              SolverOptions.auto().withTolerance(1e-10));
      for (GridFit fit : fits) {
        assertThat(fit.converged()).as(text).isTrue();
        assertThat(fit.loss() + fit.lambda() * fit.value())
            .as(text + " at " + fit.lambda())
            .isCloseTo(solver.fit(fit.lambda()).objective(), within(1e-8));
      }
    }
  }

  @Test
  void withoutPenalty_isOneFitOfLeastSquares() {
    List<GridFit> fits =
        new GridPaths(DATA, LAMBDAS)
            .fits(new GridCell(0, 0, 40, GridCell.ALL), 0, PenaltySpec.none(), AUTO);
    assertThat(fits).hasSize(1);
    assertThat(fits.get(0).lambda()).isZero();
    assertThat(fits.get(0).coefficients())
        .isEqualTo(SquaredLoss.of(PROBLEM.data(3, 0, 40, 0.05)).leastSquares());
  }
}
