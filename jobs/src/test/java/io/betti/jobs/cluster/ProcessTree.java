package io.betti.jobs.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A child of this JVM together with everything that it starts.
 *
 * <p>A grandchild whose parent has died belongs to the system's first process and can't be found
 * from here any more. So the descendants are collected while the child is being stopped, and not
 * afterwards.
 */
final class ProcessTree implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Process root;

  /** Also stops the tree if the test JVM exits before it was closed. */
  private final Thread hook = new Thread(this::stop, "stop-process-tree");

  private ProcessTree(Process root) {
    this.root = root;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  static ProcessTree start(ProcessBuilder builder) throws IOException {
    return new ProcessTree(builder.start());
  }

  Process root() {
    return root;
  }

  /** Stops the child and all its descendants and waits until they are gone. */
  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // Then the hook runs anyway, and finds nothing to do.
    }
  }

  /** First politely, since a Spark worker then stops its executors itself; then by force. */
  private synchronized void stop() {
    Set<ProcessHandle> all = new LinkedHashSet<>();
    root.descendants().forEach(all::add);
    root.destroy();
    long end = System.nanoTime() + GRACE.toNanos();
    while (root.isAlive() && System.nanoTime() - end < 0) {
      root.descendants().forEach(all::add);
      pause();
    }
    root.descendants().forEach(all::add);
    all.add(root.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(ProcessTree::awaitExit);
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitExit(ProcessHandle process) {
    long end = System.nanoTime() + GRACE.toNanos();
    while (isRunning(process)) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("process " + process.pid() + " survives its end");
      }
      pause();
    }
  }

  /**
   * Whether a process still does anything. One that has ended but whose parent hasn't asked for its
   * exit code is no longer running, though {@link ProcessHandle#isAlive} says that it is; in
   * containers the first process often never asks.
   */
  static boolean isRunning(ProcessHandle process) {
    if (!process.isAlive()) {
      return false;
    }
    try {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (NoSuchFileException gone) {
      return false;
    } catch (IOException e) {
      return process.isAlive();
    }
  }
}
