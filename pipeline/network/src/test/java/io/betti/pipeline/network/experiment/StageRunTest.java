package io.betti.pipeline.network.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.betti.pipeline.dataset.UnreadableDataException;
import io.betti.pipeline.network.Folder;
import io.betti.pipeline.network.training.TrainingItems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    String result = stage == Stage.LATENT ? StageRun.LATENTS : StageRun.GENERATOR;
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

  @ParameterizedTest
  @EnumSource(Stage.class)
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
        .hasMessageContaining("baseline, topology, latent, discriminator, continued");
  }
}
