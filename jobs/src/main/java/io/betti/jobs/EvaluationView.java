package io.betti.jobs;

import static org.apache.spark.sql.functions.col;

import io.betti.pipeline.report.EvaluationReport;
import io.betti.pipeline.report.Picture;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.metric.Interval;
import io.betti.udfs.Diagrams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What the report of an evaluation shows. */
final class EvaluationView {
  private static final int SHOWN = 3;

  /** Share of the items with a tied nearest, or that are not distinct, that is worth a remark. */
  private static final double MANY = 0.05;

  private final SparkSession spark;
  private final EvaluationItems items;
  private final EvaluationSides sides;
  private final EvaluationSettings settings;

  EvaluationView(
      SparkSession spark,
      EvaluationItems items,
      EvaluationSides sides,
      EvaluationSettings settings) {
    this.spark = spark;
    this.items = items;
    this.sides = sides;
    this.settings = settings;
  }

  EvaluationReport.Data of(EvaluationFindings findings, Map<String, Object> facts) {
    Map<String, Object> shown = new LinkedHashMap<>(facts);
    shown.keySet().removeAll(List.of("samples", "ceiling"));
    return new EvaluationReport.Data(
        "Evaluation of " + sides.generated().title(),
        "against " + sides.reference().title() + ", by " + names(),
        headline(findings),
        ceiling(findings),
        scores(findings),
        remarks(findings),
        sampling(),
        samples(findings),
        compared(findings),
        Facts.texts(shown));
  }

  private String names() {
    String names = String.join(" and ", settings.distances().stream().map(settings::name).toList());
    if (settings.distances().contains(EvaluationSettings.WASSERSTEIN)) {
      Map<String, String> origin = sides.reference().origin(spark);
      names +=
          ", "
              + String.join(
                  " ",
                  Stream.of("filtration", "complex", "direction")
                      .map(name -> origin.getOrDefault(name, ""))
                      .filter(text -> !text.isEmpty())
                      .toList())
              + ", essential bars: "
              + settings.essential();
    }
    return names + ", times " + settings.scale();
  }

  private Map<String, String> headline(EvaluationFindings findings) {
    Map<String, String> headline = new LinkedHashMap<>();
    findings
        .items()
        .forEach((side, count) -> headline.put(side + " items", String.format("%,d", count)));
    findings
        .inception()
        .forEach(
            (side, score) ->
                headline.put(
                    "Inception score, " + side,
                    String.format(Locale.ROOT, "%.3g ± %.2g", score.mean(), score.deviation())));
    findings
        .distances()
        .forEach(
            (distance, found) ->
                headline.put(
                    "seconds, " + (distance.equals(EvaluationSettings.L2) ? "L2" : "Wasserstein"),
                    String.format(
                        Locale.ROOT,
                        "%.1f",
                        found.generated().seconds() + found.ceiling().seconds())));
    return headline;
  }

  private String ceiling(EvaluationFindings findings) {
    long reference = findings.items().get(EvaluationSides.REFERENCE);
    if (sides.ceiling().isPresent()) {
      return "The ceiling is what real items score in the place of the generated ones: "
          + sides.ceiling().get().path()
          + String.format(
              Locale.ROOT, ", %,d items.", findings.items().get(EvaluationSides.CEILING));
    }
    return String.format(
        Locale.ROOT,
        "The ceiling is what real items score in the place of the generated ones: %,d of the"
            + " reference items, drawn from the seed, against the other %,d. Scores change with the"
            + " sizes of sets (MMD falls as they grow), so a second real set, given by --ceiling,"
            + " makes a truer one.",
        reference / 2,
        reference - reference / 2);
  }

  private List<EvaluationReport.Score> scores(EvaluationFindings findings) {
    List<EvaluationReport.Score> scores = new ArrayList<>();
    for (ScoreKind kind : ScoreKind.values()) {
      findings
          .distances()
          .forEach(
              (distance, found) -> {
                PairFigures.Figure figure = found.generated().scores().get(kind.key());
                if (figure != null) {
                  PairFigures.Figure real = found.ceiling().scores().get(kind.key());
                  scores.add(
                      new EvaluationReport.Score(
                          kind.title(),
                          settings.shortName(distance),
                          kind.aim(),
                          figure.value(),
                          interval(figure),
                          real.value(),
                          interval(real)));
                }
              });
    }
    return scores;
  }

  private Interval interval(PairFigures.Figure figure) {
    return new Interval(figure.low(), figure.high(), settings.bootstrap().level());
  }

  private List<String> remarks(EvaluationFindings findings) {
    List<String> remarks = new ArrayList<>();
    long reference = findings.items().get(EvaluationSides.REFERENCE);
    long generated = findings.items().get(EvaluationSides.GENERATED);
    findings
        .distances()
        .forEach(
            (distance, found) -> {
              Map<String, Object> counts = found.generated().counts();
              long distinct = ((Number) counts.get("distinct_reference")).longValue();
              long tied = ((Number) counts.get("tied_generated")).longValue();
              String what = distance.equals(EvaluationSettings.L2) ? "grids" : "diagrams";
              String remark =
                  String.format(
                      Locale.ROOT,
                      "%s: %,d of the %,d reference %s are distinct; %,d of the %,d generated items"
                          + " have several nearest reference items.",
                      settings.name(distance),
                      distinct,
                      reference,
                      what,
                      tied,
                      generated);
              if (reference - distinct > MANY * reference || tied > MANY * generated) {
                remark +=
                    String.format(
                        Locale.ROOT,
                        " Where items tie, COV is a matter of chance: if all were tied, random"
                            + " ties would cover 1-(1-1/n)^m = %.3f of n = %,d reference items by m"
                            + " = %,d generated ones whatever these are.",
                        1 - Math.pow(1 - 1.0 / reference, generated),
                        reference,
                        generated);
              }
              remarks.add(remark);
            });
    remarks.add(
        "Intervals are percentiles of "
            + settings.bootstrap().replicates()
            + " draws of the items with replacement, each keeping its neighbour.");
    return remarks;
  }

  private String sampling() {
    return settings.sample() == null
        ? ""
        : String.format(
            Locale.ROOT,
            "Mean and deviation of the scores of %,d samples of %,d items of each set.",
            settings.repeats(),
            settings.sample());
  }

  private List<EvaluationReport.SampleScore> samples(EvaluationFindings findings) {
    List<EvaluationReport.SampleScore> samples = new ArrayList<>();
    for (ScoreKind kind : ScoreKind.values()) {
      findings
          .distances()
          .forEach(
              (distance, found) -> {
                if (found.samples() != null
                    && found.samples().generated().containsKey(kind.key())) {
                  List<Double> own = found.samples().generated().get(kind.key());
                  List<Double> real = found.samples().ceiling().get(kind.key());
                  samples.add(
                      new EvaluationReport.SampleScore(
                          kind.title(),
                          settings.shortName(distance),
                          SampleFigures.mean(own),
                          SampleFigures.deviation(own),
                          SampleFigures.mean(real),
                          SampleFigures.deviation(real)));
                }
              });
    }
    return samples;
  }

  private List<EvaluationReport.Compared> compared(EvaluationFindings findings) {
    TreeSet<Long> referenceIds = new TreeSet<>();
    TreeSet<Long> generatedIds = new TreeSet<>();
    for (EvaluationFindings.ByDistance found : findings.distances().values()) {
      for (boolean farthest : new boolean[] {false, true}) {
        for (int i : found.ofReference().ranked(SHOWN, farthest)) {
          referenceIds.add(found.ofReference().ids()[i]);
          generatedIds.add(found.ofReference().neighbours()[i]);
        }
      }
      for (int i : found.ofGenerated().ranked(SHOWN, true)) {
        generatedIds.add(found.ofGenerated().ids()[i]);
        referenceIds.add(found.ofGenerated().neighbours()[i]);
      }
    }
    ShownItems reference =
        ShownItems.of(spark, items, sides.reference(), referenceIds, settings.scale().value());
    ShownItems generated =
        ShownItems.of(spark, items, sides.generated(), generatedIds, settings.scale().value());
    List<EvaluationReport.Compared> compared = new ArrayList<>();
    findings
        .distances()
        .forEach(
            (distance, found) ->
                compared.add(
                    new EvaluationReport.Compared(
                        settings.name(distance),
                        found.ofReference().values(),
                        found.ofGenerated().values(),
                        found.ceilingOfReference().values(),
                        found.ceilingOfReal().values(),
                        matches(found.ofReference(), false, reference, generated, false),
                        matches(found.ofReference(), true, reference, generated, false),
                        matches(found.ofGenerated(), true, generated, reference, true),
                        classes(found))));
    return compared;
  }

  private static List<EvaluationReport.Match> matches(
      NeighbourRows nearest,
      boolean farthest,
      ShownItems own,
      ShownItems others,
      boolean generated) {
    List<EvaluationReport.Match> matches = new ArrayList<>();
    for (int i : nearest.ranked(SHOWN, farthest)) {
      EvaluationReport.Shown item = own.shown(nearest.ids()[i], nearest.labels()[i]);
      EvaluationReport.Shown neighbour =
          others.shown(nearest.neighbours()[i], nearest.neighbourLabels()[i]);
      matches.add(
          new EvaluationReport.Match(
              nearest.values()[i], generated ? neighbour : item, generated ? item : neighbour));
    }
    return matches;
  }

  private static List<EvaluationReport.ClassCoverage> classes(EvaluationFindings.ByDistance found) {
    NeighbourRows reference = found.ofReference();
    NeighbourRows generated = found.ofGenerated();
    boolean labelled = Arrays.stream(generated.labels()).anyMatch(label -> label != null);
    TreeSet<Long> covered = new TreeSet<>();
    for (long id : generated.neighbours()) {
      covered.add(id);
    }
    TreeMap<Integer, List<Integer>> places = new TreeMap<>();
    for (int i = 0; i < reference.size(); i++) {
      if (reference.labels()[i] != null) {
        places.computeIfAbsent(reference.labels()[i], label -> new ArrayList<>()).add(i);
      }
    }
    List<EvaluationReport.ClassCoverage> classes = new ArrayList<>();
    places.forEach(
        (label, of) ->
            classes.add(
                new EvaluationReport.ClassCoverage(
                    label.toString(),
                    of.size(),
                    of.stream().filter(i -> covered.contains(reference.ids()[i])).count(),
                    of.stream().mapToDouble(i -> reference.values()[i]).sum() / of.size(),
                    labelled
                        ? of.stream()
                            .filter(i -> label.equals(reference.neighbourLabels()[i]))
                            .count()
                        : -1,
                    labelled
                        ? Arrays.stream(generated.labels()).filter(label::equals).count()
                        : -1)));
    return classes;
  }

  /** Items of one side with what they look like. */
  private record ShownItems(Map<Long, Picture> pictures, Map<Long, PersistenceDiagram> diagrams) {
    static ShownItems of(
        SparkSession spark,
        EvaluationItems items,
        EvaluationSide side,
        TreeSet<Long> ids,
        double scale) {
      Map<Long, PersistenceDiagram> diagrams = new LinkedHashMap<>();
      Dataset<Row> rows = items.of(side);
      if (Arrays.asList(rows.columns()).contains(DiagramResult.DIAGRAM)) {
        for (Row row :
            rows.where(col("id").isin(ids.toArray()))
                .select("id", DiagramResult.DIAGRAM)
                .collectAsList()) {
          diagrams.put(row.getLong(0), Diagrams.fromRows(row.<Row>getList(1)).scaled(scale));
        }
      }
      return new ShownItems(side.pictures(spark, ids, scale), diagrams);
    }

    EvaluationReport.Shown shown(long id, Integer label) {
      return new EvaluationReport.Shown(
          id,
          label == null ? "" : "label " + label,
          Optional.ofNullable(pictures.get(id)),
          Optional.ofNullable(diagrams.get(id)));
    }
  }
}
