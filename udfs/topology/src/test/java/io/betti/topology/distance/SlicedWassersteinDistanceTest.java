package io.betti.topology.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.betti.topology.diagram.PersistenceDiagram;
import org.junit.jupiter.api.Test;

class SlicedWassersteinDistanceTest {
  private final RandomDiagrams diagrams = new RandomDiagrams(3);

  @Test
  void isByHand_forTwoDirections() {
    // Directions (0, -1) and (1, 0). {(0,2)} and {(1,4)}, middles 1 and 2.5:
    // along (0, -1) {2, 2.5} against {4, 1}: 1 + 1.5; along (1, 0) {0, 2.5} against {1, 1}: 1 +
    // 1.5.
    double got =
        new SlicedWassersteinDistance(2)
            .distance(
                PersistenceDiagram.parse("H0: [0, 2)"), PersistenceDiagram.parse("H0: [1, 4)"), 0);
    assertThat(got).isCloseTo(2.5, within(1e-15));
  }

  @Test
  void isAMetric() {
    SlicedWassersteinDistance distance = new SlicedWassersteinDistance(12);
    for (int round = 0; round < 1_000; round++) {
      int levels = diagrams.levels();
      PersistenceDiagram a = diagrams.withEssential(diagrams.random.nextInt(9), 1, levels);
      PersistenceDiagram b = diagrams.withEssential(diagrams.random.nextInt(9), 1, levels);
      PersistenceDiagram c = diagrams.withEssential(diagrams.random.nextInt(9), 1, levels);
      double ab = distance.distance(a, b, 0);
      assertThat(distance.distance(a, a, 0)).isZero();
      assertThat(distance.distance(b, a, 0)).isCloseTo(ab, within(1e-12));
      assertThat(distance.distance(a, c, 0))
          .isLessThanOrEqualTo((ab + distance.distance(b, c, 0)) * (1 + 1e-12) + 1e-12);
    }
  }

  @Test
  void isAtMostTwiceRootTwoWasserstein() {
    SlicedWassersteinDistance distance = new SlicedWassersteinDistance(50);
    for (int round = 0; round < 300; round++) {
      PersistenceDiagram a = diagrams.finite(6, diagrams.levels());
      PersistenceDiagram b = diagrams.finite(6, diagrams.levels());
      double w = WassersteinDistance.between(a, b, 0, WassersteinOptions.of(1, GroundNorm.TWO));
      assertThat(distance.distance(a, b, 0)).isLessThanOrEqualTo(2 * Math.sqrt(2) * w + 1e-12);
    }
  }

  @Test
  void matchesEssentialBars_orRefusesOtherNumbers() {
    SlicedWassersteinDistance distance = new SlicedWassersteinDistance(2);
    PersistenceDiagram one = PersistenceDiagram.parse("H0: [0, inf)");
    assertThat(distance.distance(one, PersistenceDiagram.parse("H0: [3, inf)"), 0))
        .isCloseTo(1.5, within(1e-15));
    assertThat(distance.distance(one, PersistenceDiagram.empty(), 0))
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThatThrownBy(() -> new SlicedWassersteinDistance(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(">= 1");
  }
}
