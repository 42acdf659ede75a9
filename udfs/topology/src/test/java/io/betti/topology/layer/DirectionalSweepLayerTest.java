package io.betti.topology.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.betti.topology.complex.Grid;
import io.betti.topology.diagram.DiagramFunction;
import io.betti.topology.diagram.Energy;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.diagram.WeightedSum;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.reference.GridSample;
import io.betti.topology.reference.Mnist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectionalSweepLayerTest {
  private static final Grid IMAGE = Grid.of(Mnist.SIDE, Mnist.SIDE);

  private static DirectionalSweepLayer sweep(Grid grid, EssentialPolicy essential) {
    return new DirectionalSweepLayer(grid, DirectionalSweepLayer.angles(8), essential, 1 / 255.0);
  }

  /** g from its definition: in double, shifted and scaled to [0, 1], rounded to float. */
  @Test
  void ramps_areTheirDefinition() {
    Grid grid = Grid.of(5, 7);
    DirectionalSweepLayer sweep = DirectionalSweepLayer.of(grid);
    assertThat(sweep.directions()).isEqualTo(8);
    assertThat(sweep.features()).isEqualTo(400);
    for (int direction = 0; direction < 8; direction++) {
      double angle = direction * Math.PI / 4;
      double[] height = new double[35];
      for (int v = 0; v < 35; v++) {
        height[v] = Math.cos(angle) * (v % 7) + Math.sin(angle) * (v / 7);
      }
      double least = Arrays.stream(height).min().orElseThrow();
      double greatest = Arrays.stream(height).max().orElseThrow();
      float[] expected = new float[35];
      for (int v = 0; v < 35; v++) {
        expected[v] = (float) ((height[v] - least) / (greatest - least));
      }
      assertThat(sweep.ramp(direction)).as("direction %d", direction).containsExactly(expected);
      sweep.ramp(direction)[0] = 9; // a copy
      assertThat(sweep.ramp(direction)).containsExactly(expected);
    }
  }

  /** The diagram of a direction is that of one float product, superlevel, Freudenthal. */
  @ParameterizedTest
  @EnumSource(EssentialPolicy.class)
  void diagram_isThatOfTheProduct(EssentialPolicy essential) {
    DirectionalSweepLayer sweep = sweep(IMAGE, essential);
    LevelSetLayer layer =
        new LevelSetLayer(
            LevelSetFiltration.superlevel(IMAGE), DiagramOptions.upTo(1).withEssential(essential));
    for (byte[] image : Mnist.firstTestImages(20)) {
      float[] scaled = Mnist.scaled(image);
      for (int direction = 0; direction < 8; direction++) {
        float[] ramp = sweep.ramp(direction);
        float[] product = new float[scaled.length];
        for (int v = 0; v < product.length; v++) {
          product[v] = scaled[v] * ramp[v];
        }
        PersistenceDiagram expected = layer.forward(product).diagram();
        assertThat(sweep.diagram(scaled, direction)).isEqualTo(expected);
        assertThat(sweep.diagram(image, direction)).isEqualTo(expected);
      }
    }
  }

  /** In the order direction, dimension, p, q. */
  @ParameterizedTest
  @EnumSource(EssentialPolicy.class)
  void features_areTheEnergiesOfTheDiagrams(EssentialPolicy essential) {
    DirectionalSweepLayer sweep = sweep(IMAGE, essential);
    for (byte[] image : Mnist.firstTestImages(40)) {
      check(sweep, sweep.features(image), Mnist.scaled(image));
      check(sweep, sweep.features(Mnist.scaled(image)), Mnist.scaled(image));
    }
    for (long seed = 0; seed < 330; seed++) {
      GridSample sample = GridSample.of(seed);
      if (sample.grid().dimension() == 2) {
        DirectionalSweepLayer small = sweep(sample.grid(), essential);
        check(small, small.features(mixedSigns(sample)), mixedSigns(sample));
        check(small, small.features(sample.bytes()), Mnist.scaled(sample.bytes()));
      }
    }
  }

  /** Few values, half of the samples with some below 0. */
  private static float[] mixedSigns(GridSample sample) {
    float[] image = new float[sample.levels().length];
    for (int v = 0; v < image.length; v++) {
      image[v] = sample.levels()[v] / 3f - (sample.seed() % 2);
    }
    return image;
  }

  private static void check(DirectionalSweepLayer sweep, double[] features, float[] image) {
    assertThat(features).hasSize(sweep.features());
    for (int direction = 0; direction < sweep.directions(); direction++) {
      PersistenceDiagram diagram = sweep.diagram(image, direction);
      for (int k = 0; k < 2; k++) {
        for (int p = 0; p < 5; p++) {
          for (int q = 0; q < 5; q++) {
            double expected = new Energy(p, q, 1, k).value(diagram);
            double scale = 0; // of the terms, which cancel where values are below 0
            for (int i = diagram.from(k); i < diagram.to(k); i++) {
              double middle = Math.abs(diagram.birth(i) + diagram.death(i)) / 2;
              scale +=
                  diagram.isEssential(i)
                      ? 0
                      : Math.pow(diagram.lifetime(i), p) * Math.pow(middle, q);
            }
            assertThat(features[((direction * 2 + k) * 5 + p) * 5 + q])
                .as("direction %d, E(%d,%d,1;PD%d)", direction, p, q, k)
                .isCloseTo(expected, within(1e-12 * scale));
          }
        }
      }
    }
  }

  @Test
  void blankImage_hasNoFeatures_butTheClampedComponent() {
    assertThat(sweep(IMAGE, EssentialPolicy.DROP).features(new byte[784])).containsOnly(0);
    double[] clamped = sweep(IMAGE, EssentialPolicy.CLAMP).features(new byte[784]);
    for (int f = 0; f < clamped.length; f++) {
      assertThat(clamped[f]).as("feature %d", f).isEqualTo(f % 50 == 0 ? 1 : 0);
    }
  }

  @Test
  void usedSweep_answersAsAFreshOne() {
    DirectionalSweepLayer used = DirectionalSweepLayer.of(IMAGE);
    byte[][] images = Mnist.firstTestImages(20);
    double[] first = used.features(images[0]);
    double[] copy = first.clone();
    for (byte[] image : images) {
      assertThat(used.features(image)).isEqualTo(DirectionalSweepLayer.of(IMAGE).features(image));
    }
    assertThat(first).as("a result stays as it was").isEqualTo(copy);
    assertThat(used.features(images[0])).isEqualTo(copy);
  }

  @Test
  void anyAngles_inTheirOwnOrder() {
    byte[] image = Mnist.firstTestImages(1)[0];
    double[] all = DirectionalSweepLayer.of(IMAGE).features(image);
    double[] two =
        new DirectionalSweepLayer(
                IMAGE, new double[] {Math.PI / 2, 0}, EssentialPolicy.DROP, 1 / 255.0)
            .features(image);
    assertThat(two).hasSize(100);
    assertThat(Arrays.copyOfRange(two, 0, 50)).isEqualTo(Arrays.copyOfRange(all, 100, 150));
    assertThat(Arrays.copyOfRange(two, 50, 100)).isEqualTo(Arrays.copyOfRange(all, 0, 50));
    assertThat(DirectionalSweepLayer.angles(8))
        .containsExactly(
            0,
            Math.PI / 4,
            2 * Math.PI / 4,
            3 * Math.PI / 4,
            4 * Math.PI / 4,
            5 * Math.PI / 4,
            6 * Math.PI / 4,
            7 * Math.PI / 4);
    assertThat(DirectionalSweepLayer.angles(3)[1]).isCloseTo(2 * Math.PI / 3, within(1e-15));
  }

  /** g times the layer's own gradient with respect to f, direction by direction. */
  @ParameterizedTest
  @EnumSource(EssentialPolicy.class)
  void gradient_isTheRampTimesThatOfTheLevelSets(EssentialPolicy essential) {
    SplittableRandom random = new SplittableRandom(3);
    DirectionalSweepLayer sweep = sweep(IMAGE, essential);
    for (byte[] bytes : Mnist.firstTestImages(5)) {
      checkGradient(sweep, IMAGE, essential, Mnist.scaled(bytes), random);
    }
    for (long seed = 0; seed < 330; seed++) {
      GridSample sample = GridSample.of(seed);
      if (sample.grid().dimension() == 2) {
        DirectionalSweepLayer small = sweep(sample.grid(), essential);
        checkGradient(small, sample.grid(), essential, mixedSigns(sample), random);
      }
    }
  }

  private static void checkGradient(
      DirectionalSweepLayer sweep,
      Grid grid,
      EssentialPolicy essential,
      float[] image,
      SplittableRandom random) {
    LevelSetLayer layer =
        new LevelSetLayer(
            LevelSetFiltration.superlevel(grid), DiagramOptions.upTo(1).withEssential(essential));
    double[] cotangent = random.doubles(400, -1, 1).toArray();
    double[] expected = new double[image.length];
    double scale = 1;
    for (int direction = 0; direction < 8; direction++) {
      float[] ramp = sweep.ramp(direction);
      float[] product = new float[image.length];
      for (int v = 0; v < product.length; v++) {
        product[v] = image[v] * ramp[v];
      }
      double[] ofProduct = layer.forward(product).backward(loss(cotangent, direction));
      for (int v = 0; v < product.length; v++) {
        expected[v] += ramp[v] * ofProduct[v];
        scale = Math.max(scale, Math.abs(ofProduct[v]));
      }
    }
    assertThat(sweep.gradient(image, cotangent))
        .as("%s %s", grid, Arrays.toString(image))
        .containsExactly(expected, within(1e-11 * scale));
  }

  private static DiagramFunction loss(double[] cotangent, int direction) {
    List<WeightedSum.Term> terms = new ArrayList<>();
    for (int f = 0; f < 50; f++) {
      Energy energy = new Energy(f / 5 % 5, f % 5, 1, f / 25);
      terms.add(new WeightedSum.Term(cotangent[direction * 50 + f], energy));
    }
    return new WeightedSum(terms);
  }

  /** Images without ties in any direction: no two products nearer than the step could carry. */
  @ParameterizedTest
  @EnumSource(EssentialPolicy.class)
  void gradient_isTheCentralDifference(EssentialPolicy essential) {
    Grid grid = Grid.of(5, 4);
    DirectionalSweepLayer sweep = sweep(grid, essential);
    SplittableRandom random = new SplittableRandom(17);
    float step = 0x1p-12f;
    int checked = 0;
    while (checked < 6) {
      float[] image = new float[grid.vertices()];
      for (int v = 0; v < image.length; v++) {
        image[v] = 0.5f + (float) random.nextDouble();
      }
      if (nearestProducts(sweep, image) < 3 * step) {
        continue;
      }
      checked++;
      double[] cotangent = random.doubles(400, -1, 1).toArray();
      double[] gradient = sweep.gradient(image, cotangent);
      for (int v = 0; v < image.length; v++) {
        float[] moved = image.clone();
        moved[v] = image[v] + step;
        double above = dot(cotangent, sweep.features(moved));
        moved[v] = image[v] - step;
        double below = dot(cotangent, sweep.features(moved));
        double difference = (above - below) / (2 * step);
        // Products of floats are off by 6e-8, which the step magnifies.
        assertThat(gradient[v])
            .as("pixel %d of %s", v, Arrays.toString(image))
            .isCloseTo(difference, within(5e-3 * Math.max(1, Math.abs(difference))));
      }
    }
  }

  private static double nearestProducts(DirectionalSweepLayer sweep, float[] image) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int direction = 0; direction < sweep.directions(); direction++) {
      float[] ramp = sweep.ramp(direction);
      double[] products = new double[image.length];
      int n = 0;
      for (int v = 0; v < image.length; v++) {
        if (ramp[v] > 1e-6) { // where g is 0 the product stays 0
          products[n++] = image[v] * ramp[v];
        }
      }
      Arrays.sort(products, 0, n);
      for (int m = 1; m < n; m++) {
        nearest = Math.min(nearest, products[m] - products[m - 1]);
      }
    }
    return nearest;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int n = 0; n < a.length; n++) {
      sum += a[n] * b[n];
    }
    return sum;
  }

  @Test
  void whatASweepCannotUse_isRefused() {
    double[] angles = DirectionalSweepLayer.angles(8);
    assertThatThrownBy(() -> DirectionalSweepLayer.of(Grid.of(784)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two axes")
        .hasMessageContaining("[784]");
    assertThatThrownBy(
            () -> new DirectionalSweepLayer(IMAGE, new double[0], EssentialPolicy.DROP, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one angle");
    assertThatThrownBy(
            () ->
                new DirectionalSweepLayer(
                    IMAGE, new double[] {0, Double.NaN}, EssentialPolicy.DROP, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
    for (double scale : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(
              () -> new DirectionalSweepLayer(IMAGE, angles, EssentialPolicy.DROP, scale))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("scale " + scale);
    }
    DirectionalSweepLayer sweep = DirectionalSweepLayer.of(IMAGE);
    assertThatThrownBy(() -> sweep.features(new byte[783]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 783 values")
        .hasMessageContaining("[28, 28]");
    assertThatThrownBy(() -> sweep.features(new float[785]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 785 values");
    assertThatThrownBy(() -> sweep.gradient(new float[784], new double[399]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("399")
        .hasMessageContaining("400");
  }

  /** The pixel is named as it was given, also where the ramp is 0. */
  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void pixelThatIsNotFinite_isRefusedByItsOwnName(float bad) {
    DirectionalSweepLayer sweep = DirectionalSweepLayer.of(Grid.of(3, 3));
    for (int at = 0; at < 9; at++) {
      float[] image = {1, 2, 3, 4, 5, 6, 7, 8, 9};
      image[at] = bad;
      String message = "value " + bad + " at index " + at;
      assertThatThrownBy(() -> sweep.features(image))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(message)
          .hasMessageContaining("finite");
      assertThatThrownBy(() -> sweep.gradient(image, new double[400]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(message);
      assertThatThrownBy(() -> sweep.diagram(image, 3))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(message);
    }
  }
}
