package io.betti.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.StepRecord;
import io.betti.jobs.output.UnfinishedRun;
import io.betti.jobs.progress.ProgressLine;
import io.betti.pipeline.network.Folder;
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
    Folder networks = Folder.at(run.draft(Table10Job.NETWORKS).toString(), job.hadoop());
    Folder checkpoints = Folder.at(run.checkpoints().toString(), job.hadoop());
    List<List<StageRun>> stages = new ArrayList<>();
    for (int i = 0; i < settings.seeds(); i++) {
      stages.add(stages(i, networks, checkpoints));
    }
    ClassifierRun classifier = settings.isOfVolumes() ? null : classifier(networks, checkpoints);
    long trained = train(spark, progress, stages, classifier);
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
            new Table10Pictures(settings, stages.get(0), real, axes),
            classifier == null ? null : Table10Query.of(stages.get(0), classifier.to()));
    Map<String, Object> facts = facts(spark, run, scores, report, trained, trainingSeconds);
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

  private ClassifierRun classifier(Folder networks, Folder checkpoints) {
    return new ClassifierRun(
        settings.firstSeed(),
        settings.classifierSteps(),
        settings.checkpointSteps(),
        checkpoints.in("classifier"),
        networks.in("classifier"));
  }

  private List<StageRun> stages(int index, Folder networks, Folder checkpoints) {
    long seed = settings.firstSeed() + index;
    String name = "seed-" + seed;
    Folder baseline = networks.in(name).in(Stage.BASELINE.toString());
    List<StageRun> runs = new ArrayList<>();
    for (Stage stage : settings.stages(index)) {
      runs.add(
          new StageRun(
              stage,
              seed,
              settings.of(stage),
              0,
              stage == Stage.BASELINE ? null : baseline,
              checkpoints.in(name).in(stage.toString()),
              networks.in(name).in(stage.toString())));
    }
    return runs;
  }

  /**
   * All seeds and the classifier, if any, each in a task; those that are done end at once.
   *
   * @return steps that this took: fewer than all if there were checkpoints to go on from
   */
  private long train(
      SparkSession spark,
      ProgressLine progress,
      List<List<StageRun>> stages,
      ClassifierRun classifier)
      throws IOException {
    long done = classifier == null ? 0 : classifier.stepsDone();
    for (List<StageRun> seed : stages) {
      done += stepsDone(seed);
    }
    long all = settings.allSteps() + settings.classifierSteps();
    if (done == all && (classifier == null || classifier.isDone()) && allDone(stages)) {
      return 0;
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    byte[][] train = items(files.train());
    Broadcast<byte[][]> items = context.broadcast(train);
    int[] labels = classifier == null ? null : labels(train.length);
    TrainingProgress told = TrainingProgress.begin(spark, progress, "training, steps", all, done);
    List<TrainingTasks.Piece> pieces = new ArrayList<>();
    for (List<StageRun> seed : stages) {
      pieces.add(trainingOf(seed, stepsDone(seed), items, told));
    }
    if (classifier != null) {
      // Last: it is the shortest, and takes the core that an odd number of seeds leaves free.
      pieces.add(trainingOf(classifier, classifier.stepsDone(), items, labels, told));
    }
    long trained = 0;
    for (String steps : TrainingTasks.run(spark, pieces)) {
      trained += Long.parseLong(steps);
    }
    items.destroy();
    return trained;
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

  private static boolean allDone(List<List<StageRun>> stages) throws IOException {
    for (List<StageRun> seed : stages) {
      for (StageRun stage : seed) {
        if (!stage.isDone()) {
          return false;
        }
      }
    }
    return true;
  }

  private static long stepsDone(List<StageRun> stages) throws IOException {
    long done = 0;
    for (StageRun stage : stages) {
      done += stage.stepsDone();
    }
    return done;
  }

  private static TrainingTasks.Piece trainingOf(
      List<StageRun> stages, long counted, Broadcast<byte[][]> items, TrainingProgress told) {
    List<StageRun> sent = List.copyOf(stages);
    return () -> {
      long done = stepsDone(sent);
      told.goOn(done, counted);
      long all = 0;
      TrainingItems real = sent.get(0).settings().model().items(items.value());
      for (StageRun stage : sent) {
        String name = "seed " + stage.seed() + " " + stage.stage();
        if (!stage.run(real, told.of(name), TrainingTasks::isStopping)) {
          return null;
        }
        all += stage.settings().steps();
      }
      return Long.toString(all - done);
    };
  }

  private static TrainingTasks.Piece trainingOf(
      ClassifierRun classifier,
      long counted,
      Broadcast<byte[][]> items,
      int[] labels,
      TrainingProgress told) {
    return () -> {
      long done = classifier.stepsDone();
      told.goOn(done, counted);
      TrainingItems real = new TrainingItems(items.value(), TrainingItems.BYTES_TO_UNIT);
      return classifier.run(real, labels, told.of("classifier"), TrainingTasks::isStopping)
          ? Long.toString(classifier.steps() - done)
          : null;
    };
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
    LongAccumulator done = spark.sparkContext().longAccumulator("evaluations");
    List<TrainingTasks.Piece> pieces = new ArrayList<>();
    for (List<StageRun> seed : stages) {
      LinkedHashMap<String, Folder> generators = new LinkedHashMap<>();
      for (StageRun stage : seed) {
        if (!stage.stage().movesLatents()) {
          generators.put(stage.stage().toString(), stage.to().in(StageRun.GENERATOR));
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
    progress.rows("evaluations", pieces.size(), 0, done);
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
    StringBuilder lines = new StringBuilder();
    for (Table10Scores.Evaluation evaluation : evaluations) {
      lines.append(line(evaluation)).append('\n');
    }
    run.writePart(step.name(), ".json", lines.toString());
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
    try (Network network = Network.of(SavedState.load(classifier.to()))) {
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
      long trained,
      double trainingSeconds) {
    Map<String, Object> facts =
        Facts.of("table10", "level-set", "freudenthal", "superlevel", options.seed);
    if (settings.preset() == Preset.QUICK) {
      facts.put("note", Preset.NO_RESULT);
    }
    facts.putAll(report.facts());
    facts.put("training_steps", trained);
    facts.put("training_seconds", trainingSeconds);
    List<StepRecord> records =
        plan.steps().stream().map(step -> run.step(step.name()).orElseThrow()).toList();
    Facts.addCounts(facts, records);
    Facts.addCircumstances(facts, job.settings(), spark, records);
    return facts;
  }
}
