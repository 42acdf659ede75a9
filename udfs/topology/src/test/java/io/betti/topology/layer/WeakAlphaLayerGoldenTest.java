package io.betti.topology.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.betti.topology.diagram.DiagramNotation;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.reference.GoldenFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Diagrams, values and gradients against those of the paper's own layer, which has floats. */
class WeakAlphaLayerGoldenTest {
  private static final double TOLERANCE = 2e-6;

  private final WeakAlphaLayer layer = WeakAlphaLayer.of(2);

  @Test
  void diagramEqualsTopologyLayer() {
    for (Map<String, Object> line : GoldenFile.objects("alpha.jsonl")) {
      PersistenceDiagram diagram = layer.forward(GoldenFile.flat(line.get("points"))).diagram();
      for (int k = 0; k < 2; k++) {
        List<double[]> expected = new ArrayList<>();
        for (List<Double> bar : GoldenFile.bars(line.get("pd" + k), Double.POSITIVE_INFINITY)) {
          expected.add(new double[] {bar.get(0), bar.get(1)});
        }
        expected.sort((a, b) -> Double.compare(b[1] - b[0], a[1] - a[0]));
        assertThat(diagram.size(k))
            .as("PD%s of set %s", k, line.get("set"))
            .isEqualTo(expected.size());
        for (int n = 0; n < expected.size(); n++) {
          int i = diagram.from(k) + n;
          assertThat(diagram.birth(i)).isCloseTo(expected.get(n)[0], within(TOLERANCE));
          if (!diagram.isEssential(i)) {
            assertThat(diagram.death(i)).isCloseTo(expected.get(n)[1], within(TOLERANCE));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sum_len_dim0 | E(1,0,1;PD0)",
        "poly_dim1_p2_q0 | E(2,0,1;PD1)",
        "poly_dim1_p2_q1 | E(2,1,1;PD1)"
      })
  void gradientEqualsTopologyLayer(String loss, String notation) {
    for (Map<String, Object> line : GoldenFile.objects("alpha.jsonl")) {
      Map<?, ?> expected = (Map<?, ?>) ((Map<?, ?>) line.get("loss")).get(loss);
      TopologyLayer.Result result = layer.forward(GoldenFile.flat(line.get("points")));
      assertThat(DiagramNotation.parse(notation).value(result.diagram()))
          .as("set %s", line.get("set"))
          .isCloseTo((Double) expected.get("value"), within(TOLERANCE));
      assertThat(result.backward(DiagramNotation.parse(notation)))
          .as("set %s", line.get("set"))
          .containsExactly(GoldenFile.flat(expected.get("grad")), within(TOLERANCE));
    }
  }
}
