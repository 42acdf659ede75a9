package io.betti.jobs.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/**
 * One line that tells how far a run is: rows done and in all, rows a second, time left. On a
 * terminal it is written over itself; elsewhere a new line comes about every ten seconds.
 */
public final class ProgressLine implements AutoCloseable {
  private static final long TERMINAL_MILLIS = 500;
  private static final long LOG_MILLIS = 10_000;

  private final PrintWriter out;
  private final boolean terminal;
  private final SparkContext context;
  private final RowCount count = new RowCount();
  private final RunningWords words = new RunningWords();
  private final ScheduledExecutorService clock;
  private String phase = "";
  private long total;
  private long before;

  /** Rows that were done when the phase began: by an earlier run, so they say nothing of speed. */
  private long baseline;

  private long beganNanos;
  private int written;

  private ProgressLine(PrintWriter out, boolean terminal, SparkContext context) {
    this.out = out;
    this.terminal = terminal;
    this.context = context;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "betti-progress");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Begins to write.
   *
   * @param terminal whether {@code out} can write over its last line
   */
  public static ProgressLine start(PrintWriter out, boolean terminal, SparkContext context) {
    ProgressLine line = new ProgressLine(out, terminal, context);
    context.addSparkListener(line.count);
    context.addSparkListener(line.words);
    long millis = terminal ? TERMINAL_MILLIS : LOG_MILLIS;
    line.clock.scheduleWithFixedDelay(line::write, millis, millis, TimeUnit.MILLISECONDS);
    return line;
  }

  /**
   * Begins a phase whose rows an accumulator counts.
   *
   * @param rows the phase's rows in all
   * @param done those that an earlier step has been through
   * @param accumulator that counts the others; it has a name, for Spark does not tell of those
   *     without one when a task ends
   * @throws IllegalArgumentException if it has none
   */
  public synchronized void rows(String name, long rows, long done, LongAccumulator accumulator) {
    if (accumulator.name().isEmpty()) {
      throw new IllegalArgumentException("the accumulator of " + name + " needs a name");
    }
    begin(name, rows, done, accumulator.id());
  }

  private void begin(String name, long rows, long done, long accumulator) {
    count.follow(accumulator);
    words.follow(-1);
    if (!name.equals(phase)) {
      beganNanos = System.nanoTime();
      baseline = done;
    }
    phase = name;
    total = rows;
    before = done;
  }

  /** Adds to the line of this phase what its running tasks say. */
  public synchronized void detail(TaskWord word) {
    words.follow(word.id());
  }

  /** Begins a phase that has no rows to count. */
  public synchronized void phase(String name) {
    begin(name, 0, 0, -1);
  }

  private synchronized void write() {
    if (phase.isEmpty()) {
      return;
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - beganNanos);
    String word = words.text();
    String line = text(phase, before + count.rows(), baseline, total, elapsed);
    print(word.isEmpty() ? line : line + "  " + word);
  }

  /** The line's text. */
  static String text(String phase, long done, long baseline, long total, Duration elapsed) {
    double seconds = elapsed.toNanos() / 1e9;
    if (total == 0) {
      return String.format(Locale.ROOT, "%s  %.0f s", phase, seconds);
    }
    double rate = seconds > 0 ? (done - baseline) / seconds : 0;
    String left =
        rate > 0 ? String.format(Locale.ROOT, "  %.0f s left", (total - done) / rate) : "";
    return String.format(
        Locale.ROOT,
        "%s  %,d of %,d (%d %%)  %,.0f a second%s",
        phase,
        done,
        total,
        100 * done / total,
        rate,
        left);
  }

  private void print(String text) {
    if (terminal) {
      out.print("\r" + text + " ".repeat(Math.max(0, written - text.length())));
      written = text.length();
    } else {
      out.println(text);
    }
    out.flush();
  }

  /** Stops and clears the line. */
  @Override
  public void close() {
    clock.shutdownNow();
    context.removeSparkListener(count);
    context.removeSparkListener(words);
    synchronized (this) {
      phase = "";
      if (terminal && written > 0) {
        out.print("\r" + " ".repeat(written) + "\r");
        out.flush();
      }
    }
  }
}
