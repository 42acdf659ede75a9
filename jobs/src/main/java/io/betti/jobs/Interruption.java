package io.betti.jobs;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * What happens when the user ends a run by Ctrl-C, or the cluster does: the run's progress is kept
 * and one line says so; what Spark reports while it is being stopped is not shown.
 *
 * <p>The process ends with 130 or 143, as any that is ended by a signal.
 */
final class Interruption implements AutoCloseable {
  /** Before the file systems and Spark itself are shut down. */
  private static final int PRIORITY = 100;

  private static final CountDownLatch KEPT = new CountDownLatch(1);

  private static volatile boolean happened;

  private final Runnable hook;

  private Interruption(Runnable hook) {
    this.hook = hook;
  }

  /**
   * Watches over a run until it is closed.
   *
   * @param whenEnded keeps or removes what the run has written, and says what it did
   */
  static Interruption watch(PrintWriter err, java.util.function.Supplier<String> whenEnded) {
    Interruption interruption =
        new Interruption(
            () -> {
              happened = true;
              try {
                err.println();
                err.println("interrupted; " + whenEnded.get());
                err.flush();
              } finally {
                KEPT.countDown();
              }
            });
    ShutdownHookManager.get().addShutdownHook(interruption.hook, PRIORITY);
    return interruption;
  }

  /** Whether this process is being ended. */
  static boolean happened() {
    return happened;
  }

  /**
   * Waits, in a process that is being ended, until the run's progress is kept: Spark, which the
   * caller would close next, interrupts the tasks that are saving it.
   */
  static void awaitKept() {
    boolean interrupted = false;
    while (happened && KEPT.getCount() > 0) {
      try {
        KEPT.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }
}
