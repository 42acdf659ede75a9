package io.betti.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An executor that is killed while a job's tasks run costs time, and nothing else. */
@Timeout(900)
class ExecutorLossIT {
  private static final Duration LIMIT = Duration.ofSeconds(400);

  /** Of its processor time an executor that waits for tasks uses less. */
  private static final Duration AT_WORK = Duration.ofMillis(300);

  private static final int IMAGES = 10_000;
  private static final int TASKS = 40;
  private static final int ITEMS = 1500;

  private static StandaloneCluster cluster;

  @BeforeAll
  static void startCluster() throws Exception {
    cluster = StandaloneCluster.start("loss");
  }

  @AfterAll
  static void stopCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  /**
   * Runs a job and kills one of its executors midway.
   *
   * @param midway whether it is time to
   */
  private static void disturb(JobArguments job, String what, Waiting.Condition midway)
      throws Exception {
    Submission running = cluster.submit(job.toArray());
    Waiting.until(
        LIMIT,
        what,
        cluster::logTails,
        () -> {
          assertThat(running.isRunning()).as("the job still runs").isTrue();
          return midway.holds();
        });
    ProcessHandle victim = cluster.executors().get(0);
    Duration before = processorTime(victim);
    Waiting.until(
        LIMIT,
        "an executor at work",
        cluster::logTails,
        () -> processorTime(victim).minus(before).compareTo(AT_WORK) > 0);
    assertThat(victim.destroyForcibly()).isTrue();
    Submission.Outcome outcome = running.await(LIMIT);
    assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
    EventLog events = cluster.lastEventLog();
    assertThat(events.executorsLost()).hasSize(1);
    assertThat(events.executorsThatWorked()).containsAll(events.executorsLost());
    assertThat(events.tasksAfterALoss()).isPositive();
  }

  private static Duration processorTime(ProcessHandle process) {
    return process.info().totalCpuDuration().orElseThrow();
  }

  @Test
  void featuresAreTheSame_whenAnExecutorIsKilledMidway() throws Exception {
    Path output = cluster.directory().resolve("sweep");
    disturb(
        JobArguments.sweep(IMAGES, TASKS, output),
        "4 of " + TASKS + " tasks committed",
        () -> committedTasks(output) >= 4);
    assertThat(cluster.lastEventLog().taskFailures()).contains("ExecutorLostFailure");

    Path undisturbed = cluster.directory().resolve("undisturbed-sweep");
    try (SparkSession spark = LocalTables.session()) {
      LocalTables.run(JobArguments.sweep(IMAGES, 1, undisturbed));
      FeatureTable features = FeatureTable.read(spark, output.toString());
      assertThat(features.size()).isEqualTo(2 * IMAGES);
      features.assertSameBits(FeatureTable.read(spark, undisturbed.toString()));
    }
  }

  /** Paths are relative: the executors' folders are others than the driver's. */
  private static JobArguments evaluate(Path start, Path output) {
    return JobArguments.of("evaluate")
        .with("--reference", start.relativize(Mnist.TRAIN).toString())
        .with("--reference-labels", start.relativize(Mnist.TRAIN_LABELS).toString())
        .with("--generated", start.relativize(Mnist.TEST).toString())
        .with("--limit", String.valueOf(ITEMS))
        .with("--output-format", "json")
        .with("--output", output.toString());
  }

  @Test
  void scoresAreTheSame_whenAnExecutorIsKilledMidway() throws Exception {
    Path output = cluster.directory().resolve("evaluate");
    disturb(
        evaluate(cluster.directory(), output).with("--partitions", "2"),
        "the items written",
        () -> isDone(output, "generated"));

    Path undisturbed = cluster.directory().resolve("undisturbed-evaluate");
    try (SparkSession spark = LocalTables.session()) {
      LocalTables.run(evaluate(Path.of("").toAbsolutePath(), undisturbed));
    }
    assertThat(lines(output, "neighbours"))
        .isEqualTo(lines(undisturbed, "neighbours"))
        .hasSize(2 * 2 * ITEMS);
    assertThat(scores(output))
        .isEqualTo(scores(undisturbed))
        .containsKeys("mmd_l2", "mmd_wasserstein", "ceiling");
  }

  private static JobArguments lambdaGrid(Path output) {
    return JobArguments.of("lambda-grid")
        .with("--problem", "clusters-signs,sawtooth")
        .with("--n", "45,75")
        .with("--trials", "2")
        .with("--penalties", "ols,l1,tv,top1,top2")
        .with("--output-format", "json")
        .with("--output", output.toString());
  }

  @Test
  void fitsAreTheSame_whenAnExecutorIsKilledMidway() throws Exception {
    Path output = cluster.directory().resolve("lambda-grid");
    disturb(
        lambdaGrid(output).with("--partitions", "2"), "a trial done", () -> isDone(output, "0"));

    Path undisturbed = cluster.directory().resolve("undisturbed-lambda-grid");
    try (SparkSession spark = LocalTables.session()) {
      LocalTables.run(lambdaGrid(undisturbed));
    }
    for (String table : List.of("fits", "chosen", "summary")) {
      assertThat(lines(output, table)).as(table).isEqualTo(lines(undisturbed, table)).isNotEmpty();
    }
  }

  /** Whether a step whose name has this word is done. */
  private static boolean isDone(Path output, String word) throws IOException {
    Path steps = output.resolve("_incomplete/steps");
    if (!Files.exists(steps)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(steps)) {
      List<String> names = entries.map(entry -> entry.getFileName().toString()).toList();
      return names.stream().anyMatch(name -> name.contains(word) && name.endsWith(".json"));
    }
  }

  /** What {@code metrics.json} has of scores, apart from times and circumstances. */
  private static Map<String, JsonNode> scores(Path output) throws IOException {
    Map<String, JsonNode> scores = new TreeMap<>();
    LocalTables.json(Files.readString(output.resolve("metrics.json")))
        .properties()
        .forEach(
            entry -> {
              if (entry.getKey().matches(".+_(l2|wasserstein).*|ceiling")) {
                scores.put(entry.getKey(), entry.getValue());
              }
            });
    return scores;
  }

  /** The lines of a table in the order of its part files. */
  private static List<String> lines(Path output, String table) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> entries = Files.list(output.resolve(table))) {
      for (Path part : entries.sorted().toList()) {
        if (part.getFileName().toString().startsWith("part-")) {
          lines.addAll(Files.readAllLines(part));
        }
      }
    }
    return lines;
  }

  /** Tasks whose part files Hadoop's committer has taken over while the others still run. */
  private static long committedTasks(Path output) throws IOException {
    if (!Files.exists(output)) {
      return 0;
    }
    try (Stream<Path> paths = Files.walk(output)) {
      return paths
          .filter(path -> path.getFileName().toString().startsWith("task_"))
          .filter(path -> path.getParent().getParent().endsWith("_temporary"))
          .count();
    } catch (UncheckedIOException vanishing) {
      // A file was renamed while the tree was walked; the next look is as good.
      return 0;
    }
  }
}
