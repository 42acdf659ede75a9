package io.betti.jobs;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.betti.jobs.output.OutputFormat;
import io.betti.jobs.output.OutputLayout;
import io.betti.jobs.output.StepRecord;
import io.betti.jobs.output.UnfinishedRun;
import io.betti.jobs.progress.ProgressLine;
import io.betti.jobs.records.BadRecord;
import io.betti.jobs.records.BadRecordSieve;
import io.betti.pipeline.report.DistancesReport;
import io.betti.topology.distance.WassersteinOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What {@code distance} computes and writes: the table, its figures, its report. */
final class DistanceWork {
  private static final double[] QUANTILES = {0, 0.25, 0.5, 0.75, 1};

  /** Of a quantile's rank; exact for tables of up to some thousand rows. */
  private static final double RANK_ERROR = 1e-4;

  private final JobRun job;
  private final JobPlan plan;
  private final OutputFormat format;
  private final JobOptions options;
  private final DiagramDistances distances;

  DistanceWork(
      JobRun job,
      JobPlan plan,
      OutputFormat format,
      JobOptions options,
      DiagramDistances distances) {
    this.job = job;
    this.plan = plan;
    this.format = format;
    this.options = options;
    this.distances = distances;
  }

  /** Does it, as steps and drafts of a run. */
  List<String> compute(SparkSession spark, UnfinishedRun run, ProgressLine progress) {
    List<StepRecord> records =
        new StepLoop(spark, run, progress, options).through(plan.steps(), new Lines(spark, run));
    progress.phase("report");
    Dataset<Row> table =
        format.read(
            spark,
            plan.steps().stream().map(step -> run.stepFolder(step.name())).toList(),
            DiagramDistances.SCHEMA);
    Dataset<Row> finite = table.where(col("distance").lt(Double.POSITIVE_INFINITY));
    Map<String, Object> facts = facts(spark, records, finite);
    OutputLayout layout = OutputLayout.direct();
    run.writeJson(layout.metrics(), facts);
    run.writeText(layout.report(), report(facts, finite));
    return List.of("report: " + plan.folder().text() + "/" + layout.report());
  }

  /** The lines of the file. */
  private final class Lines implements StepTask {
    private final SparkSession spark;
    private final UnfinishedRun run;

    Lines(SparkSession spark, UnfinishedRun run) {
      this.spark = spark;
      this.run = run;
    }

    @Override
    public String phase() {
      return "distances";
    }

    @Override
    public String noun() {
      return "lines";
    }

    @Override
    public void write(Step step, BadRecordSieve sieve) {
      Dataset<Row> rows = distances.rows(spark, job.hadoop(), step, options.partitions);
      format.write(
          sieve.sift(rows, DiagramDistances.DISTANCE), Map.of(), run.stepFolder(step.name()));
    }

    @Override
    public List<BadRecord> complaints(Step step, SortedSet<Long> ids) {
      return distances.complaints(ids, job.hadoop());
    }

    @Override
    public String place(Step step, long id) {
      return "line " + id + " (from 0) of the pairs";
    }
  }

  private Map<String, Object> facts(
      SparkSession spark, List<StepRecord> records, Dataset<Row> finite) {
    WassersteinOptions distance = distances.options();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("job", "distance");
    facts.put("distance", "wasserstein");
    facts.put("order", distance.order());
    facts.put("ground_norm", distance.groundNorm().toString());
    facts.put("essential", distance.essential().toString());
    facts.put("seed", options.seed);
    Facts.addCounts(facts, records);
    Row figures = finite.agg(count(lit(1)), avg("distance")).first();
    facts.put("infinite_distances", (Long) facts.get("rows_written") - figures.getLong(0));
    if (!figures.isNullAt(1)) {
      facts.put("mean_distance", figures.getDouble(1));
    }
    double seconds = Facts.seconds(records);
    facts.put("distances_seconds", seconds);
    facts.put("distances_per_second", (Long) facts.get("rows") / seconds);
    Facts.addCircumstances(facts, job.settings(), spark, records);
    return facts;
  }

  private String report(Map<String, Object> facts, Dataset<Row> finite) {
    Map<String, String> headline = new LinkedHashMap<>();
    headline.put("distances", String.format(Locale.ROOT, "%,d", (Long) facts.get("rows_written")));
    headline.put("infinite", facts.get("infinite_distances").toString());
    headline.put("mean of the others", String.valueOf(facts.getOrDefault("mean_distance", "-")));
    headline.put(
        "distances per second",
        String.format(Locale.ROOT, "%,.0f", (Double) facts.get("distances_per_second")));
    Map<String, String> quantiles = new LinkedHashMap<>();
    double[] values = finite.stat().approxQuantile("distance", QUANTILES, RANK_ERROR);
    for (int i = 0; i < values.length; i++) {
      quantiles.put(Double.toString(QUANTILES[i]), Double.toString(values[i]));
    }
    return DistancesReport.render(
        "Distances of " + job.settings().values().get("pairs"),
        plan.description().get("compute"),
        headline,
        quantiles,
        Facts.texts(facts));
  }
}
