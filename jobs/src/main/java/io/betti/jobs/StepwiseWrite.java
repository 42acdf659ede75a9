package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.OutputFormat;
import io.betti.jobs.output.StepRecord;
import io.betti.jobs.output.UnfinishedRun;
import io.betti.jobs.progress.ProgressLine;
import io.betti.jobs.records.BadRecord;
import io.betti.jobs.records.BadRecordSieve;
import java.util.List;
import java.util.SortedSet;
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
    return new StepLoop(spark, run, progress, options).through(steps, new Rows(phase));
  }

  /** The rows of files of items. */
  private final class Rows implements StepTask {
    private final String phase;

    Rows(String phase) {
      this.phase = phase;
    }

    @Override
    public String phase() {
      return phase;
    }

    @Override
    public String noun() {
      return "rows";
    }

    @Override
    public void write(Step step, BadRecordSieve sieve) {
      Dataset<Row> rows = sieve.sift(result.of(items(step), step.split()), result.column());
      format.write(result.table(rows), result.writeOptions(), run.stepFolder(step.name()));
    }

    @Override
    public List<BadRecord> complaints(Step step, SortedSet<Long> ids) {
      return new BadRows(step.split(), result).named(ids);
    }

    @Override
    public String place(Step step, long id) {
      return step.split().place(id);
    }
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
