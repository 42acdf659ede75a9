package io.betti.pipeline.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.betti.pipeline.optimization.Loss;
import io.betti.pipeline.optimization.Penalty;
import io.betti.pipeline.optimization.PenaltySpace;
import io.betti.pipeline.optimization.PenaltySpec;
import io.betti.pipeline.regression.SolverOptions.Method;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Our minima against those of NumPy, SciPy and scikit-learn, kept in solutions.txt. */
class SolutionsTest {
  private static final SolverOptions EXACT =
      SolverOptions.auto().withTolerance(1e-12).withMaxIterations(500_000);

  private record Solution(String kind, int n, int p, double lambda, double[] beta) {}

  private static List<Solution> solutions() throws IOException {
    try (InputStream in = SolutionsTest.class.getResourceAsStream("solutions.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(SolutionsTest::parse)
          .toList();
    }
  }

  private static Solution parse(String line) {
    String[] words = line.split(" ");
    double[] beta = new double[words.length - 4];
    for (int j = 0; j < beta.length; j++) {
      beta[j] = Double.parseDouble(words[j + 4]);
    }
    return new Solution(
        words[0],
        Integer.parseInt(words[1]),
        Integer.parseInt(words[2]),
        Double.parseDouble(words[3]),
        beta);
  }

  private static String penalty(String kind) {
    return switch (kind) {
      case "lstsq" -> "ols";
      case "ridge", "classifier" -> "l2-squared";
      case "norm" -> "l2";
      case "lasso" -> "l1";
      case "fused" -> "tv";
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static RegressionFit fit(Solution solution, boolean byStatistics, SolverOptions options) {
    int p = solution.p();
    RegressionData data = WholeNumbers.data(solution.n(), p);
    Loss loss =
        solution.kind().equals("classifier")
            ? new LogisticLoss(WholeNumbers.classes(solution.n(), p))
            : byStatistics ? SquaredLoss.of(SufficientStatistics.of(data)) : SquaredLoss.of(data);
    Penalty penalty =
        PenaltySpec.parse(penalty(solution.kind()), PenaltySpace.weakAlpha()).build(p);
    return new RegressionSolver(loss, penalty, options).fit(solution.lambda());
  }

  @Test
  void minima_areThoseOfOtherSolvers_fromRowsAndFromStatistics() throws IOException {
    Set<String> kinds = new TreeSet<>();
    for (Solution solution : solutions()) {
      kinds.add(solution.kind() + (solution.n() < solution.p() ? " n<p" : ""));
      for (boolean byStatistics : new boolean[] {false, true}) {
        RegressionFit fit = fit(solution, byStatistics, EXACT);
        assertThat(fit.converged()).isTrue();
        double[] beta = fit.beta();
        for (int j = 0; j < beta.length; j++) {
          assertThat(beta[j])
              .as(
                  "%s n=%d p=%d lambda=%s, coefficient %d, statistics %s",
                  solution.kind(), solution.n(), solution.p(), solution.lambda(), j, byStatistics)
              .isCloseTo(solution.beta()[j], within(2e-6));
        }
      }
    }
    assertThat(kinds).hasSize(12);
  }

  /** Adam with a falling rate comes near the same minima, though not as near. */
  @Test
  void adamAndDescent_comeNearTheSameMinima() throws IOException {
    for (Solution solution : solutions()) {
      if (solution.n() < solution.p() || solution.kind().equals("lstsq")) {
        continue;
      }
      double least = fit(solution, false, EXACT).objective();
      double adam =
          fit(solution, false, SolverOptions.authors().withMaxIterations(3000).withDecay(true))
              .objective();
      assertThat(adam).isBetween(least - 1e-9, least * 1.01 + 1e-6);
      double descent =
          fit(
                  solution,
                  false,
                  SolverOptions.authors()
                      .withMethod(Method.GRADIENT_DESCENT)
                      .withLearningRate(1)
                      .withMaxIterations(3000))
              .objective();
      assertThat(descent).isBetween(least - 1e-9, least * 1.2 + 1e-6);
    }
  }
}
