package io.betti.pipeline.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.betti.pipeline.optimization.Penalty;
import io.betti.pipeline.optimization.PenaltySpace;
import io.betti.pipeline.optimization.PenaltySpec;
import io.betti.pipeline.regression.SolverOptions.Method;
import io.betti.topology.filtration.Direction;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Optimality conditions, paths, stopping and errors. */
class RegressionSolverTest {
  private static final double[] LAMBDAS = {1e-3, 1e-2, 0.1, 1, 10};

  private static Penalty penalty(String text, int p) {
    return PenaltySpec.parse(text, PenaltySpace.weakAlpha()).build(p);
  }

  private static RegressionSolver solver(RegressionData data, String text, SolverOptions options) {
    return new RegressionSolver(SquaredLoss.of(data), penalty(text, data.columns()), options);
  }

  private static RegressionData sawtooth(int n) {
    return RegressionProblem.SAWTOOTH.data(11, 0, n, 0.05);
  }

  @Test
  void lasso_meetsItsOptimalityConditions() {
    for (int n : new int[] {40, 120}) {
      RegressionData data = sawtooth(n);
      SolverOptions options = SolverOptions.auto().withTolerance(1e-9).withMaxIterations(200_000);
      for (double lambda : new double[] {0.1, 1}) {
        RegressionFit fit = solver(data, "l1", options).fit(lambda);
        assertThat(fit.converged()).isTrue();
        double[] gradient = new double[100];
        SquaredLoss.of(data).gradient(fit.beta(), gradient);
        int zeros = 0;
        for (int j = 0; j < 100; j++) {
          double b = fit.beta()[j];
          zeros += b == 0 ? 1 : 0;
          if (b == 0) {
            assertThat(Math.abs(gradient[j])).isLessThanOrEqualTo(lambda + 1e-6);
          } else {
            assertThat(gradient[j]).isCloseTo(-lambda * Math.signum(b), within(1e-6));
          }
        }
        assertThat(zeros).as("zeros at n = %d, lambda = %s", n, lambda).isBetween(3, 97);
      }
    }
  }

  /** Running sums of the gradient stay within lambda, end at 0, and touch it where beta jumps. */
  @Test
  void totalVariation_meetsItsOptimalityConditions() {
    for (int n : new int[] {40, 120}) {
      RegressionData data = sawtooth(n);
      SolverOptions options = SolverOptions.auto().withTolerance(1e-9).withMaxIterations(200_000);
      for (double lambda : new double[] {0.1, 1}) {
        RegressionFit fit = solver(data, "tv", options).fit(lambda);
        assertThat(fit.converged()).isTrue();
        double[] beta = fit.beta();
        double[] gradient = new double[100];
        SquaredLoss.of(data).gradient(beta, gradient);
        double u = 0;
        int jumps = 0;
        for (int j = 0; j < 99; j++) {
          u += gradient[j];
          assertThat(Math.abs(u)).isLessThanOrEqualTo(lambda + 1e-5);
          if (Math.abs(beta[j + 1] - beta[j]) > 1e-9) {
            jumps++;
            assertThat(u).isCloseTo(lambda * Math.signum(beta[j + 1] - beta[j]), within(1e-5));
          }
        }
        assertThat(u + gradient[99]).isCloseTo(0, within(1e-5));
        assertThat(jumps).isBetween(2, 97);
      }
    }
  }

  @Test
  void range_isMinimisedByItsProximalMap() {
    RegressionData data = RegressionProblem.CLUSTERS_LEVELS.data(3, 0, 120, 0.05);
    SolverOptions exact = SolverOptions.auto().withTolerance(1e-10).withMaxIterations(200_000);
    RegressionSolver solver = solver(data, "top1", exact);
    assertThat(solver.method()).isEqualTo(Method.PROXIMAL);
    RegressionFit fit = solver.fit(0.5);
    assertThat(fit.converged()).isTrue();
    double[] gradient = new double[100];
    SquaredLoss.of(data).gradient(fit.beta(), gradient);
    double[] beta = fit.beta();
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double b : beta) {
      low = Math.min(low, b);
      high = Math.max(high, b);
    }
    double above = 0;
    double below = 0;
    for (int j = 0; j < 100; j++) {
      if (beta[j] == high) {
        assertThat(gradient[j]).isLessThanOrEqualTo(1e-6);
        above += gradient[j];
      } else if (beta[j] == low) {
        assertThat(gradient[j]).isGreaterThanOrEqualTo(-1e-6);
        below += gradient[j];
      } else {
        assertThat(gradient[j]).isCloseTo(0, within(1e-6));
      }
    }
    assertThat(above).isCloseTo(-0.5, within(1e-6));
    assertThat(below).isCloseTo(0.5, within(1e-6));
  }

  @Test
  void path_withWarmStarts_equalsColdStarts_whereTheProblemIsConvex() {
    RegressionData data = sawtooth(120);
    SolverOptions exact = SolverOptions.auto().withTolerance(1e-9).withMaxIterations(200_000);
    for (String text : new String[] {"l1", "l2", "l2-squared", "tv", "top1", "0.5*tv + 0.5*l1"}) {
      List<RegressionFit> warm = solver(data, text, exact).path(LAMBDAS);
      List<RegressionFit> cold = solver(data, text, exact.withWarmStart(false)).path(LAMBDAS);
      for (int k = 0; k < LAMBDAS.length; k++) {
        assertThat(warm.get(k).converged()).isTrue();
        assertThat(warm.get(k).objective())
            .isCloseTo(cold.get(k).objective(), within(1e-9 * (1 + cold.get(k).objective())));
        for (int j = 0; j < 100; j++) {
          assertThat(warm.get(k).beta()[j]).isCloseTo(cold.get(k).beta()[j], within(1e-5));
        }
      }
    }
  }

  /** Whatever a solver did before, and whichever object it is, the digits are the same. */
  @Test
  void fits_areTheSameBitForBit() {
    RegressionData data = sawtooth(60);
    for (String text : new String[] {"ols", "l1", "l2", "tv", "tv2", "top1", "top2"}) {
      for (SolverOptions options :
          new SolverOptions[] {
            SolverOptions.auto().withMaxIterations(200), SolverOptions.authors()
          }) {
        RegressionSolver used = solver(data, text, options);
        used.path(new double[] {3, 0.2});
        List<RegressionFit> again = used.path(LAMBDAS);
        List<RegressionFit> fresh = solver(data, text, options).path(LAMBDAS);
        for (int k = 0; k < LAMBDAS.length; k++) {
          assertThat(again.get(k).beta()).as(text).isEqualTo(fresh.get(k).beta());
          assertThat(again.get(k).objective()).isEqualTo(fresh.get(k).objective());
        }
      }
    }
  }

  @Test
  void authorsWay_isAdamFromLeastSquares_ofThePaper() {
    // One step of Adam moves each coefficient by the rate against the sign of its derivative.
    RegressionData data = sawtooth(60);
    SquaredLoss loss = SquaredLoss.of(data);
    Penalty penalty = PenaltySpec.parse("l1", PenaltySpace.weakAlpha()).build(100);
    double[] start = loss.leastSquares();
    double[] gradient = new double[100];
    double[] part = new double[100];
    loss.gradient(start, gradient);
    penalty.gradient(start, part);
    RegressionFit one =
        new RegressionSolver(loss, penalty, SolverOptions.authors().withMaxIterations(1)).fit(2);
    for (int j = 0; j < 100; j++) {
      double sign = Math.signum(gradient[j] + 2 * part[j]);
      assertThat(one.beta()[j]).isCloseTo(start[j] - 0.1 * sign, within(1e-8));
    }
    assertThat(new RegressionSolver(loss, penalty, SolverOptions.authors()).fit(2).iterations())
        .isEqualTo(100);
  }

  @Test
  void converged_isSaidOnlyWhereTheRuleIsMet() {
    RegressionData data = sawtooth(120);
    assertThat(solver(data, "l1", SolverOptions.auto().withMaxIterations(3)).fit(0.1).converged())
        .isFalse();
    assertThat(solver(data, "l1", SolverOptions.auto()).fit(0.1).converged()).isTrue();
    RegressionFit never = solver(data, "l1", SolverOptions.auto().withTolerance(0)).fit(0.1);
    assertThat(never.converged()).isFalse();
    assertThat(never.iterations()).isEqualTo(SolverOptions.auto().maxIterations());
    assertThat(solver(data, "top2", SolverOptions.authors()).fit(0.1).converged()).isFalse();
    SolverOptions patient = SolverOptions.authors().withTolerance(1e-4).withMaxIterations(5000);
    RegressionFit stopped = solver(data, "top2", patient).fit(0.1);
    assertThat(stopped.converged()).isTrue();
    assertThat(stopped.iterations()).isLessThan(5000);
    assertThat(solver(data, "l2", SolverOptions.auto()).fit(0.1).converged()).isTrue();
  }

  @Test
  void separableClasses_haveNoMinimumWithoutAPenalty() {
    RegressionData data =
        RegressionData.of(new double[] {1, 2, -1, -3}, new double[] {1, 1, 0, 0}, 1);
    LogisticLoss loss = new LogisticLoss(data);
    SolverOptions options = SolverOptions.auto().withMaxIterations(200);
    assertThat(new RegressionSolver(loss, penalty("ols", 1), options).fit(0).converged()).isFalse();
    assertThat(new RegressionSolver(loss, penalty("l1", 1), options).fit(0.1).converged()).isTrue();
  }

  @Test
  void lossGradients_equalDifferences() {
    SplittableRandom random = new SplittableRandom(9);
    for (int n : new int[] {5, 8, 21, 60}) {
      RegressionData data = WholeNumbers.data(n, 13);
      for (var loss :
          List.of(
              new GramLoss(data),
              new RowsLoss(data),
              new LogisticLoss(WholeNumbers.classes(n, 13)))) {
        double[] beta = random.doubles(13, -1, 1).toArray();
        double[] gradient = new double[13];
        assertThat(loss.gradient(beta, gradient))
            .isCloseTo(loss.value(beta), within(1e-9 * (1 + loss.value(beta))));
        for (int j = 0; j < 13; j++) {
          double[] moved = beta.clone();
          moved[j] += 1e-5;
          double up = loss.value(moved);
          moved[j] -= 2e-5;
          assertThat(gradient[j])
              .isCloseTo(
                  (up - loss.value(moved)) / 2e-5, within(1e-5 * (1 + Math.abs(gradient[j]))));
        }
      }
      double direct = data.meanSquaredError(new double[13]);
      assertThat(new RowsLoss(data).value(new double[13])).isCloseTo(direct, within(1e-9));
      assertThat(new GramLoss(data).value(new double[13])).isCloseTo(direct, within(1e-9));
    }
  }

  @Test
  void lipschitz_isABound_andNear() {
    for (int n : new int[] {30, 100, 300}) {
      RegressionData data = sawtooth(n);
      double[] gram = SufficientStatistics.of(data).gram();
      SymmetricEigen eigen = SymmetricEigen.of(gram, 100);
      double exact = 2.0 / n * eigen.largest();
      for (SquaredLoss loss : List.of(new GramLoss(data), new RowsLoss(data))) {
        assertThat(loss.lipschitz()).isBetween(exact, 1.2 * exact);
      }
    }
  }

  @Test
  void whatCannotBe_isRefused() {
    RegressionData data = sawtooth(30);
    SquaredLoss loss = SquaredLoss.of(data);
    RegressionSolver solver = solver(data, "l1", SolverOptions.auto());
    for (double lambda : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> solver.fit(lambda))
          .hasMessageContaining("lambda = " + lambda)
          .hasMessageContaining(">= 0");
      assertThatThrownBy(() -> solver.path(new double[] {1, lambda}))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> loss.ridge(lambda)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> loss.shrunken(lambda)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new RegressionSolver(loss, penalty("l1", 99), SolverOptions.auto()))
        .hasMessageContaining("99 coefficients beside a loss of 100");
    assertThatThrownBy(() -> solver(data, "top2", SolverOptions.auto().withMethod(Method.PROXIMAL)))
        .hasMessageContaining("no known proximal map");
    assertThatThrownBy(
            () -> solver(data, "tv", SolverOptions.auto().withMethod(Method.CLOSED_FORM)))
        .hasMessageContaining("closed-form is for squared loss");
    assertThatThrownBy(
            () ->
                new RegressionSolver(
                    loss, penalty("l1", 100), SolverOptions.auto(), new double[] {1}))
        .hasMessageContaining("a start of 1");
    assertThatThrownBy(() -> SolverOptions.auto().withLearningRate(0))
        .hasMessageContaining("learning rate 0.0");
    assertThatThrownBy(() -> SolverOptions.auto().withMaxIterations(0))
        .hasMessageContaining("at least 1");
    assertThatThrownBy(() -> SolverOptions.auto().withTolerance(Double.NaN))
        .hasMessageContaining("tolerance NaN");
    assertThatThrownBy(() -> new LogisticLoss(data)).hasMessageContaining("0 and 1");
  }

  /** A quick check of figure 5 to 7's direction; the tables are the job's. */
  @Test
  void topologicalPenalties_findTheTruth_whereLeastSquaresDoesNot() {
    RegressionProblem problem = RegressionProblem.SAWTOOTH;
    RegressionData data = problem.data(11, 0, 75, 0.05);
    double[] truth = problem.truth(11, 0);
    double ols = RegressionProblem.squaredError(SquaredLoss.of(data).leastSquares(), truth);
    Penalty peaks = PenaltySpec.parse("top2", PenaltySpace.line(Direction.SUPERLEVEL)).build(100);
    double best = Double.POSITIVE_INFINITY;
    for (RegressionFit fit :
        new RegressionSolver(SquaredLoss.of(data), peaks, SolverOptions.auto()).path(LAMBDAS)) {
      best = Math.min(best, RegressionProblem.squaredError(fit.beta(), truth));
    }
    assertThat(best).isLessThan(0.05 * ols);
  }
}
