package io.betti.jobs.progress;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.jdk.javaapi.CollectionConverters;

/** What running tasks say by a {@link TaskWord}, as their executors' heartbeats tell it. */
final class RunningWords extends SparkListener {
  private final Map<Long, String> words = new ConcurrentSkipListMap<>();
  private volatile long accumulator = -1;

  /** Begins to listen to an accumulator, from nothing. */
  void follow(long accumulatorId) {
    words.clear();
    accumulator = accumulatorId;
  }

  /** All of them, in the order in which the tasks began. */
  String text() {
    return String.join(", ", words.values());
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    words.remove(end.taskInfo().taskId());
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
    CollectionConverters.asJava(update.accumUpdates())
        .forEach(
            task ->
                RowCount.update(task._4(), accumulator)
                    .ifPresent(word -> words.put((Long) task._1(), word.toString())));
  }
}
