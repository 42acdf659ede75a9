package io.betti.pipeline.report;

import io.betti.pipeline.evaluation.Verdict;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.metric.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The report of an evaluation: scores beside those of real items, in a table with a verdict on
 * each; how far the nearest are; the best and worst matches; classes; run facts.
 */
public final class EvaluationReport {
  private static final int PICTURE = 168;
  private static final int DIAGRAM = 150;

  private EvaluationReport() {}

  /**
   * What the report shows.
   *
   * @param title its heading
   * @param settings which sets and distances, on one line
   * @param headline numbers by name, in the order to be shown
   * @param ceiling what the ceiling is, in a sentence
   * @param scores of whole sets
   * @param remarks sentences on how the scores are to be read
   * @param sampling what the samples are, in a sentence; empty if there are none
   * @param samples scores of samples
   * @param distances what was found by each distance
   * @param facts settings, versions, times: by name, in the order to be shown
   */
  public record Data(
      String title,
      String settings,
      Map<String, String> headline,
      String ceiling,
      List<Score> scores,
      List<String> remarks,
      String sampling,
      List<SampleScore> samples,
      List<Compared> distances,
      Map<String, String> facts) {}

  /**
   * A score of whole sets.
   *
   * @param name as {@code COV}
   * @param distance by which distance: {@code L2}
   * @param aim what is good in it
   * @param value of the generated items
   * @param interval around it
   * @param ceiling the same score of real items
   * @param ceilingInterval around that
   */
  public record Score(
      String name,
      String distance,
      Verdict.Aim aim,
      double value,
      Interval interval,
      double ceiling,
      Interval ceilingInterval) {
    Verdict verdict() {
      return Verdict.of(aim, interval, ceilingInterval);
    }
  }

  /**
   * A score of samples.
   *
   * @param name as {@code COV}
   * @param distance by which distance: {@code L2}
   * @param mean over the samples
   * @param deviation of the samples' scores
   * @param ceilingMean the same of real items
   * @param ceilingDeviation the same of real items
   */
  public record SampleScore(
      String name,
      String distance,
      double mean,
      double deviation,
      double ceilingMean,
      double ceilingDeviation) {}

  /**
   * What was found by a distance.
   *
   * @param name of the distance
   * @param ofReference distance of each reference item to the nearest generated one
   * @param ofGenerated distance of each generated item to the nearest reference one
   * @param ceilingOfReference as {@code ofReference}, to the nearest real item
   * @param ceilingOfGenerated as {@code ofGenerated}, of the real items
   * @param best reference items with the nearest generated ones, by distance
   * @param worst reference items with the farthest nearest generated ones, farthest first
   * @param strangest generated items with the farthest nearest reference ones, farthest first
   * @param classes by label; empty without labels
   */
  public record Compared(
      String name,
      double[] ofReference,
      double[] ofGenerated,
      double[] ceilingOfReference,
      double[] ceilingOfGenerated,
      List<Match> best,
      List<Match> worst,
      List<Match> strangest,
      List<ClassCoverage> classes) {}

  /**
   * A reference item and a generated one.
   *
   * @param distance between them
   */
  public record Match(double distance, Shown reference, Shown generated) {}

  /**
   * An item to show.
   *
   * @param id its index in its data set
   * @param label its class; empty if it has none
   * @param picture what it looks like, where that is known
   * @param diagram its bars of the dimension that is compared, if there are diagrams
   */
  public record Shown(
      long id, String label, Optional<Picture> picture, Optional<PersistenceDiagram> diagram) {}

  /**
   * The reference items of a class.
   *
   * @param label its name
   * @param reference how many there are
   * @param covered how many are the nearest of some generated item
   * @param meanDistance to the nearest generated item
   * @param sameLabel how many have a nearest generated item of the same label; -1 if generated
   *     items have no labels
   * @param generated how many generated items are of the class; -1 if they have no labels
   */
  public record ClassCoverage(
      String label,
      long reference,
      long covered,
      double meanDistance,
      long sameLabel,
      long generated) {}

  /** The report as one HTML file. */
  public static String render(Data data) {
    Report report = new Report(data.title(), data.settings()).headline(data.headline());
    report.section("Verdict").paragraph(data.ceiling()).table(verdicts(data.scores()));
    report.note(
        "Like real: the two intervals meet. Worse or better than real: they do not, on the side"
            + " that is less or more than what is good.");
    data.remarks().forEach(report::note);
    if (!data.samples().isEmpty()) {
      report.section("Samples").paragraph(data.sampling()).table(samples(data.samples()));
    }
    for (Compared compared : data.distances()) {
      report.section(compared.name());
      histograms(report, compared);
      if (!compared.classes().isEmpty()) {
        report.subsection("Coverage by class").table(classes(compared.classes()));
      }
      matches(report, "Nearest pairs", compared.best());
      matches(report, "Reference items that nothing generated is near", compared.worst());
      matches(report, "Generated items that no reference item is near", compared.strangest());
    }
    return report.section("Run").facts(data.facts()).render();
  }

  private static Table verdicts(List<Score> scores) {
    Table table =
        new Table("")
            .kind("close")
            .text("score")
            .text("by")
            .text("good is")
            .number("generated")
            .number("95 % interval")
            .number("real (ceiling)")
            .number("95 % interval")
            .text("verdict");
    for (Score score : scores) {
      table.row(
          score.name(),
          score.distance(),
          switch (score.aim()) {
            case LOW -> "low";
            case HIGH -> "high";
            case HALF -> "near 0.5";
          },
          HtmlText.number(score.value(), 4),
          text(score.interval()),
          HtmlText.number(score.ceiling(), 4),
          text(score.ceilingInterval()),
          score.verdict().words());
    }
    return table;
  }

  private static String text(Interval interval) {
    return HtmlText.number(interval.low(), 4) + " to " + HtmlText.number(interval.high(), 4);
  }

  private static Table samples(List<SampleScore> samples) {
    Table table =
        new Table("").text("score").text("by").number("generated").number("real (ceiling)");
    for (SampleScore sample : samples) {
      table.row(
          sample.name(),
          sample.distance(),
          text(sample.mean(), sample.deviation()),
          Double.isNaN(sample.ceilingMean())
              ? "–"
              : text(sample.ceilingMean(), sample.ceilingDeviation()));
    }
    return table;
  }

  private static String text(double mean, double deviation) {
    return HtmlText.number(mean, 4) + " ± " + HtmlText.number(deviation, 2);
  }

  private static void histograms(Report report, Compared compared) {
    report
        .subsection("Distances to the nearest")
        .figures(
            List.of(
                new Report.Captioned(
                    DistanceHistogram.of(
                        compared.ofReference(),
                        compared.ceilingOfReference(),
                        "of a reference item to the nearest generated one"),
                    counts(compared.ofReference())),
                new Report.Captioned(
                    DistanceHistogram.of(
                        compared.ofGenerated(),
                        compared.ceilingOfGenerated(),
                        "of a generated item to the nearest reference one"),
                    counts(compared.ofGenerated()))));
    report.note(
        "Bars: generated items. Outline: real items in their place. Each as shares of its own"
            + " number; the last bin holds what is farther.");
  }

  private static String counts(double[] distances) {
    long zero = 0;
    long infinite = 0;
    for (double distance : distances) {
      zero += distance == 0 ? 1 : 0;
      infinite += Double.isInfinite(distance) ? 1 : 0;
    }
    return HtmlText.count(distances.length)
        + " distances, "
        + HtmlText.count(zero)
        + " of them 0"
        + (infinite > 0 ? ", " + HtmlText.count(infinite) + " infinite and left out" : "");
  }

  private static Table classes(List<ClassCoverage> classes) {
    boolean labelled = classes.stream().anyMatch(c -> c.generated() >= 0);
    Table table =
        new Table("")
            .text("class")
            .number("reference items")
            .number("covered")
            .text("")
            .number("mean distance to the nearest generated");
    if (labelled) {
      table.number("nearest is of the class").number("generated items");
    }
    for (ClassCoverage c : classes) {
      double share = (double) c.covered() / Math.max(1, c.reference());
      List<String> cells = new ArrayList<>();
      cells.add(HtmlText.escape(c.label()));
      cells.add(HtmlText.count(c.reference()));
      cells.add(share(share));
      cells.add(
          String.format(
              Locale.ROOT, "<span class=\"share\" style=\"width:%.1f%%\"></span>", 100 * share));
      cells.add(HtmlText.number(c.meanDistance(), 4));
      if (labelled) {
        cells.add(share((double) c.sameLabel() / Math.max(1, c.reference())));
        cells.add(HtmlText.count(c.generated()));
      }
      table.markup(cells, cells.stream().map(cell -> "").toList());
    }
    return table;
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static void matches(Report report, String heading, List<Match> matches) {
    if (matches.isEmpty()) {
      return;
    }
    report.subsection(heading);
    List<PersistenceDiagram> diagrams = new ArrayList<>();
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Match match : matches) {
      for (Shown shown : List.of(match.reference(), match.generated())) {
        shown.diagram().ifPresent(diagrams::add);
        if (shown.picture().orElse(null) instanceof Picture.OfGrid grid) {
          for (float value : grid.values()) {
            low = Math.min(low, value);
            high = Math.max(high, value);
          }
        }
      }
    }
    ValueRange range =
        low <= high ? ValueRange.around(diagrams, low, high) : ValueRange.around(diagrams);
    for (Match match : matches) {
      List<Report.Captioned> figures = new ArrayList<>();
      add(figures, match.reference(), "reference", range);
      add(figures, match.generated(), "generated", range);
      report.card("distance " + HtmlText.number(match.distance(), 5), figures);
    }
  }

  private static void add(
      List<Report.Captioned> figures, Shown shown, String side, ValueRange range) {
    String name = side + " " + shown.id() + (shown.label().isEmpty() ? "" : ", " + shown.label());
    shown
        .picture()
        .ifPresent(
            picture -> figures.add(new Report.Captioned(figure(picture, range, name), name)));
    shown
        .diagram()
        .ifPresent(
            diagram ->
                figures.add(
                    new Report.Captioned(
                        DiagramPlot.of(diagram, range, DIAGRAM),
                        shown.picture().isPresent()
                            ? diagram.size() + (diagram.size() == 1 ? " bar" : " bars")
                            : name)));
  }

  private static Figure figure(Picture picture, ValueRange range, String name) {
    if (picture instanceof Picture.OfCloud points) {
      return CloudPlot.of(points.cloud(), PICTURE, name);
    }
    Picture.OfGrid grid = (Picture.OfGrid) picture;
    return GridPlot.of(grid.grid(), grid.values(), range, PICTURE, name);
  }
}
