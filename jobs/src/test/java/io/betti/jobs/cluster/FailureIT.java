package io.betti.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A job that fails in a task on an executor fails for whoever submitted it. */
@Timeout(900)
class FailureIT {
  private static final Duration LIMIT = Duration.ofSeconds(300);
  private static final int ROWS = 200;

  private static StandaloneCluster cluster;
  private static Path images;

  @BeforeAll
  static void startCluster() throws Exception {
    cluster = StandaloneCluster.start("failure");
    images = imagesWithOneNan(cluster.directory().resolve("nan.idx"));
  }

  @AfterAll
  static void stopCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  /** 200 float images of 3 x 3, of which the last has a NaN in its middle. */
  private static Path imagesWithOneNan(Path path) throws IOException {
    ByteBuffer idx = ByteBuffer.allocate(16 + ROWS * 9 * 4);
    idx.putInt(0x00000D03).putInt(ROWS).putInt(3).putInt(3);
    for (int i = 0; i < ROWS * 9; i++) {
      idx.putFloat(i == ROWS * 9 - 5 ? Float.NaN : i % 7);
    }
    return Files.write(path, idx.array());
  }

  private static JobArguments diagrams(String mode, Path output) {
    return JobArguments.of("diagrams")
        .deployMode(mode)
        .with("--input", images.toString())
        .with("--partitions", "4")
        .with("--output", output.toString());
  }

  @Test
  void exitCodeIsOne_inClientMode() throws Exception {
    Path output = cluster.directory().resolve("out-client");
    Submission.Outcome outcome = cluster.submit(diagrams("client", output).toArray()).await(LIMIT);
    assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(1);
    assertThat(String.join("\n", outcome.errors())).contains("199").contains("NaN");
    assertNothingLooksWhole(output);
  }

  @Test
  void driverHasFailed_inClusterMode() throws Exception {
    Path output = cluster.directory().resolve("out-cluster");
    Submission.Outcome outcome = cluster.submit(diagrams("cluster", output).toArray()).await(LIMIT);
    assertThat(cluster.lastDriverState()).as(outcome.toString()).isEqualTo("FAILED");
    assertThat(outcome.logTails()).contains("199").contains("NaN");
    assertNothingLooksWhole(output);
  }

  @Test
  void exitCodeOfTheLauncherIsOne_inClusterMode() throws Exception {
    Path output = cluster.directory().resolve("out-launcher");
    Submission.Outcome outcome =
        cluster
            .launch(
                "cluster", "diagrams", "--input", images.toString(), "--output", output.toString())
            .await(LIMIT);
    assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(1);
    assertThat(String.join("\n", outcome.errors()))
        .contains("betti: the job failed on " + cluster.master())
        .containsPattern("driver-[0-9-]+ ended as FAILED");
    assertNothingLooksWhole(output);
  }

  /** Readers of tables ignore what is below an underscore; nothing else may be there. */
  private static void assertNothingLooksWhole(Path output) throws IOException {
    if (!Files.exists(output)) {
      return;
    }
    try (Stream<Path> entries = Files.list(output)) {
      List<String> names = entries.map(entry -> entry.getFileName().toString()).toList();
      assertThat(names).doesNotContain("_SUCCESS").allMatch(name -> name.startsWith("_"));
    }
  }
}
