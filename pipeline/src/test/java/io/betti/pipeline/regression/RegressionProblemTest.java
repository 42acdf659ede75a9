package io.betti.pipeline.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.betti.pipeline.optimization.PenaltySpec;
import org.junit.jupiter.api.Test;

class RegressionProblemTest {
  @Test
  void truth_isAsDefined() {
    double[] sawtooth = RegressionProblem.SAWTOOTH.truth(0, 0);
    assertThat(sawtooth[0]).isEqualTo(-1);
    assertThat(sawtooth[1]).isCloseTo(-1 + 2 * 3.0 / 99, within(1e-15));
    assertThat(sawtooth[33]).isEqualTo(-1);
    assertThat(sawtooth[99]).isEqualTo(-1);
    double[] boxcar = RegressionProblem.BOXCAR.truth(0, 0);
    assertThat(boxcar).containsOnly(-1, 1);
    assertThat(boxcar[16]).isEqualTo(-1);
    assertThat(boxcar[17]).isEqualTo(1);
    double[] ring = RegressionProblem.RING.truth(0, 0);
    assertThat(ring[25 * 50 + 25]).isCloseTo(Math.exp(-Math.pow(50 / 3.0, 2) / 100), within(1e-15));
    assertThat(RegressionProblem.squaredError(ring, new double[2500]) / 2500)
        .isCloseTo(0.5060392551644676, within(1e-12));
    assertThat(RegressionProblem.CLUSTERS_SIGNS.truth(1, 0)).containsOnly(-1, 0, 1);
    assertThat(RegressionProblem.CLUSTERS_LEVELS.truth(1, 0)).containsOnly(1, 2, 3);
    assertThat(RegressionProblem.CLUSTERS_LEVELS.truth(1, 0))
        .isNotEqualTo(RegressionProblem.CLUSTERS_LEVELS.truth(1, 1));
  }

  /** The belief that each problem's penalty states holds for its truth. */
  @Test
  void truth_costsItsPenaltyNothing() {
    for (RegressionProblem problem : RegressionProblem.values()) {
      String belief = problem == RegressionProblem.RING ? "E(1,0,2;PD0) + E(1,0,2;PD1)" : "top2";
      double[] truth = problem.truth(4, 2);
      double cost = PenaltySpec.parse(belief, problem.space()).build(truth.length).value(truth);
      // The distance to the ring's centre rounds to grid points: specks below 0.04.
      assertThat(cost)
          .as("%s", problem)
          .isBetween(0.0, problem == RegressionProblem.RING ? 2.0 : 1e-12);
    }
  }

  @Test
  void trials_shareTheirFirstRows() {
    RegressionData few = RegressionProblem.BOXCAR.data(5, 3, 25, 0.05);
    RegressionData many = RegressionProblem.BOXCAR.data(5, 3, 60, 0.05);
    for (int i = 0; i < 25; i++) {
      assertThat(few.y(i)).isEqualTo(many.y(i));
      assertThat(few.x(i, 99)).isEqualTo(many.x(i, 99));
    }
    RegressionData other = RegressionProblem.BOXCAR.data(5, 4, 25, 0.05);
    RegressionData seeded = RegressionProblem.BOXCAR.data(6, 3, 25, 0.05);
    assertThat(other.x(0, 0)).isNotEqualTo(few.x(0, 0));
    assertThat(seeded.x(0, 0)).isNotEqualTo(few.x(0, 0));
  }

  @Test
  void features_areIndependentNormalNumbers() {
    int n = 400;
    RegressionData data = RegressionProblem.SAWTOOTH.data(8, 1, n, 0.5);
    double[] truth = RegressionProblem.SAWTOOTH.truth(8, 1);
    double[] moments = new double[5];
    double next = 0;
    double shifted = 0;
    double noise = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < 100; j++) {
        double x = data.x(i, j);
        for (int k = 1; k < 5; k++) {
          moments[k] += Math.pow(x, k) / (n * 100);
        }
        next += i + 1 < n ? x * data.x(i + 1, j) / (n * 100) : 0;
        shifted += i + 1 < n && j > 1 ? x * data.x(i + 1, j - 2) / (n * 100) : 0;
      }
      double residual = data.y(i) - data.predict(truth, i);
      noise += residual * residual / n;
    }
    // Standard errors of 40,000 numbers: 0.005, 0.007, 0.019, 0.049; four of each.
    assertThat(moments[1]).isCloseTo(0, within(0.02));
    assertThat(moments[2]).isCloseTo(1, within(0.03));
    assertThat(moments[3]).isCloseTo(0, within(0.08));
    assertThat(moments[4]).isCloseTo(3, within(0.2));
    assertThat(next).isCloseTo(0, within(0.02));
    assertThat(shifted).isCloseTo(0, within(0.02));
    assertThat(noise).isCloseTo(0.25, within(0.08));
  }

  @Test
  void whatIsNoProblem_isRefused() {
    assertThatThrownBy(() -> RegressionProblem.parse("sawtoth"))
        .hasMessageContaining("clusters-signs, clusters-levels, sawtooth, boxcar, ring");
    assertThatThrownBy(() -> RegressionProblem.RING.data(0, 0, 0, 0.1))
        .hasMessageContaining("at least 1");
    assertThatThrownBy(() -> RegressionProblem.RING.data(0, 0, 1, -0.1))
        .hasMessageContaining("noise -0.1");
    for (RegressionProblem problem : RegressionProblem.values()) {
      assertThat(RegressionProblem.parse(problem.toString())).isEqualTo(problem);
      for (String text : problem.penalties().split(",(?![^(]*\\))")) {
        PenaltySpec.parse(text, problem.space()).build(problem.columns());
      }
    }
  }
}
