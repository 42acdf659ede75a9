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
import io.betti.pipeline.report.VoxelsReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
    List<StepRecord> records = steps(spark, run, progress);
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

  private List<StepRecord> steps(SparkSession spark, UnfinishedRun run, ProgressLine progress) {
    List<StepRecord> records = new ArrayList<>();
    long total = (long) meshes.files().size() * meshes.rotations();
    long done = 0;
    long bad = 0;
    for (Step step : plan.steps()) {
      Optional<StepRecord> earlier = run.step(step.name());
      StepRecord record;
      if (earlier.isPresent()) {
        record = earlier.get();
      } else {
        BadRecordSieve sieve = new BadRecordSieve(spark, Math.max(0, options.maxBadRecords - bad));
        progress.rows("voxels", total, done, sieve.rowsAccumulator());
        record = write(spark, run, step, sieve);
      }
      records.add(record);
      done += step.rows() * meshes.rotations();
      bad += record.bad().size();
      if (bad > options.maxBadRecords) {
        throw tooMany(record.bad().get(0).reason(), bad + " meshes cannot be used");
      }
    }
    return records;
  }

  private StepRecord write(SparkSession spark, UnfinishedRun run, Step step, BadRecordSieve sieve) {
    long began = System.nanoTime();
    Dataset<Row> rows = meshes.rows(spark, job.hadoop(), step, options.partitions);
    List<BadRecord> bad = new ArrayList<>();
    try {
      OutputFormat.PARQUET.write(sieve.sift(rows, MeshVoxels.VALUES), Map.of(), grids(run, step));
      sieve.badIds().forEach(id -> bad.add(new BadRecord(null, id, reason(id))));
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare.
      TooManyBadRecordsException tooMany = FailureText.find(e, TooManyBadRecordsException.class);
      if (tooMany == null) {
        throw e;
      }
      long id = tooMany.ids().get(0);
      throw tooMany(reason(id), "mesh " + id + " cannot be used");
    }
    long expected = (step.rows() - bad.size()) * meshes.rotations() + bad.size();
    if (sieve.rows() != expected) {
      throw JobFailure.of(
          "there are " + sieve.rows() + " grids instead of " + expected,
          "the meshes must not change while they are read");
    }
    StepRecord record =
        new StepRecord(step.name(), expected, bad, (System.nanoTime() - began) / 1e9);
    run.finish(record);
    return record;
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

  private JobFailure tooMany(String reason, String problem) {
    return JobFailure.of(
        problem + ", and " + options.maxBadRecords + " bad records are allowed",
        reason,
        "mend or drop such files, or leave them out by --max-bad-records N");
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
