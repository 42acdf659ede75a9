package io.betti.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cluster itself, shown with an application that has nothing of ours in it. */
@Timeout(600)
class StandaloneClusterIT {
  private static final Duration LIMIT = Duration.ofSeconds(240);
  private static StandaloneCluster cluster;
  private static Path jar;

  @BeforeAll
  static void startCluster() throws Exception {
    cluster = StandaloneCluster.start("probe");
    jar = TestJar.at(cluster.directory().resolve("probe.jar")).with(ProbeApplication.class).write();
  }

  @AfterAll
  static void stopCluster() {
    if (cluster == null) {
      return;
    }
    List<ProcessHandle> started = ProcessHandle.current().descendants().toList();
    assertThat(started).hasSizeGreaterThanOrEqualTo(3);
    cluster.close();
    assertThat(started).noneMatch(ProcessTree::isRunning);
    String home = cluster.directory().resolve("home").toString();
    assertThat(ProcessHandle.allProcesses().filter(ProcessTree::isRunning))
        .noneMatch(process -> process.info().commandLine().orElse("").contains(home));
  }

  private static Submission probe(String mode, Path folder, String... arguments)
      throws IOException {
    Files.createDirectory(folder);
    List<String> command = new ArrayList<>();
    command.addAll(List.of("--deploy-mode", mode));
    command.addAll(List.of("--class", ProbeApplication.class.getName()));
    command.addAll(List.of(jar.toUri().toString(), folder.toString()));
    command.addAll(List.of(arguments));
    return cluster.submit(command.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"client", "cluster"})
  void bothExecutorsWork_whenSubmitted(String mode) throws Exception {
    Path folder = cluster.directory().resolve("sum-" + mode);
    Submission.Outcome outcome = probe(mode, folder, "8", "100").await(LIMIT);
    assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
    assertThat(folder.resolve("sum")).hasContent(ProbeApplication.expected(8));
    assertThat(cluster.lastEventLog().executorsThatWorked()).containsExactly("0", "1");
  }

  @Test
  void sumIsRight_whenAnExecutorIsKilled() throws Exception {
    Path folder = cluster.directory().resolve("sum-killed");
    Submission probe = probe("client", folder, "40", "250");
    Waiting.until(LIMIT, "8 of 40 tasks done", cluster::logTails, () -> files(folder) >= 8);
    ProcessHandle victim = cluster.executors().get(0);
    assertThat(victim.destroyForcibly()).isTrue();
    assertThat(files(folder)).isLessThan(32);
    Submission.Outcome outcome = probe.await(LIMIT);
    assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
    assertThat(folder.resolve("sum")).hasContent(ProbeApplication.expected(40));
    assertThat(cluster.lastEventLog().executorsLost()).hasSize(1);
    assertThat(cluster.lastEventLog().taskFailures()).contains("ExecutorLostFailure");
  }

  private static long files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }
}
