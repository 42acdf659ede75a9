package io.betti.pipeline.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.betti.pipeline.dataset.UnreadableDataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks saved and loaded; everything that is not one is refused. */
class SavedStateTest {
  @TempDir private Path folder;

  private Folder at(String name) {
    return Folder.at(folder.resolve(name));
  }

  private static NetworkDescription everyLayer() {
    return NetworkDescription.from("every layer", 5)
        .dense(16)
        .batchNorm(0.8)
        .leakyRelu(0.2)
        .grid(2, 2)
        .transposedConvolution(2, new Kernel(4, 2, 1), Initial.LECUN)
        .sigmoid()
        .convolution(1, new Kernel(3, 1, 1), Initial.HE)
        .maxPooling(2)
        .relu()
        .diagrams(ValueMap.TANH_TO_UNIT, "E(1,0,2;PD0)", "E(1,0,1;PD1)")
        .dense(3, Initial.LECUN)
        .tanh()
        .build();
  }

  private static float[] input(int length) {
    float[] input = new float[length];
    Gaussian.of(3, "input", 0).fill(input, 0, length);
    return input;
  }

  /** A network whose running statistics have moved. */
  private static Network trained() {
    Network network = Network.of(everyLayer(), 1);
    network.forward(input(20), 4, Mode.TRAINING);
    return network;
  }

  @Test
  void networkComesBackBitForBit_throughAFolderAndThroughBytes() throws IOException {
    try (Network network = trained()) {
      float[] expected = network.forward(input(20), 4, Mode.EVALUATION).clone();
      network.saved().save(at("a"));
      try (Network a = Network.of(SavedState.load(at("a")));
          Network b = Network.of(SavedState.of(network.saved().bytes()))) {
        assertThat(a.description()).isEqualTo(network.description());
        assertThat(a.forward(input(20), 4, Mode.EVALUATION)).isEqualTo(expected);
        assertThat(b.forward(input(20), 4, Mode.EVALUATION)).isEqualTo(expected);
        a.saved().save(at("b"));
      }
      for (String file : new String[] {"description.json", "arrays.npz"}) {
        assertThat(folder.resolve("b").resolve(file))
            .hasSameBinaryContentAs(folder.resolve("a").resolve(file));
      }
    }
  }

  @Test
  void seedDecidesTheWeights() {
    try (Network a = Network.of(everyLayer(), 1);
        Network b = Network.of(everyLayer(), 1);
        Network c = Network.of(everyLayer(), 2)) {
      assertThat(a.parameters().values()).isEqualTo(b.parameters().values());
      assertThat(a.parameters().values()).isNotEqualTo(c.parameters().values());
    }
  }

  @Test
  void everyDamageIsRefused() {
    byte[] bytes;
    try (Network network = trained()) {
      bytes = network.saved().bytes();
    }
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 400; i++) {
      byte[] damaged = bytes.clone();
      damaged[i < 60 ? i : random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      assertThatThrownBy(() -> SavedState.of(damaged))
          .as("damage %d", i)
          .isInstanceOf(UnreadableDataException.class);
      byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      assertThatThrownBy(() -> SavedState.of(cut)).isInstanceOf(UnreadableDataException.class);
    }
    assertThat(SavedState.of(bytes).kind()).isEqualTo("network");
  }

  @Test
  void foreignFilesAreRefused() throws IOException {
    assertThatThrownBy(() -> SavedState.load(at("none")))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("no network or training is saved there");
    Path foreign = Files.createDirectory(folder.resolve("foreign"));
    Files.write(foreign.resolve("arrays.npz"), new byte[] {'P', 'K', 3, 4});
    for (String json : new String[] {"", "[]", "{}", "{\"format\":\"betti-state-2\"}", "x"}) {
      Files.write(foreign.resolve("description.json"), json.getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(() -> SavedState.load(at("foreign")))
          .isInstanceOf(UnreadableDataException.class)
          .hasMessageContaining("damaged or foreign");
    }
  }

  @Test
  void arraysOfOtherFilesAreRefused() throws IOException {
    try (Network a = Network.of(everyLayer(), 1);
        Network b = Network.of(everyLayer(), 2)) {
      a.saved().save(at("a"));
      b.saved().save(at("b"));
      Files.copy(
          folder.resolve("b/arrays.npz"),
          folder.resolve("a/arrays.npz"),
          StandardCopyOption.REPLACE_EXISTING);
      assertThatThrownBy(() -> SavedState.load(at("a"))).hasMessageContaining("check sum");
      assertThatThrownBy(() -> b.saved().save(at("b")))
          .isInstanceOf(FileAlreadyExistsException.class);
    }
  }

  @Test
  void missingForeignAndMisshapenArraysAreNamed() {
    try (Network network = Network.of(NetworkDescription.from("small", 2).dense(3).build(), 1)) {
      SavedState extra = network.saved();
      extra.put("1.dense.bias", new int[] {3}, new float[3]);
      assertThatThrownBy(() -> Network.of(extra)).hasMessageContaining("[1.dense.bias]");

      SavedState missing = new SavedState("network");
      missing.put("network", SavedState.JSON.valueToTree(network.description()));
      missing.put("0.dense.weights", new int[] {2, 3}, new float[6]);
      assertThatThrownBy(() -> Network.of(missing)).hasMessageContaining("0.dense.bias is missing");

      missing.put("0.dense.bias", new int[] {4}, new float[4]);
      assertThatThrownBy(() -> Network.of(missing))
          .hasMessageContaining("0.dense.bias is of 4 numbers and should be of 3");

      assertThatThrownBy(() -> Network.of(new SavedState("gan-training")))
          .hasMessageContaining("it is a gan-training and not a network");
      SavedState unknown = new SavedState("network");
      unknown.put("network", SavedState.JSON.createObjectNode().put("name", "x").put("deep", 1));
      assertThatThrownBy(() -> Network.of(unknown)).hasMessageContaining("of no network");
    }
  }
}
