package io.betti.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sweep of MNIST on two executors, bit for bit that of one process. */
@Timeout(900)
class SweepClusterIT {
  private static final Duration LIMIT = Duration.ofSeconds(300);
  private static final int IMAGES = 2000;

  private static StandaloneCluster cluster;
  private static SparkSession spark;
  private static FeatureTable local;

  @BeforeAll
  static void sweepLocally() throws Exception {
    cluster = StandaloneCluster.start("sweep");
    spark = LocalTables.session();
    Path output = cluster.directory().resolve("local");
    LocalTables.run(JobArguments.sweep(IMAGES, 1, output));
    local = FeatureTable.read(spark, output.toString());
    assertThat(local.size()).isEqualTo(2 * IMAGES);
  }

  @AfterAll
  static void stop() {
    if (spark != null) {
      spark.stop();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"client", "cluster"})
  void featuresAreThoseOfOneProcess(String mode) throws Exception {
    Path output = cluster.directory().resolve("out-" + mode);
    JobArguments arguments = JobArguments.sweep(IMAGES, 7, output).deployMode(mode);
    Submission.Outcome outcome = cluster.submit(arguments.toArray()).await(LIMIT);
    assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
    FeatureTable.read(spark, output.toString()).assertSameBits(local);
    EventLog events = cluster.lastEventLog();
    assertThat(events.executorsThatWorked()).containsExactly("0", "1");
    assertThat(events.setting("spark.kryo.registrationRequired")).isEqualTo("true");
    assertThat(events.setting("spark.submit.deployMode")).isEqualTo(mode);
  }

  @Test
  void launcherHandsTheJobToTheCluster() throws Exception {
    Path output = cluster.directory().resolve("out-launcher");
    Submission.Outcome outcome =
        cluster
            .launch(
                "cluster",
                "sweep",
                "--limit",
                String.valueOf(IMAGES),
                "--classifier",
                "none",
                "--output",
                output.toString())
            .await(LIMIT);
    assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
    assertThat(cluster.lastDriverState()).isEqualTo("FINISHED");
    FeatureTable.read(spark, output.toString()).assertSameBits(local);
  }

  @Test
  void classifierIsTrained_onTwoExecutors() throws Exception {
    Path output = cluster.directory().resolve("out-logistic");
    JobArguments arguments = JobArguments.sweep(400, 4, output).with("--classifier", "logistic");
    Submission.Outcome outcome = cluster.submit(arguments.toArray()).await(LIMIT);
    assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
    assertThat(cluster.lastEventLog().executorsThatWorked()).containsExactly("0", "1");
    double accuracy =
        LocalTables.json(Files.readString(output.resolve("metrics.json")))
            .path("accuracy")
            .asDouble();
    // Ten classes: 0.1 is chance. How good it is with all images is another test's business.
    assertThat(accuracy).isBetween(0.5, 1.0);
  }
}
