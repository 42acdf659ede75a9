package io.betti.pipeline.network.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.betti.pipeline.dataset.UnreadableDataException;
import io.betti.pipeline.network.Folder;
import io.betti.pipeline.network.Latents;
import io.betti.pipeline.network.Network;
import io.betti.pipeline.network.NetworkDescription;
import io.betti.pipeline.network.Networks;
import io.betti.pipeline.network.SavedState;
import io.betti.pipeline.network.TopologyLoss;
import io.betti.topology.complex.Grid;
import io.betti.topology.filtration.LevelSetFiltration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Trainings that stop and go on, lose their way, and reach what they are for. Long, so that all
 * kinds of training stand under the same laws.
 */
class TrainingTest {
  private static final LevelSetFiltration SUPERLEVEL =
      LevelSetFiltration.superlevel(Grid.of(28, 28));
  private static final AdamSettings SETTINGS = new AdamSettings(16, 2e-3, 0.5, 3);

  private static final AdamSettings FEW = new AdamSettings(2, 2e-4, 0.5, 3);

  private static TrainingItems tanhItems;
  private static TrainingItems unitItems;
  private static int[] labels;

  @TempDir private Path folder;

  @BeforeAll
  static void read() throws IOException {
    tanhItems = Digits.training(2000, TrainingItems.BYTES_TO_TANH);
    unitItems = Digits.training(2000, TrainingItems.BYTES_TO_UNIT);
    labels = Digits.trainingLabels(2000);
  }

  private static NetworkDescription generator() {
    return NetworkDescription.from("generator", 10)
        .dense(32)
        .batchNorm(0.8)
        .leakyRelu(0.2)
        .dense(784)
        .tanh()
        .build();
  }

  private static NetworkDescription discriminator() {
    return NetworkDescription.from("discriminator", 784).dense(32).leakyRelu(0.2).dense(1).build();
  }

  /** A generator whose latents have classes and codes. */
  private static Network classes() {
    return Network.of(generator().drawnFrom(new Latents(5, 3, 2)), 8);
  }

  private static TopologyLoss loss() {
    return TopologyLoss.of("E(1,0,2;PD0)", SUPERLEVEL);
  }

  /** Balls of several sizes in cubes of 30, with a margin. */
  private static TrainingItems balls() {
    byte[][] cubes = new byte[4][27_000];
    for (int n = 0; n < cubes.length; n++) {
      for (int i = 0; i < 27_000; i++) {
        int x = i % 30 - 15;
        int y = i / 30 % 30 - 15;
        int z = i / 900 - 15;
        cubes[n][i] = (byte) (x * x + y * y + z * z < 25 * (n + 1) ? 1 : 0);
      }
    }
    return new TrainingItems(TrainingItems.padded(cubes, 30, 32), TrainingItems.VOXELS_TO_TANH);
  }

  /** A training anew and one that goes on. */
  private record Kind(String name, Training fresh, Function<SavedState, Training> resumed) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Kind> kinds() {
    Network fixed = Network.of(generator(), 8);
    float[] latents = new Sampler(fixed, 1).latents(0, 9);
    return Stream.of(
        new Kind(
            "gan",
            GanTraining.start(generator(), discriminator(), SETTINGS, tanhItems),
            state -> GanTraining.resume(state, SETTINGS, tanhItems)),
        new Kind(
            "gan on diagrams",
            GanTraining.start(
                generator(), Networks.diagramDiscriminator(28, 28), SETTINGS, tanhItems),
            state -> GanTraining.resume(state, SETTINGS, tanhItems)),
        new Kind(
            "gan of volumes",
            GanTraining.start(
                Networks.volumeGenerator(), Networks.volumeDiscriminator(), FEW, balls()),
            state -> GanTraining.resume(state, FEW, balls())),
        new Kind(
            "infogan",
            InfoGanTraining.start(InfoGanSettings.digits(), SETTINGS, tanhItems),
            state -> InfoGanTraining.resume(state, InfoGanSettings.digits(), SETTINGS, tanhItems)),
        new Kind(
            "topology",
            new TopologyTraining(Network.of(generator(), 8), loss(), SETTINGS),
            state -> TopologyTraining.resume(state, loss(), SETTINGS)),
        new Kind(
            "latents",
            new LatentTraining(fixed, loss(), latents, 0.05),
            state -> LatentTraining.resume(state, fixed, loss(), 9, 0.05)),
        new Kind(
            "latents and their path",
            new LatentTraining(fixed, loss(), latents, 0.05, 2),
            state -> LatentTraining.resume(state, fixed, loss(), 9, 0.05, 2)),
        new Kind(
            "topology of classes",
            new TopologyTraining(classes(), loss(), SETTINGS),
            state -> TopologyTraining.resume(state, loss(), SETTINGS)),
        new Kind(
            "classifier",
            ClassifierTraining.start(Networks.imageClassifier(), SETTINGS, 40, unitItems, labels),
            state -> ClassifierTraining.resume(state, SETTINGS, 40, unitItems, labels)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void trainingGoesOnToTheSameBytes(Kind kind) throws IOException {
    Checkpoints checkpoints = new Checkpoints(Folder.at(folder), 2);
    try (Training whole = kind.fresh()) {
      new TrainingRun(checkpoints, 3).to(5, whole);
      byte[] atFive = whole.state().bytes();
      try (Training resumed = kind.resumed().apply(checkpoints.load())) {
        assertThat(resumed.steps()).isEqualTo(5);
        assertThat(resumed.state().bytes()).isEqualTo(atFive);
        IntStream.range(0, 6).forEach(i -> resumed.step());
        IntStream.range(0, 6).forEach(i -> whole.step());
        assertThat(whole.steps()).isEqualTo(11);
        assertThat(resumed.state().bytes()).isEqualTo(whole.state().bytes());
        assertThat(resumed.state().bytes()).isNotEqualTo(atFive);
        assertThat(resumed.losses()).isEqualTo(whole.losses()).isNotEmpty();
      }
    }
  }

  @Test
  void otherSettingsAndOtherDataAreRefused() throws IOException {
    try (Training training = GanTraining.start(generator(), discriminator(), SETTINGS, tanhItems)) {
      SavedState state = training.state();
      AdamSettings other = new AdamSettings(16, 2e-3, 0.5, 4);
      assertThatThrownBy(() -> GanTraining.resume(state, other, tanhItems))
          .isInstanceOf(UnreadableDataException.class)
          .hasMessageContaining("seed 3 and here they are")
          .hasMessageContaining("seed 4");
      TrainingItems fewer = Digits.training(1999, TrainingItems.BYTES_TO_TANH);
      assertThatThrownBy(() -> GanTraining.resume(state, SETTINGS, fewer))
          .hasMessageContaining("1999 items");
      assertThatThrownBy(() -> TopologyTraining.resume(state, loss(), SETTINGS))
          .hasMessageContaining("it is a gan-training and not a topology-training");
    }
  }

  @Test
  void runStopsWithACheckpoint_whenAsked() throws IOException {
    Checkpoints checkpoints = new Checkpoints(Folder.at(folder), 1);
    List<Long> seen = new ArrayList<>();
    try (Training training = GanTraining.start(generator(), discriminator(), SETTINGS, tanhItems)) {
      TrainingRun run =
          new TrainingRun(checkpoints, 2, t -> seen.add(t.steps()), () -> seen.size() == 3);
      assertThat(run.to(10, training)).isFalse();
    }
    assertThat(seen).containsExactly(1L, 2L, 3L);
    assertThat(checkpoints.latest().name()).isEqualTo("step-000000000003");
    assertThat(checkpoints.steps()).isEqualTo(3);
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).hasSize(1);
    }
  }

  @Test
  void lossThatIsNoNumber_namesTheLayerAndTheLastGoodCheckpoint() throws IOException {
    Checkpoints checkpoints = new Checkpoints(Folder.at(folder), 2);
    try (GanTraining training =
        GanTraining.start(generator(), discriminator(), SETTINGS, tanhItems)) {
      TrainingRun run =
          new TrainingRun(
              checkpoints,
              2,
              t -> {
                if (t.steps() == 5) {
                  training.generator().parameters().values()[330] = Float.NaN;
                  training.generator().parameters().changed();
                }
              },
              () -> false);
      assertThatThrownBy(() -> run.to(10, training))
          .isInstanceOf(NotANumberException.class)
          .hasMessageContaining("step 6")
          .hasMessageContaining("generator, array 0.dense.bias")
          .hasMessageContaining("step-000000000004");
      byte[] good = checkpoints.load().bytes();
      try (Training resumed = GanTraining.resume(checkpoints.load(), SETTINGS, tanhItems)) {
        assertThat(resumed.firstNotFinite()).isNull();
        assertThat(resumed.state().bytes()).isEqualTo(good);
        resumed.step();
      }
    }
  }

  @Test
  void weightsThatAreNoNumbersAreNotSaved() {
    AdamSettings wild = new AdamSettings(16, 1e38, 0.5, 3);
    try (Training training = GanTraining.start(generator(), discriminator(), wild, tanhItems)) {
      assertThatThrownBy(
              () -> new TrainingRun(new Checkpoints(Folder.at(folder), 2), 1).to(9, training))
          .isInstanceOf(NotANumberException.class)
          .hasMessageContaining("first seen in")
          .hasMessageContaining("smaller learning rate");
    }
    assertThat(folder.resolve("step-000000000009")).doesNotExist();
  }

  @Test
  void topologyLossFalls_byWeightsAndByLatents() {
    try (Network network = Network.of(generator(), 5)) {
      float[] latents = new Sampler(network, 2).latents(0, 12);
      LatentTraining moved = new LatentTraining(network, loss(), latents, 0.05);
      byte[] before = network.saved().bytes();
      double[] course = course(moved, 30);
      assertThat(course[29]).isLessThan(0.9 * course[0]);
      assertThat(network.saved().bytes()).isEqualTo(before);
      assertThat(loss().value(new Sampler(network, 2).items(moved.latents()), 12))
          .isLessThan(0.9 * loss().value(new Sampler(network, 2).items(latents), 12));

      double[] mended = course(new TopologyTraining(network, loss(), SETTINGS), 50);
      assertThat(mended[49]).isLessThan(0.5 * mended[0]);
    }
  }

  private static double[] course(Training training, int steps) {
    return IntStream.range(0, steps)
        .mapToDouble(
            i -> {
              training.step();
              return training.losses().get("topology");
            })
        .toArray();
  }

  @Test
  void latentsFollowTheirOwnLosses() {
    try (Network network = Network.of(generator(), 5)) {
      float[] latents = new Sampler(network, 2).latents(0, 12);
      LatentTraining together = new LatentTraining(network, loss(), latents, 0.05);
      LatentTraining alone =
          new LatentTraining(network, loss(), Arrays.copyOfRange(latents, 40, 50), 0.05);
      course(together, 5);
      course(alone, 5);
      // Products of 12 rows and of 1 may round differently.
      float[] there = Arrays.copyOfRange(together.latents(), 40, 50);
      for (int i = 0; i < 10; i++) {
        assertThat(alone.latents()[i]).isCloseTo(there[i], within(1e-3f));
      }
    }
  }

  @Test
  void movedLatentsKeepTheirClass_andCodesStayInTheirRange() {
    try (Network network = classes()) {
      float[] latents = new Sampler(network, 2).latents(0, 6);
      LatentTraining training = new LatentTraining(network, loss(), latents, 0.3, 5);
      double[] course = course(training, 20);
      assertThat(course[course.length - 1]).isLessThan(course[0]);
      float[] moved = training.latents();
      for (int i = 0; i < 6; i++) {
        for (int j = 0; j < 10; j++) {
          int at = i * 10 + j;
          if (j >= 5 && j < 8) {
            assertThat(moved[at]).isEqualTo(latents[at]);
          } else if (j >= 8) {
            assertThat(moved[at]).isBetween(-1f, 1f);
          }
        }
      }
      assertThat(moved).isNotEqualTo(latents);
      assertThat(training.path()).hasSize(5 * 60).startsWith(latents).endsWith(moved);
    }
  }

  @Test
  void generatorLearns_whatDigitsCover() {
    AdamSettings settings = new AdamSettings(32, 1e-3, 0.5, 3);
    double[] real = new double[784];
    float[] item = new float[784];
    for (int i = 0; i < 500; i++) {
      tanhItems.copy(i, item, 0);
      addTo(real, item, 500);
    }
    try (GanTraining training =
        GanTraining.start(generator(), discriminator(), settings, tanhItems)) {
      double before = distance(real, meanSample(training.generator()));
      IntStream.range(0, 900).forEach(i -> training.step());
      assertThat(distance(real, meanSample(training.generator()))).isLessThan(before / 2);
    }
  }

  @Test
  void infoGanFindsItsClassesAgain() {
    AdamSettings settings = new AdamSettings(32, 2e-4, 0.5, 3);
    InfoGanSettings info = new InfoGanSettings(16, 10, 2, 0.1, 5);
    try (InfoGanTraining training = InfoGanTraining.start(info, settings, tanhItems)) {
      // Nothing known of ten classes is log 10 = 2.3.
      assertThat(meanInformation(training, 20)).isGreaterThan(2);
      IntStream.range(0, 400).forEach(i -> training.step());
      assertThat(meanInformation(training, 20)).isLessThan(1);
      // Images of one class differ: 8 to 9 in real digits, below 1 if noise is lost.
      assertThat(differenceWithinAClass(training.generator())).isGreaterThan(3);
    }
  }

  /** The mean Euclidean distance in [0, 1] of images of the same class. */
  private static double differenceWithinAClass(Network generator) {
    Latents drawn = generator.description().drawn();
    Sampler sampler = new Sampler(generator, 1);
    float[] latents = sampler.latents(0, 40);
    for (int i = 0; i < 40; i++) {
      drawn.setClass(latents, i * drawn.size(), i / 4);
    }
    float[] items = sampler.items(latents);
    double sum = 0;
    for (int i = 0; i < 40; i += 2) {
      double[] one = new double[784];
      double[] other = new double[784];
      addTo(one, Arrays.copyOfRange(items, i * 784, (i + 1) * 784), 2);
      addTo(other, Arrays.copyOfRange(items, (i + 1) * 784, (i + 2) * 784), 2);
      sum += distance(one, other) / 20;
    }
    return sum;
  }

  private static double meanInformation(Training training, int steps) {
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      training.step();
      sum += training.losses().get("information");
    }
    return sum / steps;
  }

  private static double[] meanSample(Network generator) {
    float[] samples = new Sampler(generator, 1).samples(0, 100);
    double[] mean = new double[784];
    for (int i = 0; i < 100; i++) {
      addTo(mean, Arrays.copyOfRange(samples, i * 784, (i + 1) * 784), 100);
    }
    return mean;
  }

  private static void addTo(double[] mean, float[] item, int count) {
    for (int i = 0; i < mean.length; i++) {
      mean[i] += item[i] / count;
    }
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }

  @Test
  void batchesOfAnEpochAreAPermutation_andAFunctionOfTheStep() {
    BatchOrder order = new BatchOrder(50, 8, 1);
    List<Integer> first = new ArrayList<>();
    for (int step = 0; step < 6; step++) {
      Arrays.stream(order.of(step)).forEach(first::add);
    }
    assertThat(first).hasSize(48).doesNotHaveDuplicates().allMatch(i -> i >= 0 && i < 50);
    int[] later = order.of(100);
    assertThat(new BatchOrder(50, 8, 1).of(100)).isEqualTo(later);
    assertThat(order.of(2)).isEqualTo(new BatchOrder(50, 8, 1).of(2));
    assertThat(new BatchOrder(50, 8, 2).of(100)).isNotEqualTo(later);
    assertThat(order.of(6)).isNotEqualTo(order.of(0));
    assertThatThrownBy(() -> new BatchOrder(5, 8, 1)).hasMessageContaining("in 1, ..., 5");
  }

  @Test
  void bytesBecomeTheNetworksNumbers_andCubesGetAMargin() {
    float[] tanh = new float[784];
    float[] unit = new float[784];
    tanhItems.copy(7, tanh, 0);
    unitItems.copy(7, unit, 0);
    for (int i = 0; i < 784; i++) {
      assertThat((tanh[i] + 1) / 2).isCloseTo(unit[i], within(1e-6f));
    }
    byte[] cube = {1, 2, 3, 4, 5, 6, 7, 8};
    byte[] padded = TrainingItems.padded(new byte[][] {cube}, 2, 4)[0];
    assertThat(padded).hasSize(64);
    assertThat(padded[(1 * 4 + 1) * 4 + 1]).isEqualTo((byte) 1);
    assertThat(padded[(2 * 4 + 1) * 4 + 2]).isEqualTo((byte) 6);
    assertThat(IntStream.range(0, 64).map(i -> padded[i]).sum()).isEqualTo(36);
    assertThatThrownBy(() -> TrainingItems.padded(new byte[][] {cube}, 3, 4))
        .hasMessageContaining("no cube of edge 3");
  }
}
