package io.betti.jobs.cluster;

import java.time.Duration;
import java.util.function.Supplier;

/** Waiting for other processes, always with an end. */
final class Waiting {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Waiting() {}

  /** A condition that may read files or sockets. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws Exception;
  }

  /**
   * Returns as soon as the condition holds, asking about every 50 ms.
   *
   * @param limit after which it gives up
   * @param what the condition in words, for the message
   * @param evidence printed when time is up: logs, mostly
   * @throws AssertionError if the condition doesn't hold within the limit
   * @throws Exception what the condition throws
   */
  static void until(Duration limit, String what, Supplier<String> evidence, Condition condition)
      throws Exception {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError(
            "not within " + limit.toSeconds() + " s: " + what + "\n" + evidence.get());
      }
      Thread.sleep(PAUSE.toMillis());
    }
  }
}
