package io.betti.pipeline.network.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.betti.pipeline.dataset.UnreadableDataException;
import io.betti.pipeline.network.Folder;
import io.betti.pipeline.network.Network;
import io.betti.pipeline.network.NetworkDescription;
import io.betti.pipeline.network.SavedState;
import io.betti.pipeline.network.training.Sampler;
import io.betti.pipeline.network.training.TrainingItems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stages that were stopped at any step go on to the bytes of those that were not. */
class StageRunTest {
  private static final int STEPS = 9;

  private static TrainingItems items;

  @TempDir static Path shared;

  @TempDir Path folder;

  @BeforeAll
  static void baseline() throws IOException {
    Path file =
        Path.of(System.getProperty("betti.basedir"), "data/mnist/t10k-images-idx3-ubyte.gz");
    items = TrainingItems.idx(file, 64, TrainingItems.BYTES_TO_TANH);
    assertThat(run(Stage.BASELINE, null, shared, STEPS).run(items, state -> {}, () -> false))
        .isTrue();
  }

  private static StageRun run(Stage stage, Path from, Path root, int steps) {
    return new StageRun(
        stage,
        7,
        new StageSettings(
            GenerativeModel.IMAGES, steps, 4, 1e-3, 0.5, StageSettings.ONE_COMPONENT, 4),
        0,
        from == null ? null : Folder.at(from),
        Folder.at(root.resolve("checkpoints").resolve(stage.toString())),
        Folder.at(root.resolve(stage.toString())));
  }

  @ParameterizedTest
  @EnumSource(Stage.class)
  void stoppedRunGoesOnToTheSameBytes(Stage stage) throws IOException {
    Path from = stage == Stage.BASELINE ? null : shared.resolve("baseline");
    if (stage == Stage.QUERY) {
      from = rings(folder.resolve("rings"));
    }
    StageRun whole = run(stage, from, folder.resolve("whole"), STEPS);
    assertThat(whole.run(items, state -> {}, () -> false)).isTrue();

    StageRun stopped = run(stage, from, folder.resolve("stopped"), STEPS);
    AtomicLong done = new AtomicLong();
    assertThat(stopped.run(items, state -> done.incrementAndGet(), () -> done.get() == 6))
        .isFalse();
    assertThat(stopped.isDone()).isFalse();
    assertThat(stopped.stepsDone()).isEqualTo(6);
    // As if a process had ended while it was saving.
    Path draft = folder.resolve("stopped").resolve(stage + "/.saving-" + StageRun.LOSSES + "-x");
    Files.createDirectories(draft.getParent());
    Files.writeString(draft, "step,disc");
    assertThat(stopped.run(items, state -> done.incrementAndGet(), () -> false)).isTrue();
    assertThat(done).hasValue(STEPS);
    assertThat(stopped.stepsDone()).isEqualTo(STEPS);
    String result = stage.movesLatents() ? StageRun.LATENTS : StageRun.GENERATOR;
    Path expected = folder.resolve("whole").resolve(stage.toString());
    for (String file :
        new String[] {result + "/arrays.npz", result + "/description.json", StageRun.LOSSES}) {
      assertThat(draft.resolveSibling(file)).hasSameBinaryContentAs(expected.resolve(file));
    }
    assertThat(draft).doesNotExist();
    // Done is done.
    assertThat(stopped.run(items, state -> done.incrementAndGet(), () -> false)).isTrue();
    assertThat(done).hasValue(STEPS);
  }

  private static Path rings(Path place) throws IOException {
    try (Network generator = RingGenerator.make()) {
      generator.saved().save(Folder.at(place).in(StageRun.GENERATOR));
    }
    return place;
  }

  @Test
  void queryOpensRings_andRecordsTheWay() throws IOException {
    Path from = rings(folder.resolve("rings"));
    StageSettings settings =
        new StageSettings(GenerativeModel.IMAGES, 210, 5, 0.2, 0.5, StageSettings.NO_RING, 100);
    StageRun query =
        new StageRun(
            Stage.QUERY,
            7,
            settings,
            0,
            Folder.at(from),
            Folder.at(folder.resolve("checkpoints")),
            Folder.at(folder.resolve("query")));
    assertThat(query.run(items, state -> {}, () -> false)).isTrue();
    MovedLatents moved = MovedLatents.of(SavedState.load(query.to().in(StageRun.LATENTS)));
    assertThat(moved.samples()).hasSize(5).isSorted();
    assertThat(moved.times()).isEqualTo(8);
    Rings rings = new Rings(GenerativeModel.IMAGES.grid());
    try (Network generator = RingGenerator.make()) {
      Sampler sampler = new Sampler(generator, 7);
      float[] before = GenerativeModel.unit(sampler.items(moved.start()));
      float[] after = GenerativeModel.unit(sampler.items(moved.moved()));
      float[] ways = moved.ways(2);
      for (int i = 0; i < 5; i++) {
        assertThat(Arrays.copyOfRange(moved.start(), 2 * i, 2 * i + 2))
            .isEqualTo(sampler.latent(moved.samples()[i]));
        assertThat(rings.isOneRing(before, i)).isTrue();
        assertThat(rings.longest(before, i)).isGreaterThan(Rings.CLEAR);
        assertThat(rings.longest(after, i)).isLessThan(ScoredItems.SPECK);
      }
      assertThat(ways).hasSize(2 * 8 * 2).startsWith(Arrays.copyOf(moved.start(), 2));
      assertThat(Arrays.copyOfRange(ways, 14, 16)).isEqualTo(Arrays.copyOf(moved.moved(), 2));
      // The first that are one ring, none passed over.
      long last = moved.samples()[4];
      float[] all = GenerativeModel.unit(sampler.samples(0, (int) last + 1));
      int one = 0;
      for (int i = 0; i <= last; i++) {
        one += rings.isOneRing(all, i) ? 1 : 0;
      }
      assertThat(one).isEqualTo(5);
    }
  }

  @Test
  void queryWithoutARingAnywhereSaysSo() {
    try (Network plain = Network.of(NetworkDescription.from("x", 2).dense(784).build(), 1)) {
      java.util.Arrays.fill(plain.parameters().values(), 0);
      plain.parameters().changed();
      assertThatThrownBy(() -> new Rings(GenerativeModel.IMAGES.grid()).samples(plain, 1, 0, 3))
          .hasMessageContaining("no sample is one component with one ring");
    }
  }

  @Test
  void checkpointOfAnotherReferenceIsRefused() throws IOException {
    StageRun stopped = toReference("H0: [1, -inf) [0.5, 0.2)");
    AtomicLong done = new AtomicLong();
    assertThat(stopped.run(items, state -> done.incrementAndGet(), () -> done.get() == 3))
        .isFalse();
    StageRun other = toReference("H0: [1, -inf) [0.5, 0.3)");
    assertThatThrownBy(() -> other.run(items, state -> {}, () -> false))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("loss");
    assertThat(stopped.run(items, state -> {}, () -> false)).isTrue();
  }

  private StageRun toReference(String reference) {
    return new StageRun(
        Stage.TOPOLOGY,
        7,
        new StageSettings(
            GenerativeModel.IMAGES,
            5,
            4,
            1e-3,
            0.5,
            "W(1,1;PD0,target)",
            2,
            Map.of("target", reference)),
        0,
        Folder.at(shared.resolve("baseline")),
        Folder.at(folder.resolve("checkpoints")),
        Folder.at(folder.resolve("to")));
  }

  @ParameterizedTest
  @EnumSource(value = Stage.class, names = "QUERY", mode = EnumSource.Mode.EXCLUDE)
  void stagesOfVolumesGoOnToTheSameBytesToo(Stage stage) throws IOException {
    TrainingItems chairs = volumes();
    Path from = null;
    if (stage != Stage.BASELINE) {
      from = shared.resolve("volumes/baseline");
      StageRun baseline = volumes(Stage.BASELINE, null, shared.resolve("volumes"));
      assertThat(baseline.run(chairs, state -> {}, () -> false)).isTrue();
    }
    StageRun whole = volumes(stage, from, folder.resolve("whole"));
    assertThat(whole.run(chairs, state -> {}, () -> false)).isTrue();
    StageRun stopped = volumes(stage, from, folder.resolve("stopped"));
    AtomicLong done = new AtomicLong();
    assertThat(stopped.run(chairs, state -> done.incrementAndGet(), () -> done.get() == 1))
        .isFalse();
    assertThat(stopped.run(chairs, state -> done.incrementAndGet(), () -> false)).isTrue();
    assertThat(done).hasValue(3);
    String result = stage == Stage.LATENT ? StageRun.LATENTS : StageRun.GENERATOR;
    assertThat(stopped.to().in(result).read("arrays.npz"))
        .isEqualTo(whole.to().in(result).read("arrays.npz"));
  }

  private static StageRun volumes(Stage stage, Path from, Path root) {
    return new StageRun(
        stage,
        7,
        new StageSettings(GenerativeModel.VOXELS, 3, 2, 1e-4, 0.5, StageSettings.ONE_COMPONENT, 2),
        0,
        from == null ? null : Folder.at(from),
        Folder.at(root.resolve("checkpoints").resolve(stage.toString())),
        Folder.at(root.resolve(stage.toString())));
  }

  /** Furniture of 32x32x32 voxels. */
  private static TrainingItems volumes() throws IOException {
    Path file = Path.of(System.getProperty("betti.basedir"), "data/voxels/voxels-idx4-ubyte.gz");
    return TrainingItems.idx(file, 8, TrainingItems.VOXELS_TO_TANH);
  }

  @Test
  void lossesAreReadAsTheyWereTaken() throws IOException {
    LossRecord.Curves curves = LossRecord.read(Folder.at(shared.resolve("baseline")));
    assertThat(curves.steps()).hasSize(STEPS).startsWith(1, 2, 3);
    assertThat(curves.losses()).containsOnlyKeys("discriminator", "generator");
    assertThat(curves.losses().get("generator")).hasSize(STEPS).doesNotContain(0);
  }

  @Test
  void checkpointOfOtherSettingsIsRefused() throws IOException {
    StageRun stopped = run(Stage.BASELINE, null, folder, STEPS);
    assertThat(stopped.run(items, state -> {}, () -> true)).isFalse();
    StageRun other =
        new StageRun(
            Stage.BASELINE, 8, stopped.settings(), 0, null, stopped.checkpoints(), stopped.to());
    assertThatThrownBy(() -> other.run(items, state -> {}, () -> false))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("seed");
  }

  @Test
  void stageIsParsedByItsName() {
    assertThat(Stage.parse(" Topology")).isEqualTo(Stage.TOPOLOGY);
    assertThatThrownBy(() -> Stage.parse("dream"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("baseline, topology, latent, query, discriminator, continued");
  }
}
