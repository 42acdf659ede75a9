package io.betti.pipeline.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** What generators' inputs are drawn from. */
class LatentsTest {
  private static final Latents INFO = new Latents(7, 5, 2);

  private static float[] draw(Latents latents, long seed, long index, int count) {
    float[] out = new float[count * latents.size()];
    latents.draw(seed, "sample", index, out);
    return out;
  }

  @Test
  void normalNumbersAreThoseOfTheirStream() {
    float[] expected = new float[30];
    Gaussian.of(3, "sample", 8).fill(expected, 0, 30);
    assertThat(draw(Latents.normal(10), 3, 8, 3)).isEqualTo(expected);
  }

  @Test
  void classesAreOneHot_andEven_andCodesInTheirRange() {
    int count = 5000;
    float[] drawn = draw(INFO, 1, 0, count);
    int[] classes = new int[5];
    double[] sums = new double[2];
    for (int i = 0; i < count; i++) {
      int at = i * INFO.size();
      int ones = 0;
      for (int c = 0; c < 5; c++) {
        assertThat(drawn[at + 7 + c]).isIn(0f, 1f);
        ones += (int) drawn[at + 7 + c];
      }
      assertThat(ones).isEqualTo(1);
      assertThat(drawn[at + 7 + INFO.classOf(drawn, at)]).isEqualTo(1);
      classes[INFO.classOf(drawn, at)]++;
      for (int c = 0; c < 2; c++) {
        assertThat(drawn[at + 12 + c]).isBetween(-1f, 1f);
        sums[c] += drawn[at + 12 + c] * drawn[at + 12 + c];
      }
    }
    for (int one : classes) {
      // Five deviations of a binomial number.
      assertThat(one).isBetween(1000 - 142, 1000 + 142);
    }
    for (double sum : sums) {
      // The mean square of an even number in [-1, 1] is 1/3.
      assertThat(sum / count).isBetween(0.31, 0.36);
    }
  }

  @Test
  void drawIsAFunctionOfSeedPurposeAndIndex() {
    float[] one = draw(INFO, 1, 4, 2);
    assertThat(draw(INFO, 1, 4, 2)).isEqualTo(one);
    assertThat(draw(INFO, 2, 4, 2)).isNotEqualTo(one);
    assertThat(draw(INFO, 1, 5, 2)).isNotEqualTo(one);
    float[] other = new float[one.length];
    INFO.draw(1, "step", 4, other);
    assertThat(other).isNotEqualTo(one);
  }

  @Test
  void movedLatentsStayOfTheirKind() {
    float[] gradient = new float[28];
    java.util.Arrays.fill(gradient, 3);
    INFO.keepClasses(gradient);
    float[] latents = new float[28];
    java.util.Arrays.fill(latents, -3);
    INFO.keepCodes(latents);
    for (int i = 0; i < 28; i++) {
      boolean isClass = i % 14 >= 7 && i % 14 < 12;
      assertThat(gradient[i]).isEqualTo(isClass ? 0 : 3);
      assertThat(latents[i]).isEqualTo(i % 14 >= 12 ? -1 : -3);
    }
  }

  @Test
  void savedGeneratorSaysWhatItsInputsAreDrawnFrom() {
    NetworkDescription description =
        NetworkDescription.from("small", 14).dense(3).build().drawnFrom(INFO);
    try (Network network = Network.of(description, 1);
        Network back = Network.of(SavedState.of(network.saved().bytes()))) {
      assertThat(back.description()).isEqualTo(description);
      assertThat(back.description().drawn()).isEqualTo(INFO);
    }
  }

  @Test
  void descriptionThatSaysNothing_drawsNormalNumbers() {
    NetworkDescription plain = NetworkDescription.from("small", 14).dense(3).build();
    ObjectNode json = SavedState.JSON.valueToTree(plain);
    // As it has been saved from the first.
    assertThat(json.fieldNames()).toIterable().containsExactly("name", "layers");
    assertThat(plain.drawn()).isEqualTo(Latents.normal(14));
    assertThat(plain.drawnFrom(Latents.normal(14))).isEqualTo(plain);
  }

  @Test
  void whatCannotBeIsRefused() {
    NetworkDescription plain = NetworkDescription.from("small", 13).dense(3).build();
    assertThatThrownBy(() -> plain.drawnFrom(INFO))
        .hasMessageContaining("takes 13 numbers and its latents have 14");
    assertThatThrownBy(() -> new Latents(3, 1, 0)).hasMessageContaining("one class");
    assertThatThrownBy(() -> new Latents(0, 0, 0)).hasMessageContaining("nothing at all");
  }
}
