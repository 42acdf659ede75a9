package io.betti.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job {@code table10}, with few steps. */
class Table10JobTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private Command table10(String output, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "table10",
                "--preset",
                "quick",
                "--train",
                Command.TEST_IMAGES,
                "--train-labels",
                Command.TEST_LABELS,
                "--test",
                Command.TEST_IMAGES,
                "--test-labels",
                Command.TEST_LABELS,
                "--steps",
                20,
                "--topology-steps",
                4,
                "--continued-steps",
                3,
                "--classifier-steps",
                150,
                "--sample",
                30,
                "--inception-sample",
                80,
                "--output",
                folder.resolve(output)));
    return Command.runWith(arguments, more);
  }

  @Test
  void quickRunTrainsScoresAndReports_andSaysThatItIsNoResult() throws IOException {
    Command command =
        table10("out", "--stages", "baseline,topology,latent,discriminator,continued");
    assertThat(command.code()).as(command.err()).isZero();
    Path out = folder.resolve("out");
    List<String> lines = Files.readAllLines(out.resolve("scores/part-00000.json"));
    // Two repeats: of the first seed four generators and real, of the second two and real.
    assertThat(lines).hasSize(2 * 5 + 2 * 3);
    for (String line : lines) {
      JsonNode scores = JSON.readTree(line);
      assertThat(scores.get("mmd_wass").asDouble()).isPositive();
      assertThat(scores.get("cov_l2").asDouble()).isBetween(1 / 30.0, 1.0);
      assertThat(scores.get("inception").asDouble()).isBetween(1.0, 10.0);
      // A norm never goes below a larger one of the same pair.
      assertThat(scores.get("mmd_wass").asDouble())
          .isGreaterThan(scores.get("mmd_wass_norm2").asDouble())
          .isGreaterThan(scores.get("mmd_wass_inf").asDouble());
    }
    JsonNode metrics = JSON.readTree(out.resolve("metrics.json").toFile());
    assertThat(metrics.at("/scores/real/inception/mean").asDouble())
        .isGreaterThan(metrics.at("/scores/baseline/inception/mean").asDouble());
    assertThat(metrics.at("/scores/real/mmd_wass/mean").asDouble())
        .isLessThan(metrics.at("/scores/baseline/mmd_wass/mean").asDouble());
    assertThat(metrics.at("/classifier_accuracy").asDouble()).isBetween(0.8, 1.0);
    assertThat(metrics.at("/note").asText()).isEqualTo(Preset.NO_RESULT);
    assertThat(command.out()).contains(Preset.NO_RESULT);
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("no result")
        .contains("MMD-Wass")
        .contains("real against real")
        .contains("discriminator")
        .contains("Where this differs from the paper");
    assertThat(out.resolve("networks/seed-1/topology/generator/arrays.npz")).exists();
    assertThat(out.resolve("networks/seed-1/latent")).doesNotExist();

    Command again = table10("again");
    assertThat(again.code()).as(again.err()).isZero();
    // The same trainings, with other stages beside them.
    assertThat(Files.readAllLines(folder.resolve("again/scores/part-00000.json")))
        .isSubsetOf(lines)
        .hasSize(4 * 3);
  }

  @Test
  void whatCannotBeIsAUsageError() {
    assertThat(table10("o", "--stages", "baseline").err()).contains("baseline and topology");
    assertThat(table10("o", "--stages", "baseline,topology,dream").err()).contains("'dream'");
    assertThat(table10("o", "--inception-sample", 29).err()).contains("at least --sample");
    assertThat(table10("o", "--inception-sample", 9990).err()).contains("10000 images");
    assertThat(table10("o", "--seeds", 0).code()).isEqualTo(2);
    assertThat(table10("o", "--stages", "baseline,topology,dream").err()).contains("latent, query");
    assertThat(folder.resolve("o")).doesNotExist();
  }

  @Test
  void intervalsAreOfOneMeanASeed() {
    List<Table10Scores.Evaluation> evaluations = new ArrayList<>();
    double[][] values = {{1, 3}, {5, 7}, {3, 5}};
    for (int seed = 0; seed < values.length; seed++) {
      for (int repeat = 0; repeat < 2; repeat++) {
        evaluations.add(
            new Table10Scores.Evaluation(
                seed, repeat, "baseline", Map.of("score", values[seed][repeat])));
        evaluations.add(
            new Table10Scores.Evaluation(
                seed, repeat, "topology", Map.of("score", values[seed][repeat] + seed)));
      }
    }
    Table10Scores scores = new Table10Scores(evaluations);
    Table10Scores.Sum sum = scores.of("baseline", "score");
    assertThat(sum.mean()).isEqualTo(4);
    assertThat(sum.deviation()).isCloseTo(Math.sqrt(22 / 5.0), within(1e-12));
    // Means 2, 6, 4: deviation 2; Student's 97.5 % quantile of 2 degrees is 4.302653.
    assertThat(sum.high() - 4).isCloseTo(4.302653 * 2 / Math.sqrt(3), within(1e-5));
    assertThat(4 - sum.low()).isCloseTo(sum.high() - 4, within(1e-12));
    assertThat(scores.change("baseline", "topology", "score").mean()).isEqualTo(1);
  }
}
