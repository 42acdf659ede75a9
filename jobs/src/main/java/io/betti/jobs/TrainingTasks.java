package io.betti.jobs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/** Long pieces of work as Spark tasks, one piece a task. */
final class TrainingTasks {
  /** How long tasks may take to save what they have, as the process is ended. */
  private static final long MOST_STOPPING_NANOS = 20_000_000_000L;

  /** One piece of work. */
  interface Piece extends Serializable {
    /**
     * Does it.
     *
     * @return what came out; null if it was asked to stop before its end
     */
    String run() throws Exception;
  }

  private TrainingTasks() {}

  /** Runs pieces, each in a task of its own, and returns what came out in their order. */
  static List<String> run(SparkSession spark, List<? extends Piece> pieces) {
    List<? extends Piece> sent = List.copyOf(pieces);
    return spark
        .range(0, sent.size(), 1, sent.size())
        .mapPartitions(
            (MapPartitionsFunction<Long, String>)
                numbers -> {
                  List<String> texts = new ArrayList<>();
                  while (numbers.hasNext()) {
                    String text = sent.get(Math.toIntExact(numbers.next())).run();
                    if (text == null) {
                      throw new TaskKilledException("stopped with a checkpoint");
                    }
                    texts.add(text);
                  }
                  return texts.iterator();
                },
            Encoders.STRING())
        .collectAsList();
  }

  /**
   * Whether the task that asks should come to an end. Spark may have interrupted its thread, too;
   * that is taken back, or the checkpoint to come could not be written.
   */
  static boolean isStopping() {
    TaskContext context = TaskContext.get();
    if (context == null || !context.isInterrupted()) {
      return false;
    }
    Thread.interrupted();
    return true;
  }

  /** Asks all tasks to stop and waits until they have. */
  static void stop(SparkSession spark) {
    spark.sparkContext().cancelAllJobs();
    long began = System.nanoTime();
    while (running(spark) > 0 && System.nanoTime() - began < MOST_STOPPING_NANOS) {
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static int running(SparkSession spark) {
    int tasks = 0;
    for (SparkExecutorInfo info : spark.sparkContext().statusTracker().getExecutorInfos()) {
      tasks += info.numRunningTasks();
    }
    return tasks;
  }
}
