package io.betti.topology.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.reference.Bottleneck;
import org.junit.jupiter.api.Test;

class BottleneckDistanceTest {
  private final RandomDiagrams diagrams = new RandomDiagrams(11);
  private final BottleneckDistance distance = new BottleneckDistance();

  @Test
  void equalsPlainSearch_onSmallDiagrams() {
    for (int round = 0; round < 8_000; round++) {
      int levels = diagrams.levels();
      int essential = diagrams.random.nextInt(3);
      PersistenceDiagram a = diagrams.withEssential(diagrams.random.nextInt(9), essential, levels);
      PersistenceDiagram b = diagrams.withEssential(diagrams.random.nextInt(9), essential, levels);
      assertThat(distance.distance(a, b, 0))
          .as("%s and %s", a, b)
          .isEqualTo(Bottleneck.distance(a, b, 0));
    }
  }

  @Test
  void equalsPlainSearch_onMiddlingDiagrams() {
    for (int round = 0; round < 60; round++) {
      int levels = round % 3 == 0 ? 20 : 0;
      PersistenceDiagram a = diagrams.finite(10 + diagrams.random.nextInt(30), levels);
      PersistenceDiagram b = diagrams.finite(10 + diagrams.random.nextInt(30), levels);
      assertThat(distance.distance(a, b, 0)).isEqualTo(Bottleneck.distance(a, b, 0));
    }
  }

  @Test
  void isAMetric_underEveryNorm() {
    for (GroundNorm norm : GroundNorm.values()) {
      BottleneckDistance byNorm = new BottleneckDistance(norm, EssentialBars.match());
      for (int round = 0; round < 500; round++) {
        int levels = diagrams.levels();
        PersistenceDiagram a = diagrams.finite(diagrams.random.nextInt(10), levels);
        PersistenceDiagram b = diagrams.finite(diagrams.random.nextInt(10), levels);
        PersistenceDiagram c = diagrams.finite(diagrams.random.nextInt(10), levels);
        double ab = byNorm.distance(a, b, 0);
        assertThat(byNorm.distance(b, a, 0)).isEqualTo(ab);
        assertThat(byNorm.distance(a, a, 0)).isZero();
        assertThat(byNorm.distance(a, c, 0))
            .isLessThanOrEqualTo((ab + byNorm.distance(b, c, 0)) * (1 + 1e-12));
      }
    }
  }

  @Test
  void isLimitOfWasserstein() {
    for (int round = 0; round < 200; round++) {
      PersistenceDiagram a = diagrams.finite(5, 0);
      PersistenceDiagram b = diagrams.finite(5, 0);
      for (GroundNorm norm : GroundNorm.values()) {
        double limit = new BottleneckDistance(norm, EssentialBars.match()).distance(a, b, 0);
        double high = WassersteinDistance.between(a, b, 0, WassersteinOptions.of(60, norm));
        assertThat(high).isBetween(limit * (1 - 1e-9), limit * Math.pow(10, 1 / 60.0));
      }
    }
  }

  @Test
  void treatsEssentialBars_asAsked() {
    PersistenceDiagram a = PersistenceDiagram.parse("H0: [0, inf) [0, 2)");
    PersistenceDiagram b = PersistenceDiagram.parse("H0: [0, 2)");
    assertThat(distance.distance(a, b, 0)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(new BottleneckDistance(GroundNorm.INFINITY, EssentialBars.drop()).distance(a, b, 0))
        .isZero();
    assertThat(
            new BottleneckDistance(GroundNorm.INFINITY, EssentialBars.clamp(6)).distance(a, b, 0))
        .isEqualTo(3);
    assertThat(distance.distance(a, b, 1)).isZero();
  }

  @Test
  void refusesBirthsThatAreNotNumbers() {
    PersistenceDiagram bad = RandomDiagrams.of(new double[][] {{Double.NaN, 1}});
    assertThatThrownBy(() -> distance.distance(bad, PersistenceDiagram.empty(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bar 0");
  }
}
