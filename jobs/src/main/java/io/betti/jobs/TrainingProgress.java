package io.betti.jobs;

import io.betti.jobs.progress.ProgressLine;
import io.betti.jobs.progress.TaskWord;
import io.betti.pipeline.network.training.Training;
import java.io.Serializable;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/**
 * What trainings tell of themselves from their tasks: steps and latest losses.
 *
 * @param steps counts the steps that were not done when the phase began
 * @param losses in words, of each task
 */
record TrainingProgress(LongAccumulator steps, TaskWord losses) implements Serializable {
  /**
   * Begins a phase of the line of progress.
   *
   * @param all steps of all trainings
   * @param done those that an earlier run did
   */
  static TrainingProgress begin(
      SparkSession spark, ProgressLine line, String phase, long all, long done) {
    LongAccumulator steps = spark.sparkContext().longAccumulator("steps");
    TaskWord losses = new TaskWord();
    spark.sparkContext().register(losses, "losses");
    line.rows(phase, all, done, steps);
    line.detail(losses);
    return new TrainingProgress(steps, losses);
  }

  /**
   * Says where an attempt at a task begins: one that follows a lost one goes on from the latest
   * checkpoint of that, and what the lost one told is forgotten with it.
   *
   * @param done steps that are done now
   * @param counted those of them that were done when the phase began
   */
  void goOn(long done, long counted) {
    steps.add(done - counted);
  }

  /** What a training tells after each step, under a name; the name may be empty. */
  Consumer<Training> of(String name) {
    return training -> {
      steps.add(1);
      losses.add((name + " " + LossText.of(training.losses())).trim());
    };
  }
}
