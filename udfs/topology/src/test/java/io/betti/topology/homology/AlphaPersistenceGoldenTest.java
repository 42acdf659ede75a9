package io.betti.topology.homology;

import static org.assertj.core.api.Assertions.assertThat;

import io.betti.topology.complex.PointCloud;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.reference.GoldenFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Alpha diagrams in the plane and in space against GUDHI's. */
class AlphaPersistenceGoldenTest {
  private static final double TOLERANCE = 1e-9;

  @Test
  void equalsGudhi() {
    List<Map<String, Object>> lines = GoldenFile.objects("gudhi_alpha.jsonl");
    assertThat(lines).hasSize(16);
    for (Map<String, Object> line : lines) {
      int axes = ((List<?>) ((List<?>) line.get("points")).get(0)).size();
      PointCloud cloud = PointCloud.of(axes, GoldenFile.flat(line.get("points")));
      check(line, cloud, false);
      check(line, cloud, true);
    }
  }

  private static void check(Map<String, Object> line, PointCloud cloud, boolean squared) {
    int axes = cloud.dimension();
    PersistenceDiagram diagram =
        new AlphaPersistence(axes, DiagramOptions.upTo(axes - 1), squared).diagram(cloud);
    for (int k = 0; k < axes; k++) {
      Object bars = ((Map<?, ?>) line.get("diagrams")).get("" + k);
      List<List<Double>> expected = sorted(GoldenFile.bars(bars, Double.POSITIVE_INFINITY));
      List<List<Double>> actual = sorted(bars(diagram, k, squared));
      assertThat(actual).as("%s, PD%s of %s", line.get("name"), k, cloud).hasSameSizeAs(expected);
      for (int n = 0; n < expected.size(); n++) {
        for (int end = 0; end < 2; end++) {
          double wanted = expected.get(n).get(end);
          double found = actual.get(n).get(end);
          assertThat(found == wanted || Math.abs(found - wanted) <= TOLERANCE * wanted)
              .as("%s, PD%s of %s: %s, not %s", line.get("name"), k, cloud, found, wanted)
              .isTrue();
        }
      }
    }
  }

  /** Bars of a length that the golden file keeps. */
  private static List<List<Double>> bars(PersistenceDiagram diagram, int k, boolean squared) {
    List<List<Double>> bars = new ArrayList<>();
    for (int i = diagram.from(k); i < diagram.to(k); i++) {
      double birth = squared ? Math.sqrt(diagram.birth(i)) : diagram.birth(i);
      double death = squared ? Math.sqrt(diagram.death(i)) : diagram.death(i);
      if (death - birth > TOLERANCE) {
        bars.add(List.of(birth, death));
      }
    }
    return bars;
  }

  /** By birth, to the digits that are compared, then death. */
  private static List<List<Double>> sorted(List<List<Double>> bars) {
    List<List<Double>> sorted = new ArrayList<>(bars);
    sorted.sort(
        Comparator.comparingDouble((List<Double> bar) -> Math.rint(bar.get(0) * 1e8))
            .thenComparingDouble(bar -> bar.get(1)));
    return sorted;
  }
}
