package io.betti.pipeline.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds of networks as a whole. */
class NetworkTest {
  @Test
  void networksOfTheExperimentsHaveTheirSizes() {
    assertThat(parameters(Networks.imageGenerator()))
        .isEqualTo(
            100 * 128
                + 128
                + 128 * 256
                + 3 * 256
                + 256 * 512
                + 3 * 512
                + 512 * 1024
                + 3 * 1024
                + 1024 * 784
                + 784);
    assertThat(parameters(Networks.imageDiscriminator()))
        .isEqualTo(784 * 512 + 512 + 512 * 256 + 256 + 256 + 1);
    assertThat(parameters(Networks.imageClassifier()))
        .isEqualTo(25 * 8 + 8 + 25 * 8 * 32 + 32 + 512 * 128 + 128 + 1280 + 10);
    assertThat(Networks.imageClassifier().inputs()).isEqualTo(784);
    assertThat(Networks.volumeGenerator().outputs()).isEqualTo(32 * 32 * 32);
    assertThat(parameters(Networks.volumeGenerator()))
        .isEqualTo(101 * 4096 + 64 * 32 * 64 + 32 + 32 * 16 * 64 + 16 + 16 * 64 + 1 + 2 * 112);
    assertThat(parameters(Networks.volumeDiscriminator()))
        .isEqualTo(64 * 16 + 16 + 64 * 16 * 32 + 32 + 64 * 32 * 64 + 64 + 4096 + 1);
  }

  private static int parameters(NetworkDescription description) {
    try (Network network = Network.of(description, 1)) {
      return network.parameters().size();
    }
  }

  @Test
  void sizesThatDoNotFitAreRefused() {
    assertThatThrownBy(
            () ->
                new NetworkDescription(
                    "odd",
                    List.of(
                        new LayerDescription.Dense(2, 3, Initial.HE),
                        new LayerDescription.Dense(4, 1, Initial.HE))))
        .hasMessageContaining(
            "layer 1 (dense 4-1) takes 4 numbers and layer 0 (dense 2-3) gives 3");
    try (Network network = Network.of(NetworkDescription.from("small", 2).dense(3).build(), 1)) {
      assertThatThrownBy(() -> network.backward(new float[3], Wanted.ALL))
          .hasMessageContaining("after a forward of 0 items");
      assertThatThrownBy(() -> network.forward(new float[5], 2, Mode.EVALUATION))
          .hasMessageContaining("takes 2 numbers an item and got 5 for a batch of 2");
    }
  }

  @Test
  void firstLayerWithoutANumberIsNamed() {
    NetworkDescription description =
        NetworkDescription.from("small", 2).dense(3).relu().dense(1).build();
    try (Network network = Network.of(description, 1)) {
      network.forward(new float[] {1, 2}, 1, Mode.EVALUATION);
      assertThat(network.firstNotFinite()).isNull();
      network.forward(new float[] {1, Float.POSITIVE_INFINITY}, 1, Mode.EVALUATION);
      assertThat(network.firstNotFinite()).isEqualTo("small, layer 0 (dense 2-3)");
      network.parameters().values()[7] = Float.NaN;
      assertThat(network.firstNotFinite()).isEqualTo("small, array 0.dense.bias");
    }
  }

  @Test
  void memoryStaysFlat_whenBatchesChangeTheirSize() throws IOException {
    try (Network network = Network.of(Networks.imageDiscriminator(), 1)) {
      float[][] inputs = {new float[500 * 784], new float[512 * 784]};
      long before = 0;
      for (int i = 0; i < 160; i++) {
        network.forward(inputs[i % 2], inputs[i % 2].length / 784, Mode.EVALUATION);
        before = i == 40 ? residentKilobytes() : before;
      }
      // Each change makes 7 MB anew: 840 MB, if they were not freed.
      assertThat(residentKilobytes() - before).isLessThan(200_000);
    }
  }

  private static long residentKilobytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("no VmRSS in /proc/self/status");
  }

  @Test
  void adamFollowsItsDefinition() {
    double rate = 0.01;
    double beta1 = 0.5;
    float[] x = {1, -2, 3};
    Adam adam = new Adam(3, rate, beta1);
    double[] y = {1, -2, 3};
    double[] m = new double[3];
    double[] v = new double[3];
    for (int t = 1; t <= 50; t++) {
      float[] gradient = new float[3];
      for (int i = 0; i < 3; i++) {
        gradient[i] = (float) Math.sin(t * (i + 1)) * (i == 2 ? 1e-3f : 1);
        m[i] = beta1 * m[i] + (1 - beta1) * gradient[i];
        v[i] = 0.999 * v[i] + 0.001 * gradient[i] * gradient[i];
        double first = m[i] / (1 - Math.pow(beta1, t));
        double second = v[i] / (1 - Math.pow(0.999, t));
        y[i] -= rate * first / (Math.sqrt(second) + 1e-8);
      }
      adam.step(x, gradient);
    }
    for (int i = 0; i < 3; i++) {
      assertThat((double) x[i]).isCloseTo(y[i], within(2e-5));
    }
  }

  @Test
  void gradientDescentFollowsItsDefinition() {
    float[] x = {1, 2};
    GradientDescent descent = new GradientDescent(2, 0.5, 0.25);
    descent.step(x, new float[] {1, -1});
    descent.step(x, new float[] {2, 0});
    // Velocities 1, -1, then 2.25, -0.25.
    assertThat(x).containsExactly(1 - 0.5f - 1.125f, 2 + 0.5f + 0.125f);
  }

  @Test
  void gaussianHasMeanAndVariance_andIsAFunctionOfItsKey() {
    Gaussian gaussian = Gaussian.of(1, "a", 2);
    double sum = 0;
    double squares = 0;
    int n = 100_000;
    for (int i = 0; i < n; i++) {
      double x = gaussian.next();
      sum += x;
      squares += x * x;
    }
    assertThat(sum / n).isCloseTo(0, within(0.015));
    assertThat(squares / n).isCloseTo(1, within(0.02));
    double first = Gaussian.of(1, "a", 2).next();
    assertThat(Gaussian.of(1, "a", 2).next()).isEqualTo(first);
    assertThat(Gaussian.of(2, "a", 2).next()).isNotEqualTo(first);
    assertThat(Gaussian.of(1, "b", 2).next()).isNotEqualTo(first);
    assertThat(Gaussian.of(1, "a", 3).next()).isNotEqualTo(first);
  }
}
