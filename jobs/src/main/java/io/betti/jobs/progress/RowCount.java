package io.betti.jobs.progress;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.collection.Iterable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Rows that tasks have been through: finished tasks by what they reported at their end, running
 * ones by their executors' heartbeats. A task that is run again counts once.
 */
final class RowCount extends SparkListener {
  private final Map<Long, Long> finished = new ConcurrentHashMap<>();
  private final Map<Long, Long> running = new ConcurrentHashMap<>();
  private volatile long accumulator = -1;

  /** Begins to count by an accumulator, from nothing. */
  void follow(long accumulatorId) {
    finished.clear();
    running.clear();
    accumulator = accumulatorId;
  }

  long rows() {
    return sum(finished) + sum(running);
  }

  private static long sum(Map<Long, Long> rows) {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    running.remove(end.taskInfo().taskId());
    if (end.taskInfo().successful()) {
      long rows = rows(end.taskInfo().accumulables());
      if (rows > 0) {
        finished.put(((long) end.stageId() << 32) + end.taskInfo().index(), rows);
      }
    }
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
    CollectionConverters.asJava(update.accumUpdates())
        .forEach(
            task -> {
              long rows = rows(task._4());
              if (rows > 0) {
                running.put((Long) task._1(), rows);
              }
            });
  }

  private long rows(Iterable<AccumulableInfo> accumulables) {
    return update(accumulables, accumulator).map(rows -> ((Number) rows).longValue()).orElse(0L);
  }

  /** What a task has added to an accumulator. */
  static Optional<Object> update(Iterable<AccumulableInfo> accumulables, long accumulator) {
    for (AccumulableInfo info : CollectionConverters.asJava(accumulables)) {
      if (info.id() == accumulator && info.update().isDefined()) {
        return Optional.of(info.update().get());
      }
    }
    return Optional.empty();
  }
}
