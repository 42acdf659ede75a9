package io.betti.pipeline.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.betti.topology.complex.Grid;
import io.betti.topology.diagram.DiagramFunction;
import io.betti.topology.diagram.DiagramNotation;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.distance.GroundNorm;
import io.betti.topology.distance.References;
import io.betti.topology.distance.WassersteinOptions;
import io.betti.topology.distance.WassersteinToReference;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.layer.LevelSetLayer;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The loss against the engine in double, straight from the definition. */
class TopologyLossTest {
  private static final int BATCH = 3;
  private static final LevelSetFiltration FILTRATION = LevelSetFiltration.superlevel(Grid.of(7, 8));

  private static float[] images(long seed) {
    float[] images = new float[BATCH * 56];
    Gaussian gaussian = Gaussian.of(seed, "images", 0);
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) Math.tanh(gaussian.next());
    }
    return images;
  }

  /** Diagrams of (x + 1) / 2. */
  private static PersistenceDiagram diagram(double[] pixels) {
    double[] values = Arrays.stream(pixels).map(x -> (x + 1) / 2).toArray();
    return LevelSetLayer.of(FILTRATION).forward(values).diagram();
  }

  private static double mean(DiagramFunction function, double[] images) {
    double sum = 0;
    for (int i = 0; i < BATCH; i++) {
      sum += function.value(diagram(Arrays.copyOfRange(images, i * 56, (i + 1) * 56)));
    }
    return sum / BATCH;
  }

  private static void check(DiagramFunction function, long seed) {
    float[] images = images(seed);
    double[] x = new double[images.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = images[i];
    }
    TopologyLoss loss = new TopologyLoss(function, FILTRATION, ValueMap.TANH_TO_UNIT);
    assertThat(loss.value(images, BATCH)).isCloseTo(mean(function, x), within(1e-5));
    float[] gradient = loss.gradient().clone();
    double h = 1e-6;
    int moved = 0;
    for (int i = 0; i < x.length; i++) {
      double kept = x[i];
      x[i] = kept + h;
      double above = mean(function, x);
      x[i] = kept - h;
      double below = mean(function, x);
      x[i] = kept;
      assertThat((double) gradient[i]).isCloseTo((above - below) / (2 * h), within(1e-4));
      moved += gradient[i] == 0 ? 0 : 1;
    }
    assertThat(moved).as("pixels with a gradient").isGreaterThan(BATCH);
    float[] sum = loss.gradientOfSum();
    for (int i = 0; i < sum.length; i++) {
      assertThat(sum[i]).isCloseTo(BATCH * gradient[i], within(1e-6f));
    }
  }

  @Test
  void energies_haveTheirValueAndDerivative() {
    check(DiagramNotation.parse("E(1,0,2;PD0)"), 1);
    check(DiagramNotation.parse("E(2,1,2;PD0) - 0.5*E(1,0,1;PD1)"), 2);
  }

  @Test
  void distancesToAReference_haveTheirValueAndDerivative() {
    double[] pixels = new double[56];
    float[] other = images(9);
    for (int i = 0; i < 56; i++) {
      pixels[i] = other[i];
    }
    WassersteinOptions options = WassersteinOptions.of(2, GroundNorm.parse("2"));
    check(new WassersteinToReference(diagram(pixels), 0, options), 3);
    check(new WassersteinToReference(diagram(pixels), 1, options), 4);
  }

  @Test
  void distancesInTheNotation_haveTheirValueAndDerivative() {
    References references = References.of(Map.of("target", diagram(doubles(images(9), 56))));
    check(DiagramNotation.parse("W(1,1;PD0,target)", references), 5);
    check(DiagramNotation.parse("W(2,2;PD1,target) + 0.5*E(1,0,2;PD0)", references), 6);
  }

  private static double[] doubles(float[] floats, int count) {
    double[] doubles = new double[count];
    Arrays.setAll(doubles, i -> floats[i]);
    return doubles;
  }

  @Test
  void boundLossIsThatOfTheEngine_andSaysItsReferences() {
    PersistenceDiagram target = diagram(doubles(images(9), 56));
    Map<String, String> texts = Map.of("target", target.toString(), "spare", "H0: [1, 0)");
    TopologyLoss loss = TopologyLoss.of("W(1,1;PD0,target)", texts, FILTRATION);
    float[] images = images(1);
    assertThat(loss.value(images, BATCH))
        .isCloseTo(
            mean(
                new WassersteinToReference(target, 0, WassersteinOptions.of(1, GroundNorm.ONE)),
                doubles(images, images.length)),
            within(1e-5));
    assertThat(loss.toString()).contains("W(1,1;PD0,target) of level-set").doesNotContain("spare");
    PersistenceDiagram other = diagram(doubles(images(8), 56));
    assertThat(TopologyLoss.of("W(1,1;PD0,target)", Map.of("target", other.toString()), FILTRATION))
        .asString()
        .isNotEqualTo(loss.toString());
    assertThat(TopologyLoss.of("W(1,1;PD0,target)", texts, FILTRATION))
        .asString()
        .isEqualTo(loss.toString());
  }

  @Test
  void itemOfTheReferenceItselfHasNoLoss_andTheGradientLeadsThere() {
    float[] wanted = images(9);
    String target = diagram(doubles(wanted, 56)).toString();
    TopologyLoss loss =
        TopologyLoss.of("W(1,1;PD0,a) + W(1,1;PD1,a)", Map.of("a", target), FILTRATION);
    assertThat(loss.value(wanted, 1)).isCloseTo(0, within(1e-5));
    float[] image = Arrays.copyOf(images(2), 56);
    double before = loss.value(image, 1);
    for (int step = 0; step < 300; step++) {
      loss.value(image, 1);
      float[] gradient = loss.gradient();
      for (int i = 0; i < image.length; i++) {
        image[i] -= 0.01f * gradient[i];
      }
    }
    assertThat(loss.value(image, 1)).isLessThan(before / 2);
  }

  @Test
  void referenceThatNoItemReachesIsRefused() {
    Map<String, String> clouds = Map.of("target", "H0: [0, 1)");
    assertThatThrownBy(() -> TopologyLoss.of("W(1,1;PD0,target)", clouds, FILTRATION))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("infinite whatever the item");
    assertThatThrownBy(() -> TopologyLoss.of("W(1,1;PD0,aim)", clouds, FILTRATION))
        .hasMessageContaining("aim");
  }

  @Test
  void badInputIsRefused() {
    TopologyLoss loss = TopologyLoss.of("E(1,0,2;PD0)", FILTRATION);
    assertThatThrownBy(() -> loss.value(new float[55], 1)).hasMessageContaining("whole items");
    float[] images = images(1);
    images[60] = Float.NaN;
    assertThatThrownBy(() -> loss.value(images, BATCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> TopologyLoss.of("E(1,0,2;PD2)", FILTRATION))
        .hasMessageContaining("PD2");
    assertThatThrownBy(() -> TopologyLoss.of("E(1,0;PD0)", FILTRATION))
        .hasMessageContaining("at character");
  }
}
