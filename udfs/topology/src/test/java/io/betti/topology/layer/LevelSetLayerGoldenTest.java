package io.betti.topology.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.betti.topology.complex.Grid;
import io.betti.topology.diagram.DiagramFunction;
import io.betti.topology.diagram.DiagramNotation;
import io.betti.topology.diagram.PartialSum;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.reference.GoldenFile;
import io.betti.topology.reference.Mnist;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values and gradients through the layer against those of the paper's own layer. */
class LevelSetLayerGoldenTest {
  private static final double TOLERANCE = 1e-6;

  private final LevelSetLayer layer =
      LevelSetLayer.of(LevelSetFiltration.superlevel(Grid.of(Mnist.SIDE, Mnist.SIDE)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sum_dim0 | E(1,0,1;PD0)",
        "sum_dim0 | E(1,0,2;PD0)",
        "sum_dim1 | E(1,0,1;PD1)",
        "poly_d0_p2_q1 | E(2,1,1;PD0)"
      })
  void equalsTopologyLayer(String loss, String notation) {
    check(loss, DiagramNotation.parse(notation));
  }

  @ParameterizedTest
  @CsvSource({"sum_dim0, 0", "sum_dim1, 1"})
  void equalsTopologyLayer_asPartialSum(String loss, int dimension) {
    check(loss, new PartialSum(dimension, 1, Integer.MAX_VALUE));
  }

  private void check(String loss, DiagramFunction function) {
    for (Map<String, Object> line : GoldenFile.objects("levelset2d_notie.jsonl")) {
      double[] values = GoldenFile.flat(line.get("values"));
      Map<?, ?> expected = (Map<?, ?>) ((Map<?, ?>) line.get("loss")).get(loss);
      TopologyLayer.Result result = layer.forward(values);
      assertThat(function.value(result.diagram()))
          .as("image %s", line.get("image"))
          .isCloseTo((Double) expected.get("value"), within(TOLERANCE));

      double[] gradient = new double[values.length];
      assertThat((List<?>) expected.get("grad_nonzero")).isNotEmpty();
      for (Object entry : (List<?>) expected.get("grad_nonzero")) {
        List<?> at = (List<?>) entry; // [row, column, value]
        int row = ((Double) at.get(0)).intValue();
        int column = ((Double) at.get(1)).intValue();
        gradient[row * Mnist.SIDE + column] = (Double) at.get(2);
      }
      assertThat(result.backward(function))
          .as("image %s", line.get("image"))
          .containsExactly(gradient, within(TOLERANCE));
    }
  }
}
