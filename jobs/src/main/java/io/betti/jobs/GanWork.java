package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.StepRecord;
import io.betti.jobs.output.UnfinishedRun;
import io.betti.jobs.progress.ProgressLine;
import io.betti.pipeline.dataset.IdxHeader;
import io.betti.pipeline.dataset.IdxType;
import io.betti.pipeline.dataset.IdxWriter;
import io.betti.pipeline.dataset.UnreadableDataException;
import io.betti.pipeline.network.Folder;
import io.betti.pipeline.network.Network;
import io.betti.pipeline.network.SavedState;
import io.betti.pipeline.network.experiment.GenerativeModel;
import io.betti.pipeline.network.experiment.Interpolation;
import io.betti.pipeline.network.experiment.LossRecord;
import io.betti.pipeline.network.experiment.MovedLatents;
import io.betti.pipeline.network.experiment.Rings;
import io.betti.pipeline.network.experiment.Stage;
import io.betti.pipeline.network.experiment.StageRun;
import io.betti.pipeline.network.experiment.StageSettings;
import io.betti.pipeline.network.experiment.StepSpeed;
import io.betti.pipeline.network.training.Sampler;
import io.betti.pipeline.network.training.TrainingItems;
import io.betti.pipeline.report.GenerationReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/** What {@code gan} computes and writes: a network or samples, the report. */
final class GanWork implements JobRun.Work {
  /** Samples of one task, unless --partitions says it. */
  private static final int MOST_OF_A_TASK = 20_000;

  private final JobRun job;
  private final JobPlan plan;
  private final JobOptions options;
  private final GanSettings settings;
  private final GanSheets sheets;

  GanWork(JobRun job, JobPlan plan, JobOptions options, GanSettings settings) {
    this.job = job;
    this.plan = plan;
    this.options = options;
    this.settings = settings;
    sheets = new GanSheets(settings);
  }

  /** What a dry run tells. */
  static Map<String, String> description(GanSettings settings, boolean estimate) {
    Map<String, String> description = new LinkedHashMap<>();
    GanStage stage = settings.stage();
    if (stage.trains() && settings.preset() == Preset.QUICK) {
      description.put("note", Preset.NO_RESULT);
    }
    if (stage.needsNetwork()) {
      description.put("read", settings.network());
    }
    String work =
        stage.trains()
            ? settings.steps() + " steps of " + stage
            : settings.count() + (stage == GanStage.SAMPLE ? " samples" : " paths between samples");
    description.put("model", settings.model().toString());
    description.put("compute", work + (stage.hasEnergy() ? " on " + settings.energy() : ""));
    if (estimate && stage.trains()) {
      double step = StepSpeed.secondsPerStep(settings.model(), settings.batch());
      description.put(
          "estimate",
          String.format(
              Locale.ROOT,
              "%.1f minutes on one core, by steps of %.0f ms; about 350 MB outside the heap",
              settings.steps() * step / 60,
              1e3 * step));
    }
    return description;
  }

  /**
   * Finds what is wrong with the energy before anything is started.
   *
   * @throws JobFailure if there is something
   */
  void check() {
    if (settings.stage().hasEnergy()) {
      try {
        settings.model().checkLoss(settings.energy(), GanReferences.names(settings.references()));
      } catch (IllegalArgumentException e) {
        throw JobFailure.usage("--energy is " + settings.energy(), e.getMessage());
      }
    }
  }

  private static Network generator(Folder stage) {
    return Network.of(SavedState.load(stage.in(StageRun.GENERATOR)));
  }

  private Folder network() {
    return settings.network() == null ? null : Folder.at(settings.network(), job.hadoop());
  }

  @Override
  public void stop(SparkSession spark) {
    TrainingTasks.stop(spark);
  }

  @Override
  public List<String> of(SparkSession spark, UnfinishedRun run, ProgressLine progress) {
    try {
      return compute(spark, run, progress);
    } catch (UnreadableDataException e) {
      throw JobFailure.because(
          e, "cannot go on with " + e.path(), e.problem(), "begin anew by --mode overwrite");
    } catch (IOException e) {
      throw JobFailure.because(e, "cannot write the network or read it", e.getMessage());
    }
  }

  private List<String> compute(SparkSession spark, UnfinishedRun run, ProgressLine progress)
      throws IOException {
    long began = System.nanoTime();
    Findings findings =
        switch (settings.stage()) {
          case SAMPLE -> sample(spark, run, progress);
          case INTERPOLATE -> interpolate(run);
          default -> train(spark, run, progress);
        };
    double seconds = (System.nanoTime() - began) / 1e9;
    Step step = plan.steps().get(0);
    run.finish(new StepRecord(step.name(), step.rows(), List.of(), seconds));
    Map<String, Object> facts =
        Facts.of("gan", "level-set", "freudenthal", "superlevel", options.seed);
    if (warned()) {
      facts.put("note", Preset.NO_RESULT);
    }
    facts.putAll(findings.facts());
    facts.put("seconds", seconds);
    Facts.addCircumstances(
        facts, job.settings(), spark, List.of(run.step(step.name()).orElseThrow()));
    run.writeJson(GanJob.layout().metrics(), facts);
    run.writeText(GanJob.layout().report(), report(findings, facts));
    List<String> lines = new ArrayList<>();
    if (warned()) {
      lines.add(Preset.NO_RESULT);
    }
    lines.addAll(findings.lines());
    lines.add("report: " + plan.folder().text() + "/" + GanJob.layout().report());
    return lines;
  }

  private boolean warned() {
    return settings.stage().trains() && settings.preset() == Preset.QUICK;
  }

  /** What a stage found. */
  private record Findings(
      Map<String, Object> facts,
      List<String> lines,
      List<GenerationReport.Sheet> sheets,
      List<GenerationReport.Losses> losses) {}

  private Findings train(SparkSession spark, UnfinishedRun run, ProgressLine progress)
      throws IOException {
    StageRun stage = stageRun(run, GanReferences.read(spark, settings.references()));
    checkLoss(stage);
    long done = stage.stepsDone();
    TrainingProgress told =
        TrainingProgress.begin(
            spark, progress, settings.stage() + ", steps", settings.steps(), done);
    byte[][] stored =
        settings.stage().seesImages()
            ? GanItems.read(settings.model(), settings.train(), job.hadoop())
            : new byte[1][settings.model().grid().vertices()]; // Not looked at.
    Broadcast<byte[][]> items =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(stored);
    TrainingTasks.run(spark, List.of(piece(stage, done, items, told)));
    items.destroy();

    LossRecord.Curves curves = LossRecord.read(stage.to());
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("stage", settings.stage().toString());
    facts.put("steps", settings.steps());
    List<String> lines = new ArrayList<>();
    curves
        .losses()
        .forEach(
            (name, values) -> {
              double first = values[0];
              double last = values[values.length - 1];
              facts.put("first_" + name, first);
              facts.put("last_" + name, last);
              lines.add(String.format(Locale.ROOT, "%s: %.4g -> %.4g", name, first, last));
            });
    if (settings.stage() == GanStage.QUERY) {
      rings(stage, facts, lines);
    }
    return new Findings(
        facts,
        lines,
        sheets.trained(stage),
        List.of(
            new GenerationReport.Losses(
                settings.stage().toString(), curves.steps(), curves.losses())));
  }

  /** What became of the longest ring of each item that was asked about. */
  private void rings(StageRun stage, Map<String, Object> facts, List<String> lines) {
    Rings rings = new Rings(settings.model().grid());
    MovedLatents moved = GanSheets.moved(stage);
    List<Map<String, Object>> all = new ArrayList<>();
    try (Network generator = generator(stage.from())) {
      Sampler sampler = new Sampler(generator, settings.seed());
      float[] before = GenerativeModel.unit(sampler.items(moved.start()));
      float[] after = GenerativeModel.unit(sampler.items(moved.moved()));
      for (int i = 0; i < moved.samples().length; i++) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("sample", moved.samples()[i]);
        one.put("longest_ring_before", rings.longest(before, i));
        one.put("longest_ring_after", rings.longest(after, i));
        all.add(one);
        lines.add(
            String.format(
                Locale.ROOT,
                "longest ring of sample %d: %.3f -> %.3f",
                moved.samples()[i],
                rings.longest(before, i),
                rings.longest(after, i)));
      }
    }
    facts.put("rings", all);
  }

  private static TrainingTasks.Piece piece(
      StageRun stage, long counted, Broadcast<byte[][]> items, TrainingProgress told) {
    return () -> {
      told.goOn(stage.stepsDone(), counted);
      TrainingItems real = stage.settings().model().items(items.value());
      return stage.run(real, told.of(""), TrainingTasks::isStopping) ? "done" : null;
    };
  }

  /** Refuses a loss that is infinite for its references, before a training begins. */
  private void checkLoss(StageRun stage) {
    if (settings.stage().hasEnergy()) {
      try {
        settings.model().loss(settings.energy(), stage.settings().references());
      } catch (IllegalArgumentException e) {
        throw JobFailure.usage("--energy is " + settings.energy(), e.getMessage());
      }
    }
  }

  private StageRun stageRun(UnfinishedRun run, Map<String, String> references) {
    Stage stage =
        switch (settings.stage()) {
          case TRAIN -> Stage.BASELINE;
          case TOPOLOGY -> Stage.TOPOLOGY;
          case DISCRIMINATE -> Stage.DISCRIMINATOR;
          case CONTINUE -> Stage.CONTINUED;
          default -> Stage.LATENT;
        };
    return new StageRun(
        stage,
        settings.seed(),
        new StageSettings(
            settings.model(),
            settings.steps(),
            settings.batch(),
            settings.rate(),
            GanSettings.BETA1,
            settings.energy(),
            settings.checkpointSteps(),
            references),
        settings.first(),
        network(),
        Folder.at(run.checkpoints().toString(), job.hadoop()).in(GanJob.NETWORK),
        Folder.at(run.draft(GanJob.NETWORK).toString(), job.hadoop()));
  }

  private Findings sample(SparkSession spark, UnfinishedRun run, ProgressLine progress)
      throws IOException {
    LongAccumulator done = spark.sparkContext().longAccumulator("samples");
    progress.rows("samples", settings.count(), 0, done);
    int parts =
        options.partitions == null
            ? Math.max(
                spark.sparkContext().defaultParallelism(),
                (settings.count() + MOST_OF_A_TASK - 1) / MOST_OF_A_TASK)
            : options.partitions;
    SavedState state = SavedState.load(network().in(StageRun.GENERATOR));
    GeneratedImages images = GeneratedImages.of(spark, state.bytes(), settings.seed(), done);
    float[] shown = new float[Math.min(sheets.shown(), settings.count()) * length()];
    int written = 0;
    try (IdxWriter idx = writer(run, settings.count())) {
      Iterator<byte[]> rows = images.rows(settings.first(), settings.count(), parts);
      while (rows.hasNext()) {
        byte[] image = rows.next();
        idx.write(image);
        for (int i = 0; i < image.length && written * image.length + i < shown.length; i++) {
          shown[written * image.length + i] = 2 * (image[i] & 0xff) / 255f - 1;
        }
        written++;
      }
    }
    return new Findings(
        Map.of("samples", settings.count()),
        List.of("samples: " + plan.folder().text() + "/" + file()),
        List.of(
            sheets.sheet("Samples", "The first of " + settings.count(), shown, GanSheets.COLUMNS)),
        List.of());
  }

  private Findings interpolate(UnfinishedRun run) throws IOException {
    int length = settings.images() * length();
    float[] all = new float[Math.multiplyExact(settings.count(), length)];
    try (Network generator = generator(network());
        IdxWriter idx = writer(run, settings.count() * settings.images())) {
      for (int path = 0; path < settings.count(); path++) {
        long from = settings.first() + 2L * path;
        float[] one =
            Interpolation.between(generator, settings.seed(), from, from + 1, settings.images());
        System.arraycopy(one, 0, all, path * length, length);
        for (int i = 0; i < settings.images(); i++) {
          int at = i * length();
          idx.write(GeneratedImages.bytes(Arrays.copyOfRange(one, at, at + length())));
        }
      }
    }
    return new Findings(
        Map.of("paths", settings.count(), "images_of_a_path", settings.images()),
        List.of("images: " + plan.folder().text() + "/" + file()),
        List.of(
            sheets.sheet("Paths", "A row is a line between two latents", all, settings.images())),
        List.of());
  }

  private IdxWriter writer(UnfinishedRun run, int count) throws IOException {
    Path file = run.draft(file());
    int[] shape = settings.model().grid().shape();
    int[] sizes = IntStream.concat(IntStream.of(count), IntStream.of(shape)).toArray();
    return new IdxWriter(
        new GZIPOutputStream(file.getFileSystem(job.hadoop()).create(file, true)),
        IdxHeader.of(IdxType.UBYTE, sizes));
  }

  private boolean ofVolumes() {
    return settings.model() == GenerativeModel.VOXELS;
  }

  /** Name of the file of what is made. */
  private String file() {
    return ofVolumes() ? GanJob.VOLUMES : GanJob.SAMPLES;
  }

  /** Numbers in an item. */
  private int length() {
    return settings.model().grid().vertices();
  }

  private String report(Findings findings, Map<String, Object> facts) {
    return GenerationReport.render(
        new GenerationReport.Data(
            "Generative network: " + settings.stage(),
            plan.description().get("compute"),
            warned() ? Preset.NO_RESULT : "",
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            findings.sheets(),
            List.of(),
            findings.losses(),
            Facts.texts(facts)));
  }
}
