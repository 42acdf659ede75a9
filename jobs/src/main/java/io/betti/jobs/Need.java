package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.pipeline.dataset.Item;
import io.betti.pipeline.dataset.ItemIterator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/**
 * What computing one item needs, said before a run that may need much.
 *
 * @param item the item in words: {@code a grid [64, 64, 64]}
 * @param bytes of memory of one task
 * @param seconds on one core, roughly
 */
record Need(String item, long bytes, double seconds) {
  /** Spark, its buffers and the rest of a process. */
  private static final long OTHER_BYTES = 300L << 20;

  /**
   * What the largest item of a plan needs; empty if its job asks for nothing worth telling, or so
   * many of the largest cannot be read that the job will end for that.
   *
   * @param maxBadRecords how many items may be left out
   */
  static Optional<Need> of(JobPlan plan, long maxBadRecords) {
    Optional<Need> most = Optional.empty();
    for (Split split : plan.splits()) {
      if (plan.result().needsTelling() && split.rows() > 0) {
        Optional<Need> need =
            largest(split, maxBadRecords).map(item -> need(plan.result(), split, item));
        if (most.isEmpty() || need.isPresent() && need.get().bytes > most.get().bytes) {
          most = need;
        }
      }
    }
    return most;
  }

  private static Need need(RowResult result, Split split, Item largest) {
    try {
      return result.need(largest);
    } catch (IllegalArgumentException e) {
      throw JobFailure.because(
          e, split.place(largest.id()) + ", the largest item, cannot be computed", e.getMessage());
    }
  }

  /** The largest item that can be read. */
  private static Optional<Item> largest(Split split, long maxBadRecords) {
    Set<Long> corrupt = new HashSet<>();
    while (corrupt.size() <= maxBadRecords) {
      OptionalLong id = split.data().largest(split.rows(), corrupt);
      if (id.isEmpty()) {
        break;
      }
      try (ItemIterator items = split.data().read(id.getAsLong())) {
        Item item = items.next();
        if (item.isReadable()) {
          return Optional.of(item);
        }
      }
      corrupt.add(id.getAsLong());
    }
    return Optional.empty();
  }

  /**
   * Refuses what does not fit into the memory of an executor with all its tasks.
   *
   * @param parts into how many parts the rows are cut at most
   * @throws JobFailure if it does not
   */
  void check(SparkContext spark, long parts) {
    boolean local = spark.isLocal();
    SparkConf conf = spark.getConf();
    long memory =
        local
            ? Runtime.getRuntime().maxMemory()
            : conf.getSizeAsBytes("spark.executor.memory", "1g");
    int cores =
        local
            ? spark.defaultParallelism()
            : conf.getInt("spark.executor.cores", coresOfAnExecutor(spark));
    long tasks = Math.max(1, Math.min(parts, cores / conf.getInt("spark.task.cpus", 1)));
    if (bytes * tasks + OTHER_BYTES > memory) {
      throw JobFailure.of(
          String.format(
              Locale.ROOT,
              "%s needs about %,d MB, %d at once %,d MB with Spark's own, and there are %,d MB",
              item,
              bytes >> 20,
              tasks,
              bytes * tasks + OTHER_BYTES >> 20,
              memory >> 20),
          "it would die for want of memory midway",
          local
              ? "give more by --driver-memory, or run fewer tasks at once by --master 'local[1]'"
              : "give more by spark.executor.memory, or run fewer tasks at once by"
                  + " spark.executor.cores");
    }
  }

  /** Where the setting does not say it: all cores there are, shared out evenly, rounded up. */
  private static int coresOfAnExecutor(SparkContext spark) {
    int executors = Math.max(1, spark.statusTracker().getExecutorInfos().length - 1);
    return (spark.defaultParallelism() + executors - 1) / executors;
  }

  /** As {@code a grid [64, 64, 64] needs about 12 MB and 0.2 s on one core}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s needs about %,.0f MB and %.2g s on one core",
        item,
        Math.max(1, bytes / 1e6),
        seconds);
  }
}
