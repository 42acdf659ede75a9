package io.betti.pipeline.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every layer against its plain version in double: values, and gradients of parameters and input
 * against central differences of it.
 */
class LayerGradientsTest {
  private static final int BATCH = 5;

  static Stream<NetworkDescription> networks() {
    return Stream.of(
        NetworkDescription.from("dense", 7).dense(5).build(),
        NetworkDescription.from("relu", 7).dense(6).relu().dense(3).build(),
        NetworkDescription.from("leaky relu", 7).dense(6).leakyRelu(0.2).dense(3).build(),
        NetworkDescription.from("tanh", 7).dense(6).tanh().build(),
        NetworkDescription.from("sigmoid", 7).dense(6).sigmoid().dense(2).build(),
        NetworkDescription.from("norm", 7).dense(6).batchNorm(0.8).leakyRelu(0.2).dense(3).build(),
        NetworkDescription.from("small eps", 4).batchNorm(1e-5).dense(3).build(),
        NetworkDescription.from("convolution", new int[] {6, 7})
            .convolution(3, new Kernel(3, 2, 1), Initial.HE)
            .batchNorm(1e-3)
            .convolution(4, new Kernel(2, 1, 0), Initial.HE)
            .build(),
        NetworkDescription.from("pooling", new int[] {9, 8})
            .convolution(3, new Kernel(3, 1, 0), Initial.HE)
            .maxPooling(2)
            .relu()
            .dense(2)
            .build(),
        NetworkDescription.from("transposed", 5)
            .dense(12)
            .grid(2, 3)
            .transposedConvolution(3, new Kernel(4, 2, 1), Initial.HE)
            .leakyRelu(0.2)
            .transposedConvolution(1, new Kernel(3, 2, 0), Initial.HE)
            .build(),
        NetworkDescription.from("volume", new int[] {4, 5, 6})
            .convolution(2, new Kernel(4, 2, 1), Initial.HE)
            .leakyRelu(0.2)
            .convolution(3, new Kernel(2, 1, 1), Initial.HE)
            .build(),
        NetworkDescription.from("transposed volume", 5)
            .dense(24)
            .grid(2, 1, 3)
            .transposedConvolution(2, new Kernel(4, 2, 1), Initial.HE)
            .tanh()
            .build(),
        NetworkDescription.from("diagrams in front", new int[] {6, 7})
            .diagrams(ValueMap.IDENTITY, "E(1,0,2;PD0)", "E(2,1,1;PD1) - E(1,0,3;PD0)")
            .dense(3)
            .tanh()
            .build(),
        NetworkDescription.from("diagrams between", 4)
            .dense(20)
            .grid(4, 5)
            .diagrams(ValueMap.TANH_TO_UNIT, "E(1,0,2;PD0)", "E(1,1,1;PD1)")
            .dense(3)
            .build(),
        NetworkDescription.from("generator and diagrams", 6)
            .dense(8)
            .leakyRelu(0.2)
            .dense(12)
            .batchNorm(0.8)
            .leakyRelu(0.2)
            .dense(30, Initial.LECUN)
            .tanh()
            .grid(5, 6)
            .diagrams(ValueMap.TANH_TO_UNIT, "E(1,0,2;PD0) + 0.5*E(2,0,1;PD1)")
            .build(),
        NetworkDescription.from("diagrams of volumes", 3)
            .dense(36)
            .grid(3, 3, 4)
            .diagrams(ValueMap.IDENTITY, "E(1,0,2;PD0)", "E(1,0,1;PD1)", "E(1,0,1;PD2)")
            .build());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void valuesAndGradientsEqualPlainOnes_inTraining(NetworkDescription description) {
    check(description, Mode.TRAINING);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void valuesAndGradientsEqualPlainOnes_inEvaluation(NetworkDescription description) {
    check(description, Mode.EVALUATION);
  }

  private static void check(NetworkDescription description, Mode mode) {
    try (Network network = Network.of(description, 7)) {
      Gaussian gaussian = Gaussian.of(11, description.name(), mode.ordinal());
      disturb(network, gaussian);
      float[] input = new float[BATCH * network.inputs()];
      gaussian.fill(input, 0, input.length);
      float[] weights = new float[BATCH * network.outputs()];
      gaussian.fill(weights, 0, weights.length);

      double[] statistics = doubles(network.statistics().values());
      double[] parameters = doubles(network.parameters().values());
      double[] x = doubles(input);
      float[] out = network.forward(input, BATCH, mode).clone();
      double[] plain = PlainNetwork.forward(description, parameters, statistics, x, BATCH, mode);
      assertThat(out.length).isEqualTo(plain.length);
      for (int i = 0; i < out.length; i++) {
        assertThat((double) out[i]).isCloseTo(plain[i], within(2e-5 * (1 + Math.abs(plain[i]))));
      }

      network.parameters().clearGradients();
      float[] toInput = network.backward(weights, Wanted.ALL).clone();
      float[] toParameters = network.parameters().gradients().clone();
      Loss loss =
          () -> {
            double[] y = PlainNetwork.forward(description, parameters, statistics, x, BATCH, mode);
            double sum = 0;
            for (int i = 0; i < y.length; i++) {
              sum += weights[i] * y[i];
            }
            return sum;
          };
      compare(parameters, toParameters, loss);
      compare(x, toInput, loss);
      partsOfBackwardAgree(network, weights, toInput, toParameters);
    }
  }

  /** Only what is wanted is found, the rest stays; a second backward adds. */
  private static void partsOfBackwardAgree(
      Network network, float[] weights, float[] toInput, float[] toParameters) {
    network.parameters().clearGradients();
    assertThat(network.backward(weights, Wanted.INPUT)).isEqualTo(toInput);
    assertThat(network.parameters().gradients()).containsOnly(0f);
    assertThat(network.backward(weights, Wanted.PARAMETERS)).isNull();
    assertThat(network.parameters().gradients()).isEqualTo(toParameters);
    network.backward(weights, Wanted.PARAMETERS);
    float[] twice = toParameters.clone();
    for (int i = 0; i < twice.length; i++) {
      twice[i] += toParameters[i];
    }
    assertThat(network.parameters().gradients()).isEqualTo(twice);
  }

  private interface Loss {
    double value();
  }

  private static void compare(double[] at, float[] gradient, Loss loss) {
    assertThat(gradient.length).isEqualTo(at.length);
    double h = 1e-6;
    for (int i = 0; i < at.length; i++) {
      double kept = at[i];
      at[i] = kept + h;
      double above = loss.value();
      at[i] = kept - h;
      double below = loss.value();
      at[i] = kept;
      double difference = (above - below) / (2 * h);
      assertThat((double) gradient[i])
          .as("derivative %d", i)
          .isCloseTo(difference, within(2e-4 * (1 + Math.abs(difference))));
    }
  }

  /** Biases, shifts and running statistics that are not 0 and 1. */
  private static void disturb(Network network, Gaussian gaussian) {
    for (Parameters vector : List.of(network.parameters(), network.statistics())) {
      float[] values = vector.values();
      for (int i = 0; i < values.length; i++) {
        values[i] += (float) (0.1 * Math.abs(gaussian.next()));
      }
      vector.changed();
    }
  }

  private static double[] doubles(float[] values) {
    double[] out = new double[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = values[i];
    }
    return out;
  }

  @Test
  void crossEntropiesHaveTheirDefinitionsAndDerivatives() {
    float[] logits = {-30f, -1.5f, 0f, 0.25f, 3f, 40f};
    float[] gradient = new float[logits.length];
    for (double target : new double[] {0, 1, 0.9}) {
      double sum = 0;
      for (float x : logits) {
        double p = 1 / (1 + Math.exp(-(double) x));
        double q = 1 / (1 + Math.exp((double) x));
        sum -= target * Math.log(p) + (1 - target) * Math.log(q);
      }
      assertThat(CrossEntropy.binary(logits, target, gradient))
          .isCloseTo(sum / logits.length, within(1e-9));
      for (int i = 0; i < logits.length; i++) {
        double p = 1 / (1 + Math.exp(-(double) logits[i]));
        assertThat((double) gradient[i]).isCloseTo((p - target) / logits.length, within(1e-7));
      }
    }
    int[] labels = {2, 0};
    CrossEntropy.classes(logits, 3, labels, gradient);
    double[] x = doubles(logits);
    compare(x, gradient, () -> (-logSoftmax(x, 0, 2) - logSoftmax(x, 3, 0)) / 2);
  }

  private static double logSoftmax(double[] x, int from, int label) {
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      sum += Math.exp(x[from + c]);
    }
    return x[from + label] - Math.log(sum);
  }
}
