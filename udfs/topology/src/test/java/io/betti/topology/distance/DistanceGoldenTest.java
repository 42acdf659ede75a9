package io.betti.topology.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.reference.GoldenFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against SciPy, POT and GUDHI; see the golden files' README. */
class DistanceGoldenTest {
  private static final List<Map<String, Object>> LINES = GoldenFile.objects("distances.jsonl");

  private static PersistenceDiagram diagram(Object bars) {
    double[] flat = GoldenFile.flat(bars);
    double[][] points = new double[flat.length / 2][];
    for (int i = 0; i < points.length; i++) {
      points[i] = new double[] {flat[2 * i], flat[2 * i + 1]};
    }
    return RandomDiagrams.of(points);
  }

  private static List<Map<String, Object>> pairs() {
    return LINES.stream().filter(line -> line.containsKey("left")).toList();
  }

  /** Compares every [order, norm, value] of a key. */
  private static int compare(String key, double relative) {
    int compared = 0;
    for (Map<String, Object> line : pairs()) {
      PersistenceDiagram left = diagram(line.get("left"));
      PersistenceDiagram right = diagram(line.get("right"));
      for (Object row : (List<?>) line.get(key)) {
        List<?> entry = (List<?>) row;
        Object norm = entry.get(1);
        GroundNorm groundNorm =
            norm == null ? GroundNorm.INFINITY : GroundNorm.parse(norm.toString());
        WassersteinOptions options = WassersteinOptions.of((Double) entry.get(0), groundNorm);
        double want = (Double) entry.get(2);
        assertThat(WassersteinDistance.between(left, right, 0, options))
            .as("%s: %s of %s and %s", key, options, left, right)
            .isCloseTo(want, within(relative * want));
        compared++;
      }
    }
    return compared;
  }

  @Test
  void equalsExactAssignmentOfSciPy() {
    assertThat(compare("exact", 1e-12)).isEqualTo(300);
  }

  @Test
  void equalsLinearProgramOfPot() {
    assertThat(compare("pot", 1e-9)).isEqualTo(300);
  }

  @Test
  void isWithinOnePercentOfHera() {
    assertThat(compare("hera", 0.0101)).isEqualTo(288);
  }

  @Test
  void bottleneckEqualsGudhi() {
    for (Map<String, Object> line : pairs()) {
      double want = (Double) line.get("bottleneck");
      double got =
          new BottleneckDistance()
              .distance(diagram(line.get("left")), diagram(line.get("right")), 0);
      assertThat(got).isCloseTo(want, within(1e-12 * want));
    }
  }

  @Test
  void slicedEqualsGudhi() {
    int compared = 0;
    for (Map<String, Object> line : pairs()) {
      if (line.get("sliced") instanceof List<?> rows) {
        for (Object row : rows) {
          double directions = (Double) ((List<?>) row).get(0);
          double want = (Double) ((List<?>) row).get(1);
          double got =
              new SlicedWassersteinDistance((int) directions)
                  .distance(diagram(line.get("left")), diagram(line.get("right")), 0);
          assertThat(got).isCloseTo(want, within(1e-12 * want));
          compared++;
        }
      }
    }
    assertThat(compared).isEqualTo(72);
  }

  @Test
  void barycentreHasEnergyOfGudhis() {
    for (Map<String, Object> line : LINES) {
      if (line.get("set") instanceof List<?> set) {
        List<PersistenceDiagram> diagrams = set.stream().map(DistanceGoldenTest::diagram).toList();
        FrechetMean mean = FrechetMean.from(diagrams, 0, EssentialBars.match(), 0);
        double want = (Double) line.get("energy");
        assertThat(mean.value()).isCloseTo(want, within(1e-9 * want));
        double apart =
            WassersteinDistance.between(
                mean.diagram(),
                diagram(line.get("barycentre")),
                0,
                WassersteinOptions.of(2, GroundNorm.TWO));
        assertThat(apart).isLessThan(1e-9);
      }
    }
  }
}
