package io.betti.jobs.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A {@code spark-submit} (or launcher) that was started: its process, its output, its end. */
final class Submission {
  private final StandaloneCluster cluster;
  private final ProcessTree process;
  private final Path output;
  private final Path errors;

  Submission(StandaloneCluster cluster, ProcessTree process, Path output, Path errors) {
    this.cluster = cluster;
    this.process = process;
    this.output = output;
    this.errors = errors;
  }

  /** How it ended. In cluster mode the driver's own output stays with its worker. */
  record Outcome(int exitCode, List<String> output, List<String> errors, String logTails) {
    /** For assertions: everything that there is to say about a run that went wrong. */
    @Override
    public String toString() {
      return "exit code " + exitCode + "\n" + logTails;
    }
  }

  boolean isRunning() {
    return process.root().isAlive();
  }

  /**
   * Waits for the end.
   *
   * @throws AssertionError if it isn't over within the limit; it is stopped then
   */
  Outcome await(Duration limit) throws Exception {
    try {
      Waiting.until(
          limit, "the end of " + output.getFileName(), cluster::logTails, () -> !isRunning());
    } finally {
      process.close();
    }
    return new Outcome(
        process.root().exitValue(), lines(output), lines(errors), cluster.logTails());
  }

  private static List<String> lines(Path path) throws IOException {
    return Files.readAllLines(path);
  }
}
