package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.OutputFormat;
import io.betti.jobs.output.OutputLayout;
import io.betti.jobs.output.StepRecord;
import io.betti.jobs.output.UnfinishedRun;
import io.betti.jobs.progress.ProgressLine;
import io.betti.jobs.progress.TaskTimes;
import io.betti.pipeline.evaluation.ClassProbabilities;
import io.betti.pipeline.evaluation.GridClassifier;
import io.betti.pipeline.evaluation.SeededDraw;
import io.betti.pipeline.report.EvaluationReport;
import io.betti.topology.metric.InceptionScore;
import io.betti.topology.metric.ItemIds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What {@code evaluate} computes and writes: items, neighbours, scores, figures, report. */
final class EvaluateWork {
  private final JobRun job;
  private final JobPlan plan;
  private final OutputFormat format;
  private final JobOptions options;
  private final EvaluationSides sides;
  private final EvaluationSettings settings;
  private final EvaluationSteps steps;

  EvaluateWork(
      JobRun job,
      JobPlan plan,
      OutputFormat format,
      JobOptions options,
      EvaluationSides sides,
      EvaluationSettings settings,
      EvaluationSteps steps) {
    this.job = job;
    this.plan = plan;
    this.format = format;
    this.options = options;
    this.sides = sides;
    this.settings = settings;
    this.steps = steps;
  }

  /** Does it, as steps and drafts of a run. */
  List<String> compute(SparkSession spark, UnfinishedRun run, ProgressLine progress) {
    if (settings.distances().contains(EvaluationSettings.WASSERSTEIN)) {
      sides.checkOrigins(spark);
    }
    EvaluationItems items = new EvaluationItems(spark, run, steps, options.partitions);
    Map<EvaluationSide, EvaluatedSet> sets = new LinkedHashMap<>();
    Map<String, Object> tasks;
    try (TaskTimes times = TaskTimes.start(spark.sparkContext())) {
      compare(spark, run, progress, items, sets);
      tasks = times.facts();
    }
    progress.phase("report");
    EvaluationFindings findings = EvaluationFindings.of(run, format, spark, settings, steps, sets);
    List<StepRecord> records =
        plan.steps().stream().map(step -> run.step(step.name()).orElseThrow()).toList();
    Map<String, Object> facts =
        new EvaluationFacts(sides, settings).of(findings, records, job.settings(), spark);
    facts.put("tasks", tasks);
    OutputLayout layout = EvaluateJob.layout();
    run.writeJson(layout.metrics(), facts);
    run.writeText(
        layout.report(),
        EvaluationReport.render(
            new EvaluationView(spark, items, sides, settings).of(findings, facts)));
    List<String> lines = new ArrayList<>(EvaluationFacts.lines(findings, settings));
    lines.add("report: " + plan.folder().text() + "/" + layout.report());
    return lines;
  }

  private void compare(
      SparkSession spark,
      UnfinishedRun run,
      ProgressLine progress,
      EvaluationItems items,
      Map<EvaluationSide, EvaluatedSet> sets) {
    new StepLoop(spark, run, progress, options)
        .through(new ArrayList<>(steps.items().keySet()), items);
    for (EvaluationSide side : sides.all()) {
      EvaluatedSet set = new EvaluatedSet(items.ids(side), items.of(side));
      sides.checkCount(side, set.ids().ids().length, settings);
      sets.put(side, set);
    }
    PairSearch search =
        new ExactSearch(settings, options.partitions == null ? 0 : options.partitions);
    Comparison comparison = new Comparison(spark, run, progress, search, sets);
    settings.distances().forEach(comparison::distance);
    if (settings.isInception()) {
      comparison.inception();
    }
  }

  /** Compares the sets, each comparison a step of its own. */
  private final class Comparison {
    private final SparkSession spark;
    private final UnfinishedRun run;
    private final ProgressLine progress;
    private final PairSearch search;
    private final Map<EvaluationSide, EvaluatedSet> sets;

    Comparison(
        SparkSession spark,
        UnfinishedRun run,
        ProgressLine progress,
        PairSearch search,
        Map<EvaluationSide, EvaluatedSet> sets) {
      this.spark = spark;
      this.run = run;
      this.progress = progress;
      this.search = search;
      this.sets = sets;
    }

    private EvaluatedSet reference() {
      return sets.get(sides.reference());
    }

    void distance(String distance) {
      String name = settings.name(distance);
      once(
          EvaluationSteps.name(distance, EvaluationSides.GENERATED),
          name + ", generated items",
          step -> pair(step, distance, reference(), sets.get(sides.generated())));
      once(
          EvaluationSteps.name(distance, EvaluationSides.CEILING),
          name + ", real items",
          step -> {
            EvaluatedSet[] real = real();
            return pair(step, distance, real[0], real[1]);
          });
      if (settings.sample() != null) {
        once(
            EvaluationSteps.samples(distance), name + ", samples", step -> samples(step, distance));
      }
    }

    /** Two sets of real items: the reference and the ceiling, or two halves of the reference. */
    private EvaluatedSet[] real() {
      if (sides.ceiling().isPresent()) {
        return new EvaluatedSet[] {reference(), sets.get(sides.ceiling().get())};
      }
      long[] ids = reference().ids().ids();
      long[] drawn = draw("halves", ids, ids.length, 0);
      int half = ids.length / 2;
      return new EvaluatedSet[] {
        reference().among(Arrays.copyOfRange(drawn, half, ids.length)),
        reference().among(Arrays.copyOf(drawn, half))
      };
    }

    private long[] draw(String purpose, long[] ids, int count, int number) {
      return SeededDraw.forPurpose(settings.seed(), purpose).of(ids, count, number);
    }

    private long pair(Step step, String distance, EvaluatedSet reference, EvaluatedSet set) {
      long began = System.nanoTime();
      PairOutcome outcome = search.compare(distance, reference, set);
      Dataset<Row> table =
          NeighbourTable.of(
              spark,
              distance,
              step.inner() ? EvaluationSides.CEILING : EvaluationSides.GENERATED,
              outcome,
              reference.ids(),
              set.ids(),
              settings.scale().value());
      format.write(table, Map.of(), EvaluationFindings.folder(run, step));
      run.writeFigures(
          step.name(), PairFigures.of(outcome, settings, (System.nanoTime() - began) / 1e9));
      return (long) reference.ids().ids().length + set.ids().ids().length;
    }

    private long samples(Step step, String distance) {
      long began = System.nanoTime();
      SampleFigures figures = SampleFigures.empty();
      int size = settings.sample();
      for (int n = 0; n < settings.repeats(); n++) {
        long[] ids = reference().ids().ids();
        boolean halves = sides.ceiling().isEmpty();
        long[] drawn = draw(EvaluationSides.REFERENCE, ids, halves ? 2 * size : size, n);
        EvaluatedSet reference = reference().among(Arrays.copyOf(drawn, size));
        EvaluatedSet generated = sample(sides.generated(), n);
        EvaluatedSet real =
            halves
                ? reference().among(Arrays.copyOfRange(drawn, size, 2 * size))
                : sample(sides.ceiling().get(), n);
        SampleFigures.add(
            figures.generated(),
            PairFigures.of(search.compare(distance, reference, generated), settings, 0));
        SampleFigures.add(
            figures.ceiling(),
            PairFigures.of(search.compare(distance, reference, real), settings, 0));
      }
      run.writeFigures(step.name(), figures.lasting((System.nanoTime() - began) / 1e9));
      return 0;
    }

    private EvaluatedSet sample(EvaluationSide side, int number) {
      EvaluatedSet set = sets.get(side);
      return set.among(draw(side.name(), set.ids().ids(), settings.sample(), number));
    }

    void inception() {
      once(
          EvaluationSteps.INCEPTION,
          "Inception score",
          step -> {
            Map<String, InceptionFigures.Score> figures = new LinkedHashMap<>();
            if (settings.classProbabilities() != null) {
              figures.put(
                  EvaluationSides.GENERATED,
                  score(
                      sides.generated(),
                      () -> ClassProbabilities.read(spark, settings.classProbabilities())));
            } else {
              GridClassifier classifier =
                  GridClassifier.load(spark, settings.classifier(), settings.scale().value());
              for (EvaluationSide side : sides.all()) {
                if (Arrays.asList(sets.get(side).rows().columns()).contains("values")) {
                  figures.put(
                      side.name(),
                      score(side, () -> classifier.probabilities(sets.get(side).rows())));
                }
              }
            }
            run.writeFigures(step.name(), new InceptionFigures(figures));
            return 0;
          });
    }

    private InceptionFigures.Score score(
        EvaluationSide side, Supplier<Dataset<Row>> probabilities) {
      try {
        InceptionScore score =
            ClassProbabilities.score(probabilities.get(), ItemIds.of(sets.get(side).ids().ids()));
        return new InceptionFigures.Score(score.mean(), score.deviation(), score.splits());
      } catch (IllegalArgumentException e) {
        throw JobFailure.because(
            e, "no Inception score of the " + side.name() + " items", e.getMessage());
      }
    }

    private void once(String name, String phase, Doing doing) {
      if (run.step(name).isEmpty()) {
        progress.phase(phase);
        long began = System.nanoTime();
        long rows = doing.of(steps.others().get(name));
        run.finish(new StepRecord(name, rows, List.of(), (System.nanoTime() - began) / 1e9));
      }
    }
  }

  /** A step that is done at one go; gives the rows it wrote. */
  private interface Doing {
    long of(Step step);
  }
}
