package io.betti.topology.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.BarLengths;
import io.betti.topology.diagram.DiagramFunction;
import io.betti.topology.diagram.DiagramGradient;
import io.betti.topology.diagram.DiagramNotation;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.distance.References;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.homology.GridPersistence;
import io.betti.topology.reference.GridSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LevelSetLayerTest {
  private static final DiagramFunction LOSS =
      DiagramNotation.parse("E(2,1,1;PD0) + 0.5*E(1,0,2;PD1) - E(1,2,2;PD0) + E(0.5,0,1;PD1)");

  /** Values and lengths of bars far apart, so that a small step changes no order of either. */
  private static double[] spread(GridSample sample) {
    SplittableRandom random = new SplittableRandom(sample.seed());
    double[] values = new double[sample.levels().length];
    for (int v = 0; v < values.length; v++) {
      values[v] = 0.5 + 0.1 * sample.levels()[v] + 0.05 * random.nextDouble();
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({
    "freudenthal, superlevel",
    "freudenthal, sublevel",
    "cubical-t, superlevel",
    "cubical-t, sublevel",
    "cubical-v, superlevel",
    "cubical-v, sublevel"
  })
  void backward_isTheCentralDifference(String complex, String direction) {
    for (long seed = 0; seed < 40; seed++) {
      GridSample sample = GridSample.of(seed, GridSample.Pattern.DISTINCT);
      double[] values = spread(sample);
      LevelSetFiltration filtration =
          new LevelSetFiltration(
              sample.grid(), GridComplex.parse(complex), Direction.parse(direction));
      for (EssentialPolicy essential : EssentialPolicy.values()) {
        LevelSetLayer layer =
            new LevelSetLayer(
                filtration,
                DiagramOptions.upTo(filtration.maxHomologyDimension()).withEssential(essential));
        double[] gradient = layer.forward(values).backward(LOSS);
        for (int v = 0; v < values.length; v++) {
          assertThat(gradient[v])
              .as("vertex %d, %s, %s", v, essential, sample.describe(values))
              .isCloseTo(centralDifference(layer, LOSS, values, v), within(1e-6));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "freudenthal, superlevel",
    "freudenthal, sublevel",
    "cubical-t, superlevel",
    "cubical-t, sublevel",
    "cubical-v, superlevel",
    "cubical-v, sublevel"
  })
  void backward_isTheCentralDifference_inSpace(String complex, String direction) {
    DiagramFunction loss =
        DiagramNotation.parse("E(2,1,1;PD0) + 0.5*E(1,0,2;PD1) - E(1,2,1;PD1) + E(1,1,1;PD2)");
    for (long seed = 0; seed < 24; seed++) {
      GridSample sample = GridSample.volume(seed, GridSample.Pattern.DISTINCT);
      double[] values = spread(sample);
      LevelSetLayer layer =
          new LevelSetLayer(
              new LevelSetFiltration(
                  sample.grid(), GridComplex.parse(complex), Direction.parse(direction)),
              DiagramOptions.upTo(2)
                  .withEssential(seed % 2 == 0 ? EssentialPolicy.DROP : EssentialPolicy.CLAMP));
      double[] gradient = layer.forward(values).backward(loss);
      for (int v = 0; v < values.length; v++) {
        assertThat(gradient[v])
            .as("vertex %d, %s", v, sample.describe(values))
            .isCloseTo(centralDifference(layer, loss, values, v), within(1e-6));
      }
    }
  }

  /** A distance from a reference as a loss, alone and beside an energy, by every ground norm. */
  @ParameterizedTest
  @CsvSource({"freudenthal, superlevel", "cubical-t, sublevel"})
  void backwardOfADistanceFromAReference_isTheCentralDifference(String complex, String direction) {
    for (long seed = 0; seed < 24; seed++) {
      GridSample sample = GridSample.of(seed, GridSample.Pattern.DISTINCT);
      double[] values = spread(sample);
      LevelSetFiltration filtration =
          new LevelSetFiltration(
              sample.grid(), GridComplex.parse(complex), Direction.parse(direction));
      LevelSetLayer layer = LevelSetLayer.of(filtration);
      SplittableRandom random = new SplittableRandom(seed);
      double[] target = random.doubles(values.length).toArray();
      References references = References.of(Map.of("target", layer.forward(target).diagram()));
      for (String text :
          List.of(
              "W(1,1;PD0,target)",
              "W(1,2;PD0,target)",
              "W(2,inf;PD0,target)",
              "W(1,1;PD0,target) - 0.5*E(2,1,2;PD0) + 0.25*W(3,2;PD0,target)")) {
        DiagramFunction loss = DiagramNotation.parse(text, references);
        double[] gradient = layer.forward(values).backward(loss);
        double steepest = 0;
        for (int v = 0; v < values.length; v++) {
          assertThat(gradient[v])
              .as("%s, vertex %d, %s", text, v, sample.describe(values))
              .isCloseTo(centralDifference(layer, loss, values, v), within(1e-6));
          steepest = Math.max(steepest, Math.abs(gradient[v]));
        }
        assertThat(steepest).isPositive();
      }
    }
  }

  private static double centralDifference(
      LevelSetLayer layer, DiagramFunction loss, double[] values, int v) {
    double step = 1e-5;
    double[] moved = values.clone();
    moved[v] = values[v] + step;
    double above = loss.value(layer.forward(moved).diagram());
    moved[v] = values[v] - step;
    double below = loss.value(layer.forward(moved).diagram());
    return (above - below) / (2 * step);
  }

  @Test
  void backward_onTies_isFinite_andGoesToTheCriticalVertices() {
    LevelSetLayer layer =
        new LevelSetLayer(
            LevelSetFiltration.superlevel(Grid.of(1, 5)), DiagramOptions.upTo(1).withZeroLength());
    TopologyLayer.Result result = layer.forward(new double[] {2, 1, 2, 2, 2});
    assertThat(result.diagram()).hasToString("H0: [2.0, -inf)@0 [2.0, 1.0)@2:1");
    assertThat(result.backward(DiagramNotation.parse("E(1,0,1;PD0)")))
        .containsExactly(0, -1, 1, 0, 0);

    GridSample flat = GridSample.of(1, GridSample.Pattern.FLAT);
    LevelSetLayer everything =
        new LevelSetLayer(
            LevelSetFiltration.superlevel(flat.grid()),
            DiagramOptions.upTo(0).withZeroLength().withEssential(EssentialPolicy.CLAMP));
    assertThat(everything.forward(flat.doubles()).backward(DiagramNotation.parse("E(0.5,3,1;PD0)")))
        .doesNotContain(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
  }

  @Test
  void clampedEssentialBar_hasItsGradientAtTheLastVertex() {
    LevelSetFiltration filtration = LevelSetFiltration.superlevel(Grid.of(4));
    DiagramFunction sum = DiagramNotation.parse("E(1,0,1;PD0)");
    double[] values = {4, 1, 3, 2};
    LevelSetLayer drop = LevelSetLayer.of(filtration);
    LevelSetLayer clamp =
        new LevelSetLayer(filtration, DiagramOptions.upTo(0).withEssential(EssentialPolicy.CLAMP));
    assertThat(drop.forward(values).backward(sum)).containsExactly(0, -1, 1, 0);
    assertThat(clamp.forward(values).backward(sum)).containsExactly(1, -2, 1, 0);
  }

  /** What goes wrong in the paper's own layer: a second forward before the first backward. */
  @Test
  void laterForward_leavesEarlierBackwardAlone() {
    Grid grid = Grid.of(6, 7);
    LevelSetLayer layer = LevelSetLayer.of(LevelSetFiltration.superlevel(grid));
    SplittableRandom random = new SplittableRandom(5);
    List<TopologyLayer.Result> results = new ArrayList<>();
    List<double[]> gradients = new ArrayList<>();
    for (int n = 0; n < 60; n++) {
      double[] values = random.doubles(grid.vertices()).toArray();
      TopologyLayer.Result result = layer.forward(values);
      results.add(result);
      gradients.add(
          LevelSetLayer.of(LevelSetFiltration.superlevel(grid)).forward(values).backward(LOSS));
      Arrays.fill(values, Double.NaN); // nor does what becomes of the input
    }
    for (int n = 0; n < results.size(); n++) {
      assertThat(results.get(n).backward(LOSS)).containsExactly(gradients.get(n));
      assertThat(results.get(n).backward(LOSS)).containsExactly(gradients.get(n));
    }
  }

  @Test
  void batch_isItsSingles() {
    Grid grid = Grid.of(4, 3);
    LevelSetLayer layer = LevelSetLayer.of(LevelSetFiltration.superlevel(grid));
    SplittableRandom random = new SplittableRandom(9);
    int batch = 5;
    float[] floats = new float[batch * 12];
    double[] doubles = new double[floats.length];
    for (int v = 0; v < floats.length; v++) {
      floats[v] = random.nextInt(4) / 4f;
      doubles[v] = random.nextInt(4) / 3.0;
    }
    List<TopologyLayer.Result> ofFloats = layer.forward(floats, batch);
    List<TopologyLayer.Result> ofDoubles = layer.forward(doubles, batch);
    assertThat(ofFloats).hasSize(batch);
    assertThat(ofDoubles).hasSize(batch);
    for (int n = 0; n < batch; n++) {
      float[] image = Arrays.copyOfRange(floats, n * 12, n * 12 + 12);
      double[] wide = Arrays.copyOfRange(doubles, n * 12, n * 12 + 12);
      TopologyLayer.Result single = layer.forward(image);
      assertThat(ofFloats.get(n).diagram()).isEqualTo(single.diagram());
      assertThat(ofFloats.get(n).backward(LOSS)).containsExactly(single.backward(LOSS));
      assertThat(ofDoubles.get(n).diagram()).isEqualTo(layer.forward(wide).diagram());
    }
    assertThat(layer.forward(new float[0], 0)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"59, 5", "61, 5", "60, -5", "0, 1", "60, 2147483647"})
  void batchOfAnotherLength_isRefused(int length, int batch) {
    LevelSetLayer layer = LevelSetLayer.of(LevelSetFiltration.superlevel(Grid.of(4, 3)));
    String got = "got " + length + " values for a batch of " + batch + " grids of shape [4, 3]";
    assertThatThrownBy(() -> layer.forward(new float[length], batch))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(got);
    assertThatThrownBy(() -> layer.forward(new double[length], batch))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(got)
        .hasMessageContaining("pass every image whole");
  }

  @ParameterizedTest
  @EnumSource(GridComplex.class)
  void forward_isTheDiagramOfThePlan(GridComplex complex) {
    for (long seed = 0; seed < 66; seed++) {
      GridSample sample = GridSample.of(seed);
      LevelSetFiltration filtration =
          new LevelSetFiltration(sample.grid(), complex, Direction.SUBLEVEL);
      LevelSetLayer layer = LevelSetLayer.of(filtration);
      assertThat(layer.filtration()).isEqualTo(filtration);
      PersistenceDiagram expected = GridPersistence.of(filtration, sample.floats());
      assertThat(layer.forward(sample.floats()).diagram()).isEqualTo(expected);
      double[] widened = GridSample.widen(sample.bytes());
      assertThat(layer.forward(sample.bytes()).diagram())
          .isEqualTo(layer.forward(widened).diagram());
    }
  }

  @Test
  void gradientOfAnotherDiagram_isRefused() {
    LevelSetLayer layer = LevelSetLayer.of(LevelSetFiltration.superlevel(Grid.of(3)));
    TopologyLayer.Result two = layer.forward(new double[] {2, 1, 3});
    TopologyLayer.Result one = layer.forward(new double[] {1, 2, 3});
    DiagramGradient gradient = BarLengths.all(0).gradient(one.diagram());
    assertThatThrownBy(() -> two.backward(gradient))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 bars for a diagram of 2");
  }
}
