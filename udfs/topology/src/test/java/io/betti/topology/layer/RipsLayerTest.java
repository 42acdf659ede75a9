package io.betti.topology.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.betti.topology.complex.PointCloud;
import io.betti.topology.diagram.DiagramFunction;
import io.betti.topology.diagram.DiagramGradient;
import io.betti.topology.diagram.DiagramNotation;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.RipsFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.reference.GoldenFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RipsLayerTest {
  private static final RipsFiltration RIPS = RipsFiltration.unbounded();
  private static final double STEP = 1e-6;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sum_len_dim0 | E(1,0,2;PD0)",
        "poly_dim1_p2_q0 | E(2,0,1;PD1)",
        "poly_dim1_p2_q1 | E(2,1,1;PD1)"
      })
  void equalsTopologyLayer(String loss, String notation) {
    DiagramFunction function = DiagramNotation.parse(notation);
    RipsLayer layer = new RipsLayer(2, RIPS, DiagramOptions.upTo(1));
    for (Map<String, Object> line : GoldenFile.objects("rips.jsonl")) {
      Map<?, ?> expected = (Map<?, ?>) ((Map<?, ?>) line.get("loss")).get(loss);
      TopologyLayer.Result result = layer.forward(GoldenFile.flat(line.get("points")));
      assertThat(function.value(result.diagram()))
          .isCloseTo((Double) expected.get("value"), within(1e-5));
      assertThat(result.backward(function))
          .containsExactly(GoldenFile.flat(expected.get("grad")), within(1e-5));
    }
  }

  /** 8 losses of clouds of 3 to 20 points, every coordinate: more than 3,000 points in all. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "E(1,0,2;PD0)",
        "E(2,1,1;PD0)",
        "E(1,0,1;PD1)",
        "E(2,1,1;PD1)",
        "E(2,0,2;PD0) - 0.5*E(1,1,1;PD1)",
        "E(3,0,1;PD1) + E(2,0,1;PD2)",
        "E(1,1,1;PD2) + E(1,0,1;PD1)"
      })
  void backward_equalsCentralDifferences(String notation) {
    DiagramFunction function = DiagramNotation.parse(notation);
    SplittableRandom random = new SplittableRandom(notation.hashCode());
    int points = 0;
    for (int c = 0; c < 45; c++) {
      int axes = 1 + random.nextInt(4);
      int n = 3 + random.nextInt(18);
      RipsFiltration filtration = c % 4 == 0 ? new RipsFiltration(0.7) : RIPS;
      EssentialPolicy policy = c % 3 == 0 ? EssentialPolicy.CLAMP : EssentialPolicy.DROP;
      RipsLayer layer =
          new RipsLayer(axes, filtration, DiagramOptions.upTo(2).withEssential(policy));
      double[] cloud = random.doubles((long) n * axes).toArray();
      checkGradient(layer, function, cloud);
      points += n;
    }
    assertThat(points).isGreaterThan(430);
  }

  private static void checkGradient(RipsLayer layer, DiagramFunction function, double[] cloud) {
    TopologyLayer.Result result = layer.forward(cloud);
    double[] gradient = result.backward(function);
    for (int i = 0; i < cloud.length; i++) {
      double[] moved = cloud.clone();
      moved[i] = cloud[i] + STEP;
      double above = function.value(layer.forward(moved).diagram());
      moved[i] = cloud[i] - STEP;
      double below = function.value(layer.forward(moved).diagram());
      assertThat(gradient[i])
          .as("coordinate %d of %s", i, result.diagram())
          .isCloseTo((above - below) / (2 * STEP), within(2e-5));
    }
  }

  @Test
  void backward_isFinite_atDuplicatesAndTies() {
    RipsLayer layer = new RipsLayer(2, RIPS, DiagramOptions.upTo(1).withZeroLength());
    double[] cloud = {0, 0, 0, 0, 1, 0, 1, 1, 0, 1, 1, 1};
    TopologyLayer.Result result = layer.forward(cloud);
    double[] gradient = result.backward(DiagramNotation.parse("E(1,0,1;PD0) + E(1,0,1;PD1)"));
    double sum = 0;
    for (double g : gradient) {
      assertThat(g).isFinite();
      sum += g;
    }
    assertThat(sum).isCloseTo(0, within(1e-12));
  }

  @Test
  void backward_goesAlongTheCriticalEdge() {
    RipsLayer layer = new RipsLayer(2, RIPS, DiagramOptions.upTo(0));
    TopologyLayer.Result result = layer.forward(new double[] {0, 0, 3, 4});
    assertThat(result.backward(DiagramNotation.parse("E(1,0,2;PD0)")))
        .containsExactly(new double[] {-0.6, -0.8, 0.6, 0.8}, within(1e-15));
  }

  /** Two results of one layer, backward in either order. */
  @Test
  void laterForward_doesNotDisturbEarlierBackward() {
    SplittableRandom random = new SplittableRandom(8);
    DiagramFunction function = DiagramNotation.parse("E(2,0,2;PD0) + E(2,0,1;PD1)");
    RipsLayer layer = new RipsLayer(3, RIPS, DiagramOptions.upTo(1));
    double[] first = random.doubles(90).toArray();
    double[] expected =
        new RipsLayer(3, RIPS, DiagramOptions.upTo(1)).forward(first).backward(function);
    TopologyLayer.Result result = layer.forward(first);
    PersistenceDiagram diagram = result.diagram();
    String text = diagram.toString();
    layer.forward(random.doubles(150).toArray()).backward(function);
    first[0] = 77;
    assertThat(result.backward(function)).containsExactly(expected);
    assertThat(result.diagram().toString()).isEqualTo(text);
  }

  @Test
  void forward_ofBatch_isEachCloudInOrder() {
    SplittableRandom random = new SplittableRandom(9);
    RipsLayer layer = new RipsLayer(2, RIPS, DiagramOptions.upTo(1));
    List<PointCloud> clouds = new ArrayList<>();
    for (int n = 0; n < 12; n++) {
      clouds.add(PointCloud.of(2, random.doubles(2L * n).toArray()));
    }
    List<TopologyLayer.Result> results = layer.forward(clouds);
    assertThat(results).hasSize(12);
    for (int n = 0; n < 12; n++) {
      assertThat(results.get(n).diagram()).isEqualTo(layer.forward(clouds.get(n)).diagram());
      assertThat(results.get(n).backward(DiagramNotation.parse("E(1,0,2;PD0)"))).hasSize(2 * n);
    }
  }

  @Test
  void refuses_whatDoesNotFit() {
    RipsLayer layer = new RipsLayer(2, RIPS, DiagramOptions.upTo(1));
    assertThat(layer.pointDimension()).isEqualTo(2);
    assertThat(layer.filtration()).isEqualTo(RIPS);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RipsLayer(0, RIPS, DiagramOptions.upTo(1)))
        .withMessageContaining("at least 1 coordinate");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.forward(PointCloud.of(3, 1, 2, 3)))
        .withMessageContaining("made for points of 2 axes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.forward(new double[] {0, Double.NaN}))
        .withMessageContaining("NaN");
    TopologyLayer.Result result = layer.forward(new double[] {0, 0, 1, 1});
    DiagramGradient other = new DiagramGradient(PersistenceDiagram.empty());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> result.backward(other))
        .withMessageContaining("gradient of 0 bars for a diagram of 2");
  }
}
