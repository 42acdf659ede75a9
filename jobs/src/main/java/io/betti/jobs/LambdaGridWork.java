package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.OutputFormat;
import io.betti.jobs.output.OutputLayout;
import io.betti.jobs.output.StepRecord;
import io.betti.jobs.output.UnfinishedRun;
import io.betti.jobs.progress.ProgressLine;
import io.betti.pipeline.regression.GridData;
import io.betti.pipeline.regression.RegressionProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/** What {@code lambda-grid} computes and writes: fits, choices, a summary, its report. */
final class LambdaGridWork {
  /** Where the rows come from. */
  interface Source {
    /** Data of a trial. */
    GridData of(SparkSession spark, int trial);

    /** What there is to say of the data, once they were read. */
    default Map<String, Object> facts() {
      return Map.of();
    }

    /** The same data for every trial. */
    static Source of(GridData data) {
      return (spark, trial) -> data;
    }
  }

  private final JobRun job;
  private final JobPlan plan;
  private final FitGrid grid;
  private final List<RegressionProblem> problems;
  private final OutputFormat format;
  private final JobOptions options;
  private final Source source;

  LambdaGridWork(
      JobRun job,
      JobPlan plan,
      FitGrid grid,
      List<RegressionProblem> problems,
      OutputFormat format,
      JobOptions options,
      Source source) {
    this.job = job;
    this.plan = plan;
    this.grid = grid;
    this.problems = problems;
    this.format = format;
    this.options = options;
    this.source = source;
  }

  /** Does it, as steps and drafts of a run. */
  List<String> compute(SparkSession spark, UnfinishedRun run, ProgressLine progress) {
    List<StepRecord> records = fits(spark, run, progress);
    progress.phase("choices");
    GridChoices choices = new GridChoices(grid);
    for (Step step : plan.steps()) {
      choices.add(step, read(spark, run, step));
    }
    GridTables tables = new GridTables(grid, choices.summary());
    write(spark, run, LambdaGridJob.CHOSEN, tables.chosen());
    write(spark, run, LambdaGridJob.SUMMARY, tables.summary());
    progress.phase("report");
    Map<String, Object> facts = facts(spark, records);
    OutputLayout layout = LambdaGridJob.layout();
    GridReport report = new GridReport(grid, problems, choices, options.seed);
    run.writeJson(layout.metrics(), facts);
    run.writeText(layout.report(), report.render(plan, Facts.texts(facts)));
    List<String> lines = new ArrayList<>(report.lines());
    lines.add("report: " + plan.folder().text() + "/" + layout.report());
    return lines;
  }

  private List<StepRecord> fits(SparkSession spark, UnfinishedRun run, ProgressLine progress) {
    FitRows rows = new FitRows(grid);
    List<StepRecord> records = new ArrayList<>();
    for (Step step : plan.steps()) {
      Optional<StepRecord> earlier = run.step(step.name());
      if (earlier.isPresent()) {
        records.add(earlier.get());
        continue;
      }
      LongAccumulator count = spark.sparkContext().longAccumulator("fits");
      progress.rows("fits", grid.size(), step.from(), count);
      long began = System.nanoTime();
      int trial = grid.paths(step).get(0).cell().trial();
      GridData data = source.of(spark, trial);
      format.write(
          rows.of(spark, data, step, options.partitions, count),
          Map.of(),
          run.stepFolder(step.name()));
      double seconds = (System.nanoTime() - began) / 1e9;
      StepRecord record = new StepRecord(step.name(), step.rows(), List.of(), seconds);
      run.finish(record);
      records.add(record);
    }
    return records;
  }

  private List<Row> read(SparkSession spark, UnfinishedRun run, Step step) {
    List<Row> rows =
        format
            .read(spark, List.of(run.stepFolder(step.name())), FitRows.SCHEMA)
            .sort("id")
            .collectAsList();
    if (rows.size() != step.rows()) {
      throw JobFailure.of(
          "there are " + rows.size() + " fits instead of " + step.rows(),
          "the folder must not change while the job runs");
    }
    return rows;
  }

  private void write(SparkSession spark, UnfinishedRun run, String name, GridTables.Rows rows) {
    Dataset<Row> table = spark.createDataFrame(rows.rows(), rows.schema()).coalesce(1);
    format.write(table, Map.of(), run.draft(name));
  }

  private Map<String, Object> facts(SparkSession spark, List<StepRecord> records) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("job", "lambda-grid");
    facts.put("problems", String.join(", ", grid.problems()));
    facts.put("objective", "mean squared error + lambda * penalty");
    Map<String, String> spaces = new LinkedHashMap<>();
    for (int p = 0; p < grid.problems().size(); p++) {
      spaces.put(grid.problems().get(p), grid.penalties().get(p).get(0).space().toString());
    }
    facts.put("coefficients", spaces);
    facts.put("solver", grid.options().toString());
    facts.put("seed", options.seed);
    facts.putAll(source.facts());
    Facts.addCounts(facts, records);
    double seconds = Facts.seconds(records);
    facts.put("fits_seconds", seconds);
    facts.put("fits_per_second", grid.size() / seconds);
    Facts.addCircumstances(facts, job.settings(), spark, records);
    return facts;
  }
}
