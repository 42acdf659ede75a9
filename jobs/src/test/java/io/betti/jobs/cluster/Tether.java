package io.betti.jobs.cluster;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;

/**
 * A Java agent that ends its JVM when the JVM that started it is gone, however that went.
 *
 * <p>A child's standard input is a pipe from the parent. When the parent dies, even by {@code kill
 * -9} when no shutdown hook runs, the kernel closes the pipe and reading from it ends. The children
 * started by {@link StandaloneCluster} never get any input, so that the end of the pipe means just
 * this. Spark's workers stop their executors when they exit, and executors exit when their worker
 * has gone.
 */
public final class Tether {
  private Tether() {}

  /** Called by the JVM before its main method. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    Thread thread = new Thread(Tether::awaitEndOfInput, "tether");
    thread.setDaemon(true);
    thread.start();
  }

  private static void awaitEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        // Nobody writes here; whatever comes is not for us.
      }
    } catch (IOException closed) {
      // A pipe that fails is a pipe that ended.
    }
    System.exit(143);
  }

  /** The JVM option that ties a process to this one, with the agent's jar in {@code directory}. */
  static String option(Path directory) throws IOException {
    Path jar =
        TestJar.at(directory.resolve("tether.jar"))
            .attribute("Premain-Class", Tether.class.getName())
            .with(Tether.class)
            .write();
    return "-javaagent:" + jar;
  }
}
