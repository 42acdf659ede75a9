package io.betti.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.betti.pipeline.dataset.IdxReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job {@code table10} on volumes, with few steps. */
class Table10VoxelsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int EDGE = 32;

  @TempDir static Path inputs;

  @TempDir Path folder;

  private static Path train;
  private static Path test;

  /** Furniture to train on, twice the same first one; and to compare with, one that is known. */
  @BeforeAll
  static void write() throws IOException {
    byte[][] all = furniture();
    byte[][] first = Arrays.copyOf(all, 13);
    first[12] = all[0];
    train = volumes("train", EDGE, first);
    byte[][] others = Arrays.copyOfRange(all, 12, 18);
    others[5] = all[3];
    test = volumes("test", EDGE, others);
  }

  private static byte[][] furniture() throws IOException {
    Path file = Command.MNIST.resolveSibling("voxels").resolve("voxels-idx4-ubyte.gz");
    try (IdxReader reader =
        IdxReader.open(new BufferedInputStream(Files.newInputStream(file)), file.toString())) {
      byte[][] items = new byte[18][];
      for (int i = 0; i < items.length; i++) {
        items[i] = reader.next();
      }
      return items;
    }
  }

  private static Path volumes(String name, int edge, byte[]... items) {
    return IdxFiles.volumes(inputs.resolve(name), edge, edge, edge, items);
  }

  private Command table10(String output, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "table10",
                "--voxels",
                "--preset",
                "quick",
                "--train",
                train,
                "--test",
                test,
                "--steps",
                3,
                "--topology-steps",
                2,
                "--repeats",
                1,
                "--sample",
                4,
                "--component-sample",
                6,
                "--output",
                folder.resolve(output)));
    return Command.runWith(arguments, more);
  }

  @Test
  void quickRunTrainsScoresAndReports() throws IOException {
    Command command = table10("out");
    assertThat(command.code()).as(command.err()).isZero();
    Path out = folder.resolve("out");
    List<String> lines = Files.readAllLines(out.resolve("scores/part-00000.json"));
    assertThat(lines).hasSize(3);
    for (String line : lines) {
      JsonNode scores = JSON.readTree(line);
      assertThat(scores.has("inception")).isFalse();
      assertThat(scores.get("cov_l2").asDouble()).isBetween(1 / 4.0, 1.0);
      assertThat(scores.get("occupied").asDouble()).isBetween(1.0, 32768.0);
    }
    JsonNode metrics = JSON.readTree(out.resolve("metrics.json").toFile());
    // All of this furniture is of one piece, as data/voxels/index.csv has it.
    assertThat(metrics.at("/scores/real/components/mean").asDouble()).isEqualTo(1);
    assertThat(metrics.at("/scores/real/mmd_wass/mean").asDouble()).isZero();
    assertThat(metrics.at("/scores/real/mmd_l2/mean").asDouble())
        .isLessThan(metrics.at("/scores/baseline/mmd_l2/mean").asDouble());
    assertThat(metrics.at("/scores/baseline/components/mean").asDouble()).isGreaterThan(1);
    assertThat(metrics.at("/scores/baseline/mmd_l2").has("low")).isFalse();
    assertThat(metrics.at("/volumes/train").asInt()).isEqualTo(13);
    assertThat(metrics.at("/volumes/train_distinct").asInt()).isEqualTo(12);
    assertThat(metrics.at("/volumes/test_distinct").asInt()).isEqualTo(6);
    assertThat(metrics.at("/volumes/test_equal_to_train").asInt()).isEqualTo(1);
    assertThat(metrics.at("/test_distinct_diagrams").asInt()).isEqualTo(1);
    assertThat(metrics.has("classifier_accuracy")).isFalse();
    assertThat(command.out())
        .contains(Preset.NO_RESULT)
        .contains("12 of 13 to train on are distinct, 1 of 6 test volumes equal one of them");
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("no result")
        .contains("1 training on volumes")
        .contains("voxels at 0.5")
        .contains("one training gives none")
        .contains("Where this differs from the paper")
        .doesNotContain("inception")
        .doesNotContain("Inception</th>");
    assertThat(out.resolve("networks/seed-0/topology/generator/arrays.npz")).exists();
    assertThat(out.resolve("networks/classifier")).doesNotExist();

    Command again = table10("again", "--partitions", 3, "--volume-axes", "xyz");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(folder.resolve("again/scores/part-00000.json"))
        .hasSameTextualContentAs(out.resolve("scores/part-00000.json"));
  }

  @Test
  void whatCannotBeIsAUsageError() {
    Command both = Command.run("table10", "--images", "--voxels", "--output", folder.resolve("o"));
    assertThat(both.code()).isEqualTo(2);
    assertThat(both.err()).contains("one run is of one of them");
    assertError(2, "no labels", "--train-labels", Command.TEST_LABELS);
    assertError(2, "no labels", "--test-labels", Command.TEST_LABELS);
    assertError(2, "no classifier", "--inception-sample", 80);
    assertError(2, "no classifier", "--classifier-steps", 80);
    assertError(2, "classifier of images", "--stages", "baseline,topology,query");
    assertError(2, "zyx or xyz", "--volume-axes", "zxy");
    assertError(2, "at least --sample", "--component-sample", 3);
    assertError(2, "6 volumes", "--sample", 7, "--component-sample", 7);
    assertError(2, "13 volumes", "--component-sample", 14);
    Command bare = Command.run("table10", "--voxels", "--output", folder.resolve("o"));
    assertThat(bare.code()).isEqualTo(2);
    assertThat(bare.err()).contains("give --train and --test");
    Command images =
        Command.run("table10", "--component-sample", 9, "--output", folder.resolve("o"));
    assertThat(images.code()).isEqualTo(2);
    assertThat(images.err()).contains("--inception-sample");
    assertThat(folder.resolve("o")).doesNotExist();
  }

  @Test
  void whatIsNoVolumeOfVoxelsIsRefused() {
    assertError(1, "edge x edge x edge", "--test", Command.TEST_IMAGES);
    Path flat = IdxFiles.volumes(inputs.resolve("flat"), 4, 4, 3, new byte[48]);
    assertError(1, "ubyte 1x4x4x3", "--test", flat);
    assertError(1, "at most 32", "--test", volumes("large", 33, new byte[33 * 33 * 33]));
    byte[][] two = new byte[6][EDGE * EDGE * EDGE];
    two[4][17] = 2;
    assertError(1, "voxel 17 of volume 4", "--test", volumes("two", EDGE, two));
    two[4][17] = (byte) 200;
    assertError(1, "is 200", "--test", volumes("two", EDGE, two));
    byte[][] small = new byte[6][27];
    assertError(1, "of edge 3", "--test", volumes("small", 3, small));
    assertError(1, "no volumes", "--test", volumes("none", 3));
    assertError(2, "no less than a batch", "--train", volumes("few", EDGE, Arrays.copyOf(two, 4)));
  }

  private void assertError(int code, String message, Object... more) {
    Command command = table10("o", more);
    assertThat(command.err()).contains(message);
    assertThat(command.code()).isEqualTo(code);
    assertThat(folder.resolve("o")).doesNotExist();
  }

  @Test
  void dryRunTellsTimeAndMemory() {
    List<Object> arguments =
        List.of(
            "table10",
            "--voxels",
            "--train",
            train,
            "--test",
            test,
            "--sample",
            4,
            "--component-sample",
            13,
            "--output",
            folder.resolve("o"),
            "--dry-run");
    Command command = Command.run(arguments.toArray());
    assertThat(command.code()).as(command.err()).isZero();
    assertThat(command.out())
        .contains("1 networks on")
        .contains("baseline=10000, topology=50")
        .contains("minutes of computing on one core")
        .contains("MB outside the heap");
  }
}
