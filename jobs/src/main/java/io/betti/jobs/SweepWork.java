package io.betti.jobs;

import static org.apache.spark.sql.functions.col;

import io.betti.jobs.output.OutputFormat;
import io.betti.jobs.output.OutputLayout;
import io.betti.jobs.output.StepRecord;
import io.betti.jobs.output.UnfinishedRun;
import io.betti.jobs.progress.ProgressLine;
import io.betti.pipeline.evaluation.Classification;
import io.betti.pipeline.evaluation.ClassifierKind;
import io.betti.pipeline.evaluation.ConfusionMatrix;
import io.betti.pipeline.evaluation.FeatureClassifier;
import io.betti.pipeline.evaluation.Scores;
import io.betti.pipeline.report.SweepReport;
import io.betti.topology.complex.Grid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.Metadata;

/** What {@code sweep} computes and writes: features, classifier, figures, report. */
final class SweepWork {
  /** Images that a report shows of each class. */
  private static final int SHOWN_OF_A_CLASS = 2;

  /** The images among which these are looked for. */
  private static final int LOOKED_AT = 200;

  private final JobRun job;
  private final JobPlan plan;
  private final OutputFormat format;
  private final JobOptions options;
  private final SweepResult result;
  private final ClassifierKind kind;

  SweepWork(
      JobRun job,
      JobPlan plan,
      OutputFormat format,
      JobOptions options,
      SweepResult result,
      ClassifierKind kind) {
    this.job = job;
    this.plan = plan;
    this.format = format;
    this.options = options;
    this.result = result;
    this.kind = kind;
  }

  /** Does it, as steps and drafts of a run. */
  List<String> compute(SparkSession spark, UnfinishedRun run, ProgressLine progress) {
    StepwiseWrite write = new StepwiseWrite(spark, run, progress, format, options, result);
    List<StepRecord> records = write.write("features", plan.steps());
    Optional<Classification> classification = Optional.empty();
    if (kind != ClassifierKind.NONE) {
      progress.phase("training " + kind);
      classification = Optional.of(classify(write, run));
    }
    progress.phase("report");
    Optional<Scores> scores = classification.map(Classification::scores);
    Map<String, Object> facts = facts(spark, records, scores);
    OutputLayout layout = SweepJob.layout();
    run.writeJson(layout.metrics(), facts);
    run.writeText(layout.report(), report(facts, scores, samples(write, classification)));
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "features: %,.0f images a second",
            (Double) facts.get("images_per_second")));
    scores.ifPresent(
        s ->
            lines.add(
                String.format(
                    Locale.ROOT, "accuracy on test: %.4f (%s)", s.confusion().accuracy(), kind)));
    lines.add("report: " + plan.folder().text() + "/" + layout.report());
    return lines;
  }

  private Classification classify(StepwiseWrite write, UnfinishedRun run) {
    Classification classification =
        new FeatureClassifier(kind, options.seed)
            .evaluate(vectors(write, SweepJob.TRAIN), vectors(write, SweepJob.TEST));
    // Saved with the sweep before it, so that it goes from images to answers.
    Split train = plan.splits().get(0);
    Pipeline pipeline =
        new Pipeline().setStages(new PipelineStage[] {result.stage(train), classification.model()});
    try {
      pipeline
          .fit(write.items(plan.steps().get(0)))
          .write()
          .overwrite()
          .save(run.draft("model").toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return classification;
  }

  /** The rows of a split as they were written. */
  private Dataset<Row> vectors(StepwiseWrite write, String split) {
    List<Step> steps = plan.steps().stream().filter(s -> s.split().name().equals(split)).toList();
    Step first = steps.get(0);
    Metadata names =
        result
            .of(write.items(first), first.split())
            .schema()
            .apply(SweepResult.FEATURES)
            .metadata();
    return result.vectors(write.read(steps), names);
  }

  private Map<String, Object> facts(
      SparkSession spark, List<StepRecord> records, Optional<Scores> scores) {
    Map<String, Object> facts =
        Facts.of("sweep", "level-set", "freudenthal", "superlevel", options.seed);
    scores.ifPresent(s -> facts.put("accuracy", s.confusion().accuracy()));
    double seconds = Facts.seconds(records);
    long images = records.stream().mapToLong(StepRecord::rows).sum();
    facts.put("images_per_second", images / seconds);
    facts.put("images", images);
    Facts.addCounts(facts, records);
    facts.put("features_seconds", seconds);
    scores.ifPresent(
        s -> {
          facts.put("training_seconds", s.trainSeconds());
          facts.put("evaluation_seconds", s.scoreSeconds());
          facts.put("classifier", s.settings());
          facts.put("confusion_matrix", matrix(s.confusion()));
        });
    Facts.addCircumstances(facts, job.settings(), spark, records);
    return facts;
  }

  /** Labels, and counts by true label (row) and answer (column). */
  private static Map<String, Object> matrix(ConfusionMatrix confusion) {
    List<Integer> labels = new ArrayList<>();
    List<List<Long>> counts = new ArrayList<>();
    for (int i = 0; i < confusion.size(); i++) {
      labels.add(confusion.label(i));
      List<Long> row = new ArrayList<>();
      for (int j = 0; j < confusion.size(); j++) {
        row.add(confusion.count(i, j));
      }
      counts.add(row);
    }
    Map<String, Object> matrix = new LinkedHashMap<>();
    matrix.put("labels", labels);
    matrix.put("counts", counts);
    return matrix;
  }

  private String report(
      Map<String, Object> facts, Optional<Scores> scores, List<SweepReport.Sample> samples) {
    Map<String, Object> shown = new LinkedHashMap<>(facts);
    shown.keySet().removeAll(List.of("confusion_matrix", "classifier"));
    return SweepReport.render(
        new SweepReport.Data(
            "Directional sweep",
            (Long) facts.get("images"),
            (Double) facts.get("images_per_second"),
            result.directions(),
            scores,
            samples,
            Facts.texts(shown)));
  }

  /** Some images of each class out of the first ones of the last split, which is the test set. */
  private List<SweepReport.Sample> samples(
      StepwiseWrite write, Optional<Classification> classification) {
    Split split = plan.splits().get(plan.splits().size() - 1);
    FirstItems items = FirstItems.of(split, LOOKED_AT);
    Dataset<Row> rows = vectors(write, split.name()).where(col("id").lt(items.size()));
    if (classification.isPresent()) {
      // The model would refuse a label that it was not trained on; it answers without.
      rows = classification.get().model().transform(rows.withColumnRenamed("label", "truth"));
    } else if (split.labels() != null) {
      rows = rows.withColumnRenamed("label", "truth");
    }
    Map<String, List<SweepReport.Sample>> byLabel = new TreeMap<>();
    for (Row row : rows.drop(SweepResult.FEATURES).orderBy("id").collectAsList()) {
      int id = (int) row.<Long>getAs("id").longValue();
      String label = split.labels() == null ? "" : row.getAs("truth").toString();
      String answer = classification.isEmpty() ? "" : row.getAs("prediction");
      List<SweepReport.Sample> shown = byLabel.computeIfAbsent(label, l -> new ArrayList<>());
      if (shown.size() < SHOWN_OF_A_CLASS) {
        shown.add(
            SweepReport.Sample.of(
                id,
                label,
                answer,
                Grid.of(split.data().shape().orElseThrow()),
                items.floats(id, result.scale(split)),
                result.directions()));
      }
    }
    return byLabel.values().stream().flatMap(List::stream).toList();
  }
}
