package io.betti.jobs;

import io.betti.jobs.output.OutputFormat;
import io.betti.jobs.output.StepRecord;
import io.betti.jobs.output.UnfinishedRun;
import io.betti.jobs.progress.ProgressLine;
import io.betti.jobs.records.BadRecord;
import io.betti.jobs.records.BadRecordSieve;
import io.betti.pipeline.report.VoxelsReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What {@code voxelize} computes and writes. Steps write their grids as Parquet into the run's own
 * folder, by all cores; then one process makes the IDX file of them, in order, since a gzip has but
 * one writer.
 */
final class VoxelizeWork {
  private final JobRun job;
  private final JobPlan plan;
  private final JobOptions options;
  private final MeshVoxels meshes;

  VoxelizeWork(JobRun job, JobPlan plan, JobOptions options, MeshVoxels meshes) {
    this.job = job;
    this.plan = plan;
    this.options = options;
    this.meshes = meshes;
  }

  /** Does it, as steps and drafts of a run. */
  List<String> compute(SparkSession spark, UnfinishedRun run, ProgressLine progress) {
    List<StepRecord> records =
        new StepLoop(spark, run, progress, options).through(plan.steps(), new Meshes(spark, run));
    progress.phase("one file");
    VoxelFiles files = new VoxelFiles(meshes, job.hadoop());
    try {
      List<Path> parts = new ArrayList<>();
      for (Step step : plan.steps()) {
        parts.addAll(files.parts(grids(run, step)));
      }
      long written = records.stream().mapToLong(r -> r.rows() - r.bad().size()).sum();
      files.write(
          spark, parts, written, run.draft(VoxelizeJob.VOXELS), run.draft(VoxelizeJob.INDEX));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the voxels", e);
    }
    Map<String, Object> facts = facts(spark, records, files);
    run.writeJson("metrics.json", facts);
    run.writeText("report.html", report(facts, files));
    return List.of(
        "voxels: " + plan.folder().text() + "/" + VoxelizeJob.VOXELS,
        "report: " + plan.folder().text() + "/report.html");
  }

  /** The meshes, each of which gives its grids. */
  private final class Meshes implements StepTask {
    private final SparkSession spark;
    private final UnfinishedRun run;

    Meshes(SparkSession spark, UnfinishedRun run) {
      this.spark = spark;
      this.run = run;
    }

    @Override
    public String phase() {
      return "voxels";
    }

    @Override
    public String noun() {
      return "meshes";
    }

    @Override
    public long rows(Step step) {
      return step.rows() * meshes.rotations();
    }

    @Override
    public void write(Step step, BadRecordSieve sieve) {
      Dataset<Row> rows = meshes.rows(spark, job.hadoop(), step, options.partitions);
      OutputFormat.PARQUET.write(sieve.sift(rows, MeshVoxels.VALUES), Map.of(), grids(run, step));
    }

    @Override
    public List<BadRecord> complaints(Step step, SortedSet<Long> ids) {
      return ids.stream().map(id -> new BadRecord(null, id, reason(id))).toList();
    }

    @Override
    public String place(Step step, long id) {
      return "mesh " + id;
    }

    /** A bad mesh gives one row, whatever the rotations. */
    @Override
    public long rowsWith(Step step, List<BadRecord> bad) {
      return (step.rows() - bad.size()) * meshes.rotations() + bad.size();
    }
  }

  /** Below the step's folder, whose own part files would become the result's. */
  private static Path grids(UnfinishedRun run, Step step) {
    return new Path(run.stepFolder(step.name()), "grids");
  }

  private String reason(long id) {
    return meshes
        .complaint(id, job.hadoop())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    meshes.files().get((int) id).path()
                        + " gave no grids in a task, but does so on its own"));
  }

  private Map<String, Object> facts(
      SparkSession spark, List<StepRecord> records, VoxelFiles files) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("job", "voxelize");
    facts.put("seed", options.seed);
    facts.put("meshes", meshes.files().size());
    Facts.addCounts(facts, records);
    facts.put("layout", "item, z (upwards), y, x; 0 empty, 1 occupied");
    facts.put("components_complex", "freudenthal");
    facts.putAll(files.counts());
    double seconds = Facts.seconds(records);
    facts.put("voxels_seconds", seconds);
    facts.put("grids_per_second", (Long) facts.get("rows_written") / seconds);
    Facts.addCircumstances(facts, job.settings(), spark, records);
    return facts;
  }

  private String report(Map<String, Object> facts, VoxelFiles files) {
    Map<String, String> headline = new LinkedHashMap<>();
    headline.put("grids", String.format(Locale.ROOT, "%,d", (Long) facts.get("rows_written")));
    headline.put(
        "grids per second",
        String.format(Locale.ROOT, "%,.0f", (Double) facts.get("grids_per_second")));
    files.counts().forEach((name, count) -> headline.put(name.replace('_', ' '), "" + count));
    return VoxelsReport.render(
        new VoxelsReport.Data(
            "Voxels of " + job.settings().values().get("input"),
            plan.description().get("compute"),
            headline,
            files.samples(),
            Facts.texts(facts)));
  }
}
