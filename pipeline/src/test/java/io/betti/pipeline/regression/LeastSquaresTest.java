package io.betti.pipeline.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

/** Data, sufficient statistics and least squares of least norm. */
class LeastSquaresTest {
  private static double norm(double[] v) {
    double sum = 0;
    for (double x : v) {
      sum += x * x;
    }
    return Math.sqrt(sum);
  }

  /** Of least norm is what lies in the span of the rows: X'(XX')^-1 X b = b. */
  @Test
  void fewerRowsThanColumns_giveAnExactFitOfLeastNorm() {
    RegressionData data = RegressionProblem.SAWTOOTH.data(1, 0, 40, 0.05);
    double[] beta = LeastSquares.minimumNorm(data);
    assertThat(data.meanSquaredError(beta)).isLessThan(1e-24);
    double[] image = new double[40];
    for (int i = 0; i < 40; i++) {
      image[i] = data.predict(beta, i);
    }
    double[] inSpan =
        LeastSquares.transposeTimes(
            data, SymmetricEigen.of(LeastSquares.rowProducts(data), 40).solve(image, 0));
    for (int j = 0; j < 100; j++) {
      assertThat(inSpan[j]).isCloseTo(beta[j], within(1e-10));
    }
    assertThat(norm(beta)).isLessThan(norm(RegressionProblem.SAWTOOTH.truth(1, 0)));
  }

  @Test
  void largeProblem_goesAnotherWayToTheSame() {
    RegressionData data = RegressionProblem.RING.data(1, 0, 300, 0.05);
    double[] beta = LeastSquares.minimumNorm(data);
    assertThat(data.meanSquaredError(beta)).isLessThan(1e-22);
    // Another sum of the same products, in one row of blocks that does not fill up.
    double[] products = LeastSquares.rowProducts(data);
    for (int i = 0; i < 300; i += 37) {
      for (int k = 0; k < 300; k += 11) {
        double sum = 0;
        for (int j = 0; j < 2500; j++) {
          sum += data.x(i, j) * data.x(k, j);
        }
        assertThat(products[i * 300 + k]).isCloseTo(sum, within(1e-9));
      }
    }
  }

  @Test
  void largeSingularProblem_isSolvedAllTheSame() {
    RegressionData once = RegressionProblem.RING.data(1, 0, 150, 0.05);
    int[] twice = new int[300];
    for (int i = 0; i < 300; i++) {
      twice[i] = i % 150;
    }
    double[] doubled = LeastSquares.minimumNorm(once.subset(twice));
    double[] single = LeastSquares.minimumNorm(once);
    for (int j = 0; j < 2500; j += 7) {
      assertThat(doubled[j]).isCloseTo(single[j], within(1e-10));
    }
  }

  @Test
  void emptyAndEqualColumns_areSolvedByTheLeastNorm() {
    double[] x = {1, 0, 1, 2, 0, 2, 3, 0, 3, -1, 0, -1};
    RegressionData data = RegressionData.of(x, new double[] {2, 4, 6, -2}, 3);
    for (double[] beta :
        new double[][] {
          SquaredLoss.of(data).leastSquares(),
          SquaredLoss.of(SufficientStatistics.of(data)).leastSquares()
        }) {
      assertThat(beta[0]).isCloseTo(1, within(1e-12));
      assertThat(beta[1]).isZero();
      assertThat(beta[2]).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void statistics_ofBlocksMerged_areThoseOfTheWhole() throws Exception {
    RegressionData data = WholeNumbers.data(50, 9);
    SufficientStatistics whole = SufficientStatistics.of(data);
    SufficientStatistics merged = new SufficientStatistics(9);
    for (int block = 0; block < 5; block++) {
      int[] rows = new int[10];
      for (int i = 0; i < 10; i++) {
        rows[i] = 10 * block + i;
      }
      merged.merge(copy(SufficientStatistics.of(data.subset(rows))));
    }
    assertThat(merged.rows()).isEqualTo(50);
    // The data are whole numbers over 128, their products exact: so the sums are equal, not near.
    assertThat(merged.gram()).isEqualTo(whole.gram());
    assertThat(merged.mean(3)).isEqualTo(whole.mean(3));
    double[] beta = {1, 2, -1, 0, 0.5, 0, 0, 3, -2};
    assertThat(merged.meanSquaredError(beta)).isCloseTo(data.meanSquaredError(beta), within(1e-9));
  }

  private static SufficientStatistics copy(SufficientStatistics statistics) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(statistics);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (SufficientStatistics) in.readObject();
    }
  }

  @Test
  void centredStatistics_fitAnIntercept() {
    RegressionData data = WholeNumbers.data(50, 4);
    double[] shifted = new double[50];
    double[] withOne = new double[50 * 5];
    for (int i = 0; i < 50; i++) {
      shifted[i] = data.y(i) + 7;
      withOne[i * 5 + 4] = 1;
      for (int j = 0; j < 4; j++) {
        withOne[i * 5 + j] = data.x(i, j);
      }
    }
    double[] wanted = LeastSquares.minimumNorm(RegressionData.of(withOne, shifted, 5));
    SufficientStatistics statistics =
        SufficientStatistics.of(RegressionData.of(data.features(), shifted, 4));
    double[] beta = SquaredLoss.of(statistics.centred()).leastSquares();
    double intercept = statistics.labelMean();
    for (int j = 0; j < 4; j++) {
      assertThat(beta[j]).isCloseTo(wanted[j], within(1e-9));
      intercept -= beta[j] * statistics.mean(j);
    }
    assertThat(intercept).isCloseTo(wanted[4], within(1e-9));
  }

  @Test
  void whatIsNoData_isRefused() {
    double[] y = {1, 2};
    assertThatThrownBy(() -> RegressionData.of(new double[] {1, 2, Double.NaN, 4}, y, 2))
        .hasMessageContaining("column 0 of row 1 is NaN");
    assertThatThrownBy(
            () -> RegressionData.of(new double[2], new double[] {0, Double.POSITIVE_INFINITY}, 1))
        .hasMessageContaining("label of row 1");
    assertThatThrownBy(() -> RegressionData.of(new double[3], y, 2))
        .hasMessageContaining("3 numbers for 2 rows of 2 columns, which take 4");
    assertThatThrownBy(() -> RegressionData.of(new double[0], new double[0], 2))
        .hasMessageContaining("at least 1");
    assertThatThrownBy(() -> RegressionData.of(new double[2], y, 1).subset(new int[0]))
        .hasMessageContaining("at least 1");
    SufficientStatistics statistics = new SufficientStatistics(2);
    assertThatThrownBy(() -> SquaredLoss.of(statistics)).hasMessageContaining("no rows");
    assertThatThrownBy(statistics::centred).hasMessageContaining("no rows");
    assertThatThrownBy(() -> statistics.add(new double[] {1, Double.NaN}, 0))
        .hasMessageContaining("feature 1 is NaN");
    assertThat(statistics.rows()).isZero();
    assertThatThrownBy(() -> statistics.add(new double[3], 0)).hasMessageContaining("3 features");
    assertThatThrownBy(() -> statistics.merge(new SufficientStatistics(3)))
        .hasMessageContaining("3 columns");
    assertThatThrownBy(() -> new SufficientStatistics(30_000)).hasMessageContaining("20000");
  }
}
