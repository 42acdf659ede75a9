package io.betti.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
  private static final int IMAGES = 10_000;
  private static final int TASKS = 40;

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

  @Test
  void featuresAreTheSame_whenAnExecutorIsKilledMidway() throws Exception {
    Path output = cluster.directory().resolve("disturbed");
    Submission sweep = cluster.submit(JobArguments.sweep(IMAGES, TASKS, output).toArray());
    Waiting.until(
        LIMIT,
        "4 of " + TASKS + " tasks committed",
        cluster::logTails,
        () -> {
          assertThat(sweep.isRunning()).as("the job still runs").isTrue();
          return committedTasks(output) >= 4;
        });
    ProcessHandle victim = cluster.executors().get(0);
    assertThat(victim.destroyForcibly()).isTrue();
    Submission.Outcome outcome = sweep.await(LIMIT);
    assertThat(outcome.exitCode()).as(outcome.toString()).isZero();

    EventLog events = cluster.lastEventLog();
    assertThat(events.executorsLost()).hasSize(1);
    assertThat(events.taskFailures()).contains("ExecutorLostFailure");

    Path undisturbed = cluster.directory().resolve("undisturbed");
    try (SparkSession spark = LocalTables.session()) {
      LocalTables.run(JobArguments.sweep(IMAGES, 1, undisturbed));
      FeatureTable features = FeatureTable.read(spark, output.toString());
      assertThat(features.size()).isEqualTo(2 * IMAGES);
      features.assertSameBits(FeatureTable.read(spark, undisturbed.toString()));
    }
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
