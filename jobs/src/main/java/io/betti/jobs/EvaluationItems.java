package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.OutputFormat;
import io.betti.jobs.output.UnfinishedRun;
import io.betti.jobs.records.BadRecord;
import io.betti.jobs.records.BadRecordSieve;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The items of an evaluation as its steps write them, Parquet in the run's own folder. */
final class EvaluationItems implements StepTask {
  /** Of a step's folder, whose own part files would become the result's. */
  private static final String ITEMS = "items";

  private final SparkSession spark;
  private final UnfinishedRun run;
  private final EvaluationSteps steps;
  private final Integer partitions;

  EvaluationItems(
      SparkSession spark, UnfinishedRun run, EvaluationSteps steps, Integer partitions) {
    this.spark = spark;
    this.run = run;
    this.steps = steps;
    this.partitions = partitions;
  }

  @Override
  public String phase() {
    return "items";
  }

  @Override
  public String noun() {
    return "rows";
  }

  @Override
  public long rows(Step step) {
    return steps.items().get(step).rows(spark, step);
  }

  @Override
  public void write(Step step, BadRecordSieve sieve) {
    Dataset<Row> rows = steps.items().get(step).sifted(spark, step, partitions, sieve);
    OutputFormat.PARQUET.write(rows, Map.of(), folder(step));
  }

  @Override
  public List<BadRecord> complaints(Step step, SortedSet<Long> ids) {
    return steps.items().get(step).complaints(spark, ids);
  }

  @Override
  public String place(Step step, long id) {
    return steps.items().get(step).place(id);
  }

  private Path folder(Step step) {
    return new Path(run.stepFolder(step.name()), ITEMS);
  }

  /** The items of a side, once its steps are done. */
  Dataset<Row> of(EvaluationSide side) {
    return spark
        .read()
        .option("__globPaths__", "false")
        .parquet(
            steps.of(side).stream().map(step -> folder(step).toString()).toArray(String[]::new));
  }

  /**
   * What names the items of a side, by ids rising.
   *
   * @throws JobFailure if an id is missing or occurs twice
   */
  EvaluatedIds ids(EvaluationSide side) {
    Dataset<Row> items = of(side);
    boolean labelled = Arrays.asList(items.columns()).contains("label");
    List<Row> rows =
        items.selectExpr("id", labelled ? "label" : "cast(null as int) label").collectAsList();
    EvaluatedIds ids = EvaluatedIds.of(rows);
    ids.problem()
        .ifPresent(
            problem -> {
              throw JobFailure.of(
                  side.path() + " cannot be evaluated", problem, "ids tell items from each other");
            });
    return ids;
  }
}
