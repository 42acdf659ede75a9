package io.betti.topology.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.betti.topology.diagram.PersistenceDiagram;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrechetMeanTest {
  private static final WassersteinOptions SQUARED = WassersteinOptions.of(2, GroundNorm.TWO);

  private final RandomDiagrams diagrams = new RandomDiagrams(5);

  private static double value(List<PersistenceDiagram> set, PersistenceDiagram mean) {
    double sum = 0;
    for (PersistenceDiagram diagram : set) {
      double d = WassersteinDistance.between(mean, diagram, 0, SQUARED);
      sum += d * d;
    }
    return sum / set.size();
  }

  @Test
  void isMidpoint_ofTwoDiagramsThatMatch() {
    List<PersistenceDiagram> set =
        List.of(
            PersistenceDiagram.parse("H0: [0, inf) [0, 10) [5, 6)"),
            PersistenceDiagram.parse("H0: [1, inf) [2, 12)"));
    FrechetMean mean = FrechetMean.of(set, 0, EssentialBars.match(), 1);
    assertThat(mean.diagram().toStringWithoutCells())
        .isEqualTo("H0: [0.5, inf) [1.0, 11.0) [5.25, 5.75)");
    assertThat(mean.value()).isCloseTo(value(set, mean.diagram()), within(1e-12));
  }

  @Test
  void isTheDiagramItself_whenAllAreEqual() {
    PersistenceDiagram diagram = diagrams.finite(7, 0);
    FrechetMean mean =
        FrechetMean.of(List.of(diagram, diagram, diagram), 0, EssentialBars.match(), 9);
    assertThat(WassersteinDistance.between(mean.diagram(), diagram, 0, SQUARED)).isLessThan(1e-14);
    assertThat(
            FrechetMean.of(List.of(PersistenceDiagram.empty()), 0, EssentialBars.drop(), 1)
                .diagram()
                .size())
        .isZero();
  }

  @Test
  void isALocalMinimum_belowEveryStart() {
    for (int round = 0; round < 60; round++) {
      List<PersistenceDiagram> set = diagrams.several(2 + diagrams.random.nextInt(5), 8, 0);
      for (int start = 0; start < set.size(); start++) {
        FrechetMean mean = FrechetMean.from(set, 0, EssentialBars.match(), start);
        assertThat(mean.value()).isLessThanOrEqualTo(value(set, set.get(start)) * (1 + 1e-12));
        assertThat(value(set, mean.diagram())).isCloseTo(mean.value(), within(1e-12));
        double[][] points = RandomDiagrams.points(mean.diagram());
        for (double[] point : points) {
          for (int c = 0; c < 2; c++) {
            double at = point[c];
            for (double step : new double[] {1e-9, -1e-9}) {
              point[c] = at + step;
              assertThat(value(set, RandomDiagrams.of(points)))
                  .isGreaterThanOrEqualTo(mean.value() * (1 - 1e-12));
            }
            point[c] = at;
          }
        }
      }
    }
  }

  @Test
  void bestIsNoWorse_andSeedsRepeat() {
    List<PersistenceDiagram> set = diagrams.several(6, 10, 0);
    FrechetMean one = FrechetMean.of(set, 0, EssentialBars.match(), 4);
    FrechetMean best = FrechetMean.best(set, 0, EssentialBars.match(), 8, 4);
    assertThat(FrechetMean.best(set, 0, EssentialBars.match(), 8, 4).diagram())
        .isEqualTo(best.diagram());
    assertThat(FrechetMean.of(set, 0, EssentialBars.match(), 4).diagram()).isEqualTo(one.diagram());
    assertThat(one.iterations()).isPositive();
  }

  @Test
  void refusesWhatHasNoMean() {
    PersistenceDiagram finite = PersistenceDiagram.parse("H0: [0, 2)");
    PersistenceDiagram essential = PersistenceDiagram.parse("H0: [0, inf) [0, 2)");
    assertThatThrownBy(() -> FrechetMean.of(List.of(), 0, EssentialBars.match(), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> FrechetMean.of(List.of(finite, essential), 0, EssentialBars.match(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("essential");
    assertThat(
            FrechetMean.of(List.of(finite, essential), 0, EssentialBars.drop(), 1)
                .diagram()
                .toStringWithoutCells())
        .isEqualTo("H0: [0.0, 2.0)");
    assertThat(
            FrechetMean.of(List.of(essential, essential), 0, EssentialBars.clamp(4), 1)
                .diagram()
                .toStringWithoutCells())
        .isEqualTo("H0: [0.0, 4.0) [0.0, 2.0)");
  }
}
