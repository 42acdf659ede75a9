package io.betti.topology.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.betti.topology.complex.PointCloud;
import io.betti.topology.diagram.DiagramFunction;
import io.betti.topology.diagram.DiagramGradient;
import io.betti.topology.diagram.DiagramNotation;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.reference.PointSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weak alpha and alpha layers: gradients, batches, results that later forwards don't disturb. */
class PointLayerTest {
  private static final int POINTS = 24;
  private static final int CLOUDS = 30;
  private static final double STEP = 1e-6;

  private static List<TopologyLayer> layers(int axes) {
    DiagramOptions options = DiagramOptions.upTo(axes - 1).withEssential(EssentialPolicy.CLAMP);
    return List.of(
        new WeakAlphaLayer(axes, options),
        new AlphaLayer(axes, options),
        new AlphaLayer(axes, options, true));
  }

  private static DiagramFunction loss(int axes) {
    String[] terms = {"E(2,1,1;PD0)", " + 0.7*E(2,1,1;PD1)", " + 3*E(2,0,1;PD2)"};
    return DiagramNotation.parse(String.join("", List.of(terms).subList(0, axes)));
  }

  /**
   * 3 layers, 3 dimensions, 30 clouds of 24 points: 6,480 points, every coordinate of each. The
   * largest radius of all, of some flat simplex at the hull, is left out: it is too steep for
   * differences.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void gradientEqualsCentralDifferences(int axes) {
    Random random = new Random(axes);
    DiagramFunction loss = loss(axes);
    DiagramOptions options = DiagramOptions.upTo(axes - 1);
    List<TopologyLayer> layers =
        List.of(
            layers(axes).get(0),
            new AlphaLayer(axes, options),
            new AlphaLayer(axes, options, true));
    for (TopologyLayer layer : layers) {
      for (int cloud = 0; cloud < CLOUDS; cloud++) {
        double[] x = random.doubles(POINTS * axes).toArray();
        double[] gradient = layer.forward(x).backward(loss);
        for (int i = 0; i < x.length; i++) {
          assertThat(gradient[i])
              .as("%s, coordinate %s of cloud %s", layer.filtration().description(), i, cloud)
              .isCloseTo(difference(layer, loss, x, i), within(2e-6 * (1 + Math.abs(gradient[i]))));
        }
      }
    }
  }

  @Test
  void gradientOfAClampedRadius_equalsCentralDifferences() {
    DiagramFunction loss = DiagramNotation.parse("E(1,0,1;PD0)");
    double[] x = {0.1, 0.2, 0, 1.1, 0, 0.1, -0.2, 0.9, 0.3, 0.2, 0.1, 1.3};
    for (TopologyLayer layer : layers(3)) {
      double[] gradient = layer.forward(x).backward(loss);
      for (int i = 0; i < x.length; i++) {
        assertThat(gradient[i]).isCloseTo(difference(layer, loss, x, i), within(1e-8));
      }
    }
  }

  private static double difference(TopologyLayer layer, DiagramFunction loss, double[] x, int i) {
    double at = x[i];
    x[i] = at + STEP;
    double above = loss.value(layer.forward(x).diagram());
    x[i] = at - STEP;
    double below = loss.value(layer.forward(x).diagram());
    x[i] = at;
    return (above - below) / (2 * STEP);
  }

  /** Moving a cloud changes no value, so what its points' gradients add up to is 0. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void gradientIsFinite_andSumsToZero_onEveryKindOfCloud(int axes) {
    DiagramFunction loss = loss(axes);
    for (TopologyLayer layer : layers(axes)) {
      for (long seed = 0; seed < 1_000; seed++) {
        PointSample sample = PointSample.of(seed, axes, 14);
        if (seed % 10 == 9) {
          continue; // The loss itself overflows.
        }
        double[] gradient = layer.forward(sample.points().coordinates()).backward(loss);
        double[] sum = new double[axes];
        double size = 0;
        for (int i = 0; i < gradient.length; i++) {
          assertThat(gradient[i]).as("%s", sample).isFinite();
          sum[i % axes] += gradient[i];
          size += Math.abs(gradient[i]);
        }
        assertThat(sum)
            .as("%s", sample)
            .containsExactly(new double[axes], within(1e-9 * size + 1e-300));
      }
    }
  }

  @Test
  void result_isNotDisturbedByLaterForwards() {
    for (TopologyLayer layer : layers(3)) {
      double[] first = new Random(1).doubles(60).toArray();
      TopologyLayer.Result result = layer.forward(first);
      String diagram = result.diagram().toString();
      double[] gradient = result.backward(loss(3));
      first[0] = 100;
      layer.forward(new Random(2).doubles(90).toArray());
      layer.forward(new double[0]);
      assertThat(result.diagram()).hasToString(diagram);
      assertThat(result.backward(loss(3))).isEqualTo(gradient);
    }
  }

  @Test
  void batch_isEveryCloudByItself() {
    List<PointCloud> batch = new ArrayList<>();
    for (long seed = 0; seed < 20; seed++) {
      batch.add(PointSample.of(seed, 2, 30).points());
    }
    WeakAlphaLayer weak = WeakAlphaLayer.of(2);
    AlphaLayer alpha = AlphaLayer.of(2);
    List<TopologyLayer.Result> weakResults = weak.forward(batch);
    List<TopologyLayer.Result> alphaResults = alpha.forward(batch);
    for (int n = 0; n < batch.size(); n++) {
      assertThat(weakResults.get(n).diagram())
          .isEqualTo(WeakAlphaLayer.of(2).forward(batch.get(n)).diagram());
      assertThat(alphaResults.get(n).diagram())
          .isEqualTo(AlphaLayer.of(2).forward(batch.get(n)).diagram());
    }
    assertThat(weak.forward(List.of())).isEmpty();
  }

  @Test
  void gradientOfDuplicates_isZeroBetweenThem() {
    DiagramOptions options = DiagramOptions.upTo(1).withZeroLength();
    double[] points = {1, 1, 1, 1, 4, 5};
    DiagramFunction sum = DiagramNotation.parse("E(1,0,1;PD0)");
    assertThat(new WeakAlphaLayer(2, options).forward(points).backward(sum))
        .containsExactly(new double[] {-0.6, -0.8, 0, 0, 0.6, 0.8}, within(1e-15));
    assertThat(new AlphaLayer(2, options).forward(points).backward(sum))
        .containsExactly(new double[] {-0.3, -0.4, 0, 0, 0.3, 0.4}, within(1e-15));
  }

  @Test
  void layer_refusesWhatIsNoCloud() {
    WeakAlphaLayer layer = WeakAlphaLayer.of(2);
    assertThatThrownBy(() -> layer.forward(new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 coordinates");
    assertThatThrownBy(() -> AlphaLayer.of(2).forward(new double[] {0, Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WeakAlphaLayer.of(4)).isInstanceOf(IllegalArgumentException.class);
    TopologyLayer.Result result = layer.forward(new double[] {0, 0, 1, 1});
    DiagramGradient other = new DiagramGradient(layer.forward(new double[] {0, 0}).diagram());
    assertThatThrownBy(() -> result.backward(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 bars");
  }
}
