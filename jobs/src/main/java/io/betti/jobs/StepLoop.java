package io.betti.jobs;

import io.betti.jobs.failure.FailureText;
import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.StepRecord;
import io.betti.jobs.output.UnfinishedRun;
import io.betti.jobs.progress.ProgressLine;
import io.betti.jobs.records.BadRecord;
import io.betti.jobs.records.BadRecordSieve;
import io.betti.jobs.records.TooManyBadRecordsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;

/**
 * Goes through the steps of a run: passes over those that are done, counts rows, keeps bad ones
 * within the limit, marks each step as done.
 */
final class StepLoop {
  private final SparkSession spark;
  private final UnfinishedRun run;
  private final ProgressLine progress;
  private final JobOptions options;

  StepLoop(SparkSession spark, UnfinishedRun run, ProgressLine progress, JobOptions options) {
    this.spark = spark;
    this.run = run;
    this.progress = progress;
    this.options = options;
  }

  /**
   * Does what is left to do.
   *
   * @return what every step did, earlier runs included
   * @throws JobFailure if more rows are bad than may be, or a step saw another number of rows than
   *     there are
   */
  List<StepRecord> through(List<Step> steps, StepTask task) {
    List<StepRecord> records = new ArrayList<>();
    long total = steps.stream().mapToLong(task::rows).sum();
    long done = 0;
    long bad = 0;
    for (Step step : steps) {
      Optional<StepRecord> earlier = run.step(step.name());
      StepRecord record;
      if (earlier.isPresent()) {
        record = earlier.get();
      } else {
        BadRecordSieve sieve = new BadRecordSieve(spark, Math.max(0, options.maxBadRecords - bad));
        progress.rows(task.phase(), total, done, sieve.rowsAccumulator());
        record = through(step, task, sieve);
      }
      records.add(record);
      done += task.rows(step);
      bad += record.bad().size();
      if (bad > options.maxBadRecords) {
        throw tooMany(
            task, bad + " " + task.noun() + " cannot be used", record.bad().get(0).reason());
      }
    }
    return records;
  }

  private StepRecord through(Step step, StepTask task, BadRecordSieve sieve) {
    long began = System.nanoTime();
    List<BadRecord> bad;
    try {
      task.write(step, sieve);
      bad = task.complaints(step, sieve.badIds());
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare.
      TooManyBadRecordsException tooMany = FailureText.find(e, TooManyBadRecordsException.class);
      if (tooMany == null) {
        throw e;
      }
      long id = tooMany.ids().get(0);
      String reason = task.complaints(step, new TreeSet<>(List.of(id))).get(0).reason();
      throw tooMany(task, task.place(step, id) + " cannot be used", reason);
    }
    long expected = task.rowsWith(step, bad);
    if (sieve.rows() != expected) {
      throw JobFailure.of(
          "there are " + sieve.rows() + " " + task.noun() + " instead of " + expected,
          "the input must not change while it is read");
    }
    StepRecord record =
        new StepRecord(step.name(), expected, bad, (System.nanoTime() - began) / 1e9);
    run.finish(record);
    return record;
  }

  private JobFailure tooMany(StepTask task, String problem, String reason) {
    return JobFailure.of(
        problem + ", and " + options.maxBadRecords + " bad records are allowed",
        reason,
        "mend or drop such " + task.noun() + ", or leave them out by --max-bad-records N");
  }
}
