package io.betti.jobs;

import static org.apache.spark.sql.functions.col;

import io.betti.jobs.output.OutputFormat;
import io.betti.jobs.output.OutputLayout;
import io.betti.jobs.output.StepRecord;
import io.betti.jobs.output.UnfinishedRun;
import io.betti.jobs.progress.ProgressLine;
import io.betti.jobs.progress.TaskTimes;
import io.betti.pipeline.evaluation.BarStatistics;
import io.betti.pipeline.report.DiagramsReport;
import io.betti.udfs.DiagramProvenance;
import io.betti.udfs.Diagrams;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What {@code diagrams} computes and writes: the table, its figures, its report. */
final class DiagramsWork {
  private static final int SHOWN = 12;

  private final JobRun job;
  private final JobPlan plan;
  private final OutputFormat format;
  private final JobOptions options;
  private final DiagramResult result;

  DiagramsWork(
      JobRun job, JobPlan plan, OutputFormat format, JobOptions options, DiagramResult result) {
    this.job = job;
    this.plan = plan;
    this.format = format;
    this.options = options;
    this.result = result;
  }

  /** Does it, as steps and drafts of a run. */
  List<String> compute(SparkSession spark, UnfinishedRun run, ProgressLine progress) {
    StepwiseWrite write = new StepwiseWrite(spark, run, progress, format, options, result);
    List<StepRecord> records;
    Map<String, Object> tasks;
    try (TaskTimes times = TaskTimes.start(spark.sparkContext())) {
      records = write.write("diagrams", plan.steps());
      tasks = times.facts();
    }
    progress.phase("report");
    List<BarStatistics> bars = BarStatistics.of(write.read(plan.steps()), DiagramResult.DIAGRAM);
    Map<String, Object> facts = facts(spark, records, bars);
    facts.put("tasks", tasks);
    OutputLayout layout = OutputLayout.direct();
    run.writeJson(layout.metrics(), facts);
    run.writeText(layout.report(), report(facts, bars, write.read(plan.steps().subList(0, 1))));
    return List.of("report: " + plan.folder().text() + "/" + layout.report());
  }

  private Map<String, Object> facts(
      SparkSession spark, List<StepRecord> records, List<BarStatistics> bars) {
    DiagramProvenance provenance = result.provenance();
    Map<String, Object> facts =
        Facts.of(
            "diagrams",
            provenance.filtration(),
            provenance.complex(),
            provenance.direction(),
            options.seed);
    Facts.addCounts(facts, records);
    Map<String, Long> counts = new LinkedHashMap<>();
    bars.forEach(b -> counts.put("PD" + b.dimension(), b.bars()));
    facts.put("bars", counts);
    double seconds = Facts.seconds(records);
    facts.put("diagrams_seconds", seconds);
    facts.put("diagrams_per_second", (Long) facts.get("rows") / seconds);
    Facts.addCircumstances(facts, job.settings(), spark, records);
    return facts;
  }

  private String report(Map<String, Object> facts, List<BarStatistics> bars, Dataset<Row> table) {
    return DiagramsReport.render(
        new DiagramsReport.Data(
            "Persistence diagrams of " + plan.splits().get(0).path(),
            result.description(),
            result.direction(),
            (Long) facts.get("rows_written"),
            (Double) facts.get("diagrams_per_second"),
            bars,
            samples(table),
            Facts.texts(facts)));
  }

  /** The first items: the table has their diagrams, the input their values. */
  private List<DiagramsReport.Sample> samples(Dataset<Row> table) {
    List<DiagramsReport.Sample> samples = new ArrayList<>();
    Split split = plan.splits().get(0);
    List<Row> rows =
        table.where(col("id").lt(4 * SHOWN)).orderBy("id").limit(SHOWN).collectAsList();
    FirstItems items =
        FirstItems.of(split, rows.stream().map(row -> row.<Long>getAs("id")).toList());
    for (Row row : rows) {
      long id = row.getAs("id");
      if (!items.has(id)) {
        continue; // Beyond what is kept in memory to be shown.
      }
      String label = split.data().isLabelled() ? row.getAs("label").toString() : "";
      if (!split.data().isGrids()) {
        label = row.getAs("cloud");
      }
      samples.add(
          new DiagramsReport.Sample(
              id,
              label,
              result.picture(items, id),
              Diagrams.fromRows(row.<Row>getList(row.fieldIndex(DiagramResult.DIAGRAM)))));
    }
    return samples;
  }
}
