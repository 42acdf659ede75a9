package io.betti.jobs.progress;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.executor.ExecutorMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * How long tasks took, so that a report can tell how evenly the work lay, and the largest heap that
 * an executor was seen with. Tasks of a run that went on are those of this process only.
 */
public final class TaskTimes extends SparkListener implements AutoCloseable {
  private static final String HEAP = "JVMHeapMemory";
  private static final long MOST_MILLIS = 10_000;

  private final SparkContext context;
  private final List<Double> seconds = new ArrayList<>();
  private long heap;

  private TaskTimes(SparkContext context) {
    this.context = context;
  }

  /** Begins to watch. */
  public static TaskTimes start(SparkContext context) {
    TaskTimes times = new TaskTimes(context);
    context.addSparkListener(times);
    return times;
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.taskMetrics() != null && end.taskInfo().successful()) {
      seconds.add(end.taskMetrics().executorRunTime() / 1e3);
    }
    ExecutorMetrics metrics = end.taskExecutorMetrics();
    if (metrics != null) {
      heap = Math.max(heap, metrics.getMetricValue(HEAP));
    }
  }

  /**
   * What was seen: number of tasks, seconds of the median and the longest one, their ratio as
   * {@code skew}, and {@code peak_heap_bytes} where Spark measured it. Empty if there were no
   * tasks.
   */
  public Map<String, Object> facts() {
    try {
      // Spark tells its listeners in a thread of its own.
      context.listenerBus().waitUntilEmpty(MOST_MILLIS);
    } catch (TimeoutException e) {
      // What has not been told by then is left out; these figures decide nothing.
    }
    synchronized (this) {
      Map<String, Object> facts = new LinkedHashMap<>();
      if (!seconds.isEmpty()) {
        Collections.sort(seconds);
        double median = seconds.get((seconds.size() - 1) / 2);
        double longest = seconds.get(seconds.size() - 1);
        facts.put("count", seconds.size());
        facts.put("median_seconds", median);
        facts.put("longest_seconds", longest);
        facts.put("skew", median > 0 ? longest / median : 1.0);
      }
      if (heap > 0) {
        facts.put("peak_heap_bytes", heap);
      }
      return facts;
    }
  }

  /** Stops watching. */
  @Override
  public void close() {
    context.removeSparkListener(this);
  }
}
