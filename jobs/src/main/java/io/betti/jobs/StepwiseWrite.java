package io.betti.jobs;

import io.betti.jobs.failure.FailureText;
import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.OutputFormat;
import io.betti.jobs.output.StepRecord;
import io.betti.jobs.output.UnfinishedRun;
import io.betti.jobs.progress.ProgressLine;
import io.betti.jobs.records.BadRecord;
import io.betti.jobs.records.BadRecordSieve;
import io.betti.jobs.records.TooManyBadRecordsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Computes a table step by step and writes each step into its own folder of the run. Steps that are
 * done are passed over. Rows come out in the order of their ids, whatever the number of partitions.
 */
final class StepwiseWrite {
  private final SparkSession spark;
  private final UnfinishedRun run;
  private final ProgressLine progress;
  private final OutputFormat format;
  private final JobOptions options;
  private final RowResult result;

  StepwiseWrite(
      SparkSession spark,
      UnfinishedRun run,
      ProgressLine progress,
      OutputFormat format,
      JobOptions options,
      RowResult result) {
    this.spark = spark;
    this.run = run;
    this.progress = progress;
    this.format = format;
    this.options = options;
    this.result = result;
  }

  /**
   * Does what is left to do.
   *
   * @param phase what the progress line calls it
   * @return what every step did, earlier runs included
   * @throws JobFailure if more rows are bad than may be
   */
  List<StepRecord> write(String phase, List<Step> steps) {
    List<StepRecord> records = new ArrayList<>();
    long total = steps.stream().mapToLong(Step::rows).sum();
    long done = 0;
    long bad = 0;
    for (Step step : steps) {
      Optional<StepRecord> earlier = run.step(step.name());
      StepRecord record;
      if (earlier.isPresent()) {
        record = earlier.get();
      } else {
        BadRecordSieve sieve = new BadRecordSieve(spark, Math.max(0, options.maxBadRecords - bad));
        progress.rows(phase, total, done, sieve.rowsAccumulator());
        record = write(step, sieve);
      }
      records.add(record);
      done += step.rows();
      bad += record.bad().size();
      if (bad > options.maxBadRecords) {
        throw tooMany(record.bad().get(0).reason(), bad + " rows cannot be used");
      }
    }
    return records;
  }

  private StepRecord write(Step step, BadRecordSieve sieve) {
    long began = System.nanoTime();
    Split split = step.split();
    Dataset<Row> rows = sieve.sift(result.of(items(step), split), result.column());
    BadRows badRows = new BadRows(split, result);
    List<BadRecord> bad;
    try {
      format.write(result.table(rows), result.writeOptions(), run.stepFolder(step.name()));
      bad = badRows.named(sieve.badIds());
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare.
      TooManyBadRecordsException tooMany = FailureText.find(e, TooManyBadRecordsException.class);
      if (tooMany == null) {
        throw e;
      }
      long id = tooMany.ids().get(0);
      throw tooMany(badRows.reason(id), split.place(id) + " cannot be used");
    }
    if (sieve.rows() != step.rows()) {
      throw JobFailure.of(
          split.path() + " gave " + sieve.rows() + " rows instead of " + step.rows(),
          "it must not change while it is read");
    }
    StepRecord record =
        new StepRecord(step.name(), step.rows(), bad, (System.nanoTime() - began) / 1e9);
    run.finish(record);
    return record;
  }

  private JobFailure tooMany(String reason, String problem) {
    return JobFailure.of(
        problem + ", and " + options.maxBadRecords + " bad records are allowed",
        reason,
        "mend or drop such rows, or leave them out by --max-bad-records N");
  }

  /** What the data source gives for a step. */
  Dataset<Row> items(Step step) {
    return step.split().items(spark, step.from(), step.to(), options.partitions);
  }

  /** The table as far as some steps have written it. */
  Dataset<Row> read(List<Step> steps) {
    Step first = steps.get(0);
    StructType schema = result.table(result.of(items(first), first.split())).schema();
    return format.read(
        spark, steps.stream().map(step -> run.stepFolder(step.name())).toList(), schema);
  }
}
