package io.betti.jobs;

import io.betti.jobs.output.StepRecord;
import io.betti.jobs.settings.Settings;
import io.betti.udfs.DiagramProvenance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The figures of an evaluation, as {@code metrics.json} has them. */
final class EvaluationFacts {
  private static final String INTERVAL = "_interval";

  private final EvaluationSides sides;
  private final EvaluationSettings settings;

  EvaluationFacts(EvaluationSides sides, EvaluationSettings settings) {
    this.sides = sides;
    this.settings = settings;
  }

  Map<String, Object> of(
      EvaluationFindings findings, List<StepRecord> records, Settings given, SparkSession spark) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("job", "evaluate");
    origin(facts, spark);
    facts.put("scale", settings.scale().value());
    facts.put("ties", settings.ties().policy().toString().toLowerCase(Locale.ROOT));
    facts.put("seed", settings.seed());
    findings.items().forEach((side, count) -> facts.put(side + "_items", count));
    facts.put("bad_records", records.stream().mapToLong(record -> record.bad().size()).sum());
    findings.distances().forEach((distance, found) -> scores(facts, distance, found.generated()));
    findings
        .inception()
        .forEach(
            (side, score) -> {
              String name =
                  "inception_score" + (side.equals(EvaluationSides.GENERATED) ? "" : "_" + side);
              facts.put(name, score.mean());
              facts.put(name + "_deviation", score.deviation());
            });
    facts.put("ceiling", ceiling(findings));
    if (settings.sample() != null) {
      facts.put("samples", samples(findings));
    }
    findings.distances().forEach((distance, found) -> facts.put(distance, counts(found)));
    Facts.addCircumstances(facts, given, spark, records);
    return facts;
  }

  private void origin(Map<String, Object> facts, SparkSession spark) {
    if (settings.distances().contains(EvaluationSettings.WASSERSTEIN)) {
      Map<String, String> origin = sides.reference().origin(spark);
      for (String name : List.of("filtration", "complex", "direction")) {
        facts.put(name, origin.getOrDefault(name, "not told"));
      }
      facts.put("field", origin.getOrDefault("field", DiagramProvenance.FIELD));
      facts.put("dimension", settings.dimension());
      facts.put("order", settings.wasserstein().order());
      facts.put("ground_norm", settings.wasserstein().groundNorm().toString());
      facts.put("essential", settings.essential().toString());
    }
    facts.put("metrics", settings.metrics());
    if (settings.has(EvaluationSettings.PRDC)) {
      facts.put("neighbours", settings.neighbours());
    }
    facts.put("interval_level", settings.bootstrap().level());
  }

  private static void scores(Map<String, Object> facts, String distance, PairFigures figures) {
    figures
        .scores()
        .forEach(
            (key, figure) -> {
              facts.put(key + "_" + distance, figure.value());
              facts.put(key + "_" + distance + INTERVAL, List.of(figure.low(), figure.high()));
            });
  }

  private Map<String, Object> ceiling(EvaluationFindings findings) {
    Map<String, Object> ceiling = new LinkedHashMap<>();
    ceiling.put(
        "set", sides.ceiling().map(EvaluationSide::path).orElse("two halves of the reference"));
    findings.distances().forEach((distance, found) -> scores(ceiling, distance, found.ceiling()));
    return ceiling;
  }

  private Map<String, Object> samples(EvaluationFindings findings) {
    Map<String, Object> samples = new LinkedHashMap<>();
    samples.put("items", settings.sample());
    samples.put("repeats", settings.repeats());
    Map<String, Object> ceiling = new LinkedHashMap<>();
    findings
        .distances()
        .forEach(
            (distance, found) -> {
              summarize(samples, distance, found.samples().generated());
              summarize(ceiling, distance, found.samples().ceiling());
            });
    samples.put("ceiling", ceiling);
    return samples;
  }

  private static void summarize(
      Map<String, Object> facts, String distance, Map<String, List<Double>> scores) {
    scores.forEach(
        (key, values) -> {
          Map<String, Object> summary = new LinkedHashMap<>();
          summary.put("mean", SampleFigures.mean(values));
          summary.put("deviation", SampleFigures.deviation(values));
          summary.put("scores", values);
          facts.put(key + "_" + distance, summary);
        });
  }

  private static Map<String, Object> counts(EvaluationFindings.ByDistance found) {
    Map<String, Object> counts = new LinkedHashMap<>(found.generated().counts());
    counts.put("seconds", found.generated().seconds());
    Map<String, Object> ceiling = new LinkedHashMap<>(found.ceiling().counts());
    ceiling.put("seconds", found.ceiling().seconds());
    counts.put("ceiling", ceiling);
    if (found.samples() != null) {
      counts.put("samples_seconds", found.samples().seconds());
    }
    return counts;
  }

  /** The scores in lines for the console. */
  static List<String> lines(EvaluationFindings findings, EvaluationSettings settings) {
    List<String> lines = new ArrayList<>();
    findings
        .distances()
        .forEach(
            (distance, found) -> {
              List<String> scores = new ArrayList<>();
              found
                  .generated()
                  .scores()
                  .forEach(
                      (key, figure) ->
                          scores.add(
                              String.format(
                                  Locale.ROOT,
                                  "%s %.4g (real %.4g)",
                                  key,
                                  figure.value(),
                                  found.ceiling().scores().get(key).value())));
              lines.add(settings.name(distance) + ": " + String.join(", ", scores));
            });
    InceptionFigures.Score inception = findings.inception().get(EvaluationSides.GENERATED);
    if (inception != null) {
      lines.add(
          String.format(
              Locale.ROOT,
              "Inception score: %.4g ± %.2g",
              inception.mean(),
              inception.deviation()));
    }
    return lines;
  }
}
