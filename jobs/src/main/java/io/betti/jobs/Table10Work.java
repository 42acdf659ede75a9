package io.betti.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.StepRecord;
import io.betti.jobs.output.UnfinishedRun;
import io.betti.jobs.progress.ProgressLine;
import io.betti.pipeline.network.Network;
import io.betti.pipeline.network.SavedState;
import io.betti.pipeline.network.experiment.ClassifierRun;
import io.betti.pipeline.network.experiment.EvaluationRun;
import io.betti.pipeline.network.experiment.Stage;
import io.betti.pipeline.network.experiment.StageRun;
import io.betti.pipeline.network.experiment.StepSpeed;
import io.betti.pipeline.network.training.Classifier;
import io.betti.pipeline.network.training.TrainingItems;
import io.betti.pipeline.report.VolumeAxes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/** What {@code table10} computes and writes: networks, scores, the report. */
final class Table10Work implements JobRun.Work {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** About how long the scores of an image or a volume take. */
  private static final double IMAGE_SECONDS = 5e-4;

  private static final double VOLUME_SECONDS = 2e-2;

  private final JobRun job;
  private final JobPlan plan;
  private final JobOptions options;
  private final Table10Settings settings;
  private final Table10Files files;
  private final VolumeAxes axes;

  Table10Work(
      JobRun job,
      JobPlan plan,
      JobOptions options,
      Table10Settings settings,
      Table10Files files,
      VolumeAxes axes) {
    this.job = job;
    this.plan = plan;
    this.options = options;
    this.settings = settings;
    this.files = files;
    this.axes = axes;
  }

  /** Time and memory in words, by a few steps on this machine. */
  static String estimate(Table10Settings settings) {
    double step = StepSpeed.secondsPerStep(settings.model(), settings.model().batch());
    // The classifier's step is about half of a step of both networks.
    double seconds =
        step * (settings.allSteps() + 0.5 * settings.classifierSteps())
            + (settings.isOfVolumes() ? VOLUME_SECONDS : IMAGE_SECONDS)
                * settings.seeds()
                * settings.repeats()
                * settings.scored()
                * 3;
    return String.format(
        Locale.ROOT,
        "%.0f minutes of computing on one core, by steps of %.0f ms on one thread; about %d MB"
            + " outside the heap a training, %d MB a checkpoint and network",
        seconds / 60,
        1e3 * step,
        settings.isOfVolumes() ? 450 : 350,
        settings.isOfVolumes() ? 10 : 30);
  }

  @Override
  public void stop(SparkSession spark) {
    TrainingTasks.stop(spark);
  }

  @Override
  public List<String> of(SparkSession spark, UnfinishedRun run, ProgressLine progress) {
    try {
      return compute(spark, run, progress);
    } catch (IOException e) {
      throw JobFailure.because(e, "cannot write networks or read them", e.getMessage());
    }
  }

  private List<String> compute(SparkSession spark, UnfinishedRun run, ProgressLine progress)
      throws IOException {
    long began = System.nanoTime();
    Path networks = TrainingTasks.local(run.draft(Table10Job.NETWORKS));
    Path checkpoints = TrainingTasks.local(run.checkpoints());
    List<List<StageRun>> stages = new ArrayList<>();
    for (int i = 0; i < settings.seeds(); i++) {
      stages.add(stages(i, networks, checkpoints));
    }
    ClassifierRun classifier = settings.isOfVolumes() ? null : classifier(networks, checkpoints);
    train(spark, progress, stages, classifier);
    double trainingSeconds = (System.nanoTime() - began) / 1e9;

    byte[][] real = items(files.test());
    List<Table10Scores.Evaluation> evaluations =
        evaluate(spark, progress, stages, classifier, real);
    writeScores(run, evaluations, began);
    progress.phase("report");
    Table10Scores scores = new Table10Scores(evaluations);
    Table10Report report =
        new Table10Report(
            settings,
            stages,
            scores,
            classifier == null
                ? Table10Volumes.of(settings, items(files.train()), real)
                : new Table10Images(settings, accuracy(classifier, real)),
            new Table10Pictures(settings, stages.get(0), real, axes));
    Map<String, Object> facts = facts(spark, run, scores, report, trainingSeconds);
    run.writeJson(Table10Job.layout().metrics(), facts);
    run.writeText(Table10Job.layout().report(), report.render(Facts.texts(facts)));
    List<String> lines = new ArrayList<>();
    if (settings.preset() == Preset.QUICK) {
      lines.add(Preset.NO_RESULT);
    }
    lines.addAll(report.lines());
    lines.add("report: " + plan.folder().text() + "/" + Table10Job.layout().report());
    return lines;
  }

  private byte[][] items(String path) {
    return settings.isOfVolumes()
        ? VolumeFiles.read(path, job.hadoop())
        : DigitFiles.read(path, job.hadoop());
  }

  private ClassifierRun classifier(Path networks, Path checkpoints) {
    return new ClassifierRun(
        settings.firstSeed(),
        settings.classifierSteps(),
        settings.checkpointSteps(),
        checkpoints.resolve("classifier").toString(),
        networks.resolve("classifier").toString());
  }

  private List<StageRun> stages(int index, Path networks, Path checkpoints) {
    long seed = settings.firstSeed() + index;
    String name = "seed-" + seed;
    Path baseline = networks.resolve(name).resolve(Stage.BASELINE.toString());
    List<StageRun> runs = new ArrayList<>();
    for (Stage stage : settings.stages(index)) {
      runs.add(
          new StageRun(
              stage,
              seed,
              settings.of(stage),
              0,
              stage == Stage.BASELINE ? null : baseline.toString(),
              checkpoints.resolve(name).resolve(stage.toString()).toString(),
              networks.resolve(name).resolve(stage.toString()).toString()));
    }
    return runs;
  }

  /** All seeds and the classifier, if any, each in a task; those that are done end at once. */
  private void train(
      SparkSession spark,
      ProgressLine progress,
      List<List<StageRun>> stages,
      ClassifierRun classifier)
      throws IOException {
    long done = classifier == null ? 0 : classifier.stepsDone();
    for (List<StageRun> seed : stages) {
      for (StageRun stage : seed) {
        done += stage.stepsDone();
      }
    }
    long all = settings.allSteps() + settings.classifierSteps();
    if (done == all && (classifier == null || classifier.isDone()) && allDone(stages)) {
      return;
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    byte[][] train = items(files.train());
    Broadcast<byte[][]> items = context.broadcast(train);
    int[] labels = classifier == null ? null : labels(train.length);
    LongAccumulator steps = spark.sparkContext().longAccumulator();
    progress.rows("training, steps", all, done, steps.id());
    progress.detail(() -> losses(stages));
    List<TrainingTasks.Piece> pieces = new ArrayList<>();
    for (List<StageRun> seed : stages) {
      pieces.add(trainingOf(seed, items, steps));
    }
    if (classifier != null) {
      // Last: it is the shortest, and takes the core that an odd number of seeds leaves free.
      pieces.add(trainingOf(classifier, items, labels, steps));
    }
    TrainingTasks.run(spark, pieces);
    items.destroy();
  }

  private int[] labels(int items) {
    int[] labels = DigitFiles.labels(files.trainLabels(), job.hadoop());
    if (labels.length != items) {
      throw JobFailure.of(
          files.trainLabels() + " has " + labels.length + " labels",
          files.train() + " has " + items + " images",
          "name the files of one set");
    }
    return labels;
  }

  private static boolean allDone(List<List<StageRun>> stages) {
    return stages.stream().allMatch(seed -> seed.stream().allMatch(StageRun::isDone));
  }

  private static TrainingTasks.Piece trainingOf(
      List<StageRun> stages, Broadcast<byte[][]> items, LongAccumulator steps) {
    List<StageRun> sent = List.copyOf(stages);
    return () -> {
      TrainingItems real = sent.get(0).settings().model().items(items.value());
      for (StageRun stage : sent) {
        if (!stage.run(real, state -> steps.add(1), TrainingTasks::isStopping)) {
          return null;
        }
      }
      return "done";
    };
  }

  private static TrainingTasks.Piece trainingOf(
      ClassifierRun classifier, Broadcast<byte[][]> items, int[] labels, LongAccumulator steps) {
    return () -> {
      TrainingItems real = new TrainingItems(items.value(), TrainingItems.BYTES_TO_UNIT);
      return classifier.run(real, labels, state -> steps.add(1), TrainingTasks::isStopping)
          ? "done"
          : null;
    };
  }

  /** The latest losses of what is being trained, for the line of progress. */
  private static String losses(List<List<StageRun>> stages) {
    StringBuilder text = new StringBuilder();
    for (List<StageRun> seed : stages) {
      for (StageRun stage : seed) {
        if (!stage.isDone() && Files.exists(stage.losses())) {
          text.append(text.length() == 0 ? "" : ", ").append("seed ").append(stage.seed());
          text.append(' ')
              .append(stage.stage())
              .append(' ')
              .append(LossText.latest(stage.losses()));
        }
      }
    }
    return text.toString();
  }

  private List<Table10Scores.Evaluation> evaluate(
      SparkSession spark,
      ProgressLine progress,
      List<List<StageRun>> stages,
      ClassifierRun classifier,
      byte[][] real) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<byte[][]> items = context.broadcast(real);
    // There are few volumes to compare with, so those that were trained on stand for generated
    // ones.
    Broadcast<byte[][]> standIns =
        settings.isOfVolumes() ? context.broadcast(items(files.train())) : null;
    LongAccumulator done = spark.sparkContext().longAccumulator();
    List<TrainingTasks.Piece> pieces = new ArrayList<>();
    for (List<StageRun> seed : stages) {
      LinkedHashMap<String, String> generators = new LinkedHashMap<>();
      for (StageRun stage : seed) {
        if (!stage.stage().movesLatents()) {
          generators.put(
              stage.stage().toString(), Path.of(stage.to(), StageRun.GENERATOR).toString());
        }
      }
      for (int repeat = 0; repeat < settings.repeats(); repeat++) {
        EvaluationRun evaluation =
            new EvaluationRun(
                settings.model(),
                seed.get(0).seed(),
                repeat,
                settings.compared(),
                settings.scored(),
                generators,
                classifier == null ? null : classifier.to());
        pieces.add(evaluationOf(evaluation, items, standIns, done));
      }
    }
    progress.rows("evaluations", pieces.size(), 0, done.id());
    List<Table10Scores.Evaluation> evaluations = new ArrayList<>();
    for (String text : TrainingTasks.run(spark, pieces)) {
      evaluations.addAll(Table10Scores.parse(text));
    }
    items.destroy();
    if (standIns != null) {
      standIns.destroy();
    }
    return evaluations;
  }

  private static TrainingTasks.Piece evaluationOf(
      EvaluationRun evaluation,
      Broadcast<byte[][]> items,
      Broadcast<byte[][]> standIns,
      LongAccumulator done) {
    return () -> {
      Map<String, Map<String, Double>> all =
          standIns == null
              ? evaluation.scores(items.value())
              : evaluation.scores(items.value(), standIns.value());
      List<Table10Scores.Evaluation> evaluations = new ArrayList<>();
      all.forEach(
          (stage, scores) ->
              evaluations.add(
                  new Table10Scores.Evaluation(
                      evaluation.seed(), evaluation.repeat(), stage, scores)));
      done.add(1);
      return Table10Scores.text(evaluations);
    };
  }

  private void writeScores(
      UnfinishedRun run, List<Table10Scores.Evaluation> evaluations, long began)
      throws IOException {
    Step step = plan.steps().get(0);
    Path folder = TrainingTasks.local(run.stepFolder(step.name()));
    StringBuilder lines = new StringBuilder();
    for (Table10Scores.Evaluation evaluation : evaluations) {
      lines.append(line(evaluation)).append('\n');
    }
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("part-00000.json"), lines);
    run.finish(
        new StepRecord(
            step.name(), evaluations.size(), List.of(), (System.nanoTime() - began) / 1e9));
  }

  private static String line(Table10Scores.Evaluation evaluation) throws JsonProcessingException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("seed", evaluation.seed());
    line.put("repeat", evaluation.repeat());
    line.put("stage", evaluation.stage());
    line.putAll(evaluation.scores());
    return JSON.writeValueAsString(line);
  }

  /** The share of test images that the classifier gets right. */
  private double accuracy(ClassifierRun classifier, byte[][] real) {
    try (Network network = Network.of(SavedState.load(Path.of(classifier.to())))) {
      return new Classifier(network)
          .accuracy(
              new TrainingItems(real, TrainingItems.BYTES_TO_UNIT),
              DigitFiles.labels(files.testLabels(), job.hadoop()));
    }
  }

  private Map<String, Object> facts(
      SparkSession spark,
      UnfinishedRun run,
      Table10Scores scores,
      Table10Report report,
      double trainingSeconds) {
    Map<String, Object> facts =
        Facts.of("table10", "level-set", "freudenthal", "superlevel", options.seed);
    if (settings.preset() == Preset.QUICK) {
      facts.put("note", Preset.NO_RESULT);
    }
    facts.putAll(report.facts());
    facts.put("training_seconds", trainingSeconds);
    List<StepRecord> records =
        plan.steps().stream().map(step -> run.step(step.name()).orElseThrow()).toList();
    Facts.addCounts(facts, records);
    Facts.addCircumstances(facts, job.settings(), spark, records);
    return facts;
  }
}
