package io.betti.pipeline.report;

import io.betti.pipeline.evaluation.BarStatistics;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.Direction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report of a table of diagrams: bars by dimension, lifetimes, some diagrams, run facts. */
public final class DiagramsReport {
  private static final int MOST_BARS = 22;

  private DiagramsReport() {}

  /**
   * What the report shows.
   *
   * @param title its heading
   * @param filtration what the diagrams are of, in the words of the options: {@code level-set
   *     freudenthal superlevel [28, 28]}
   * @param direction of the filtration
   * @param diagrams how many there are
   * @param diagramsPerSecond how quickly they were made
   * @param bars by dimension
   * @param samples diagrams to show, in the order in which they are to stand
   * @param facts settings, versions, times, partitions: by name, in the order to be shown
   */
  public record Data(
      String title,
      String filtration,
      Direction direction,
      long diagrams,
      double diagramsPerSecond,
      List<BarStatistics> bars,
      List<Sample> samples,
      Map<String, String> facts) {}

  /**
   * An item to show with its diagram.
   *
   * @param id its index in its data set
   * @param label its class, or the name of its cloud; empty if it has none
   * @param picture what it is
   * @param diagram as it was computed
   */
  public record Sample(long id, String label, Picture picture, PersistenceDiagram diagram) {}

  /** The report as one HTML file. */
  public static String render(Data data) {
    Report report = new Report(data.title(), data.filtration());
    Map<String, String> headline = new LinkedHashMap<>();
    headline.put("diagrams", HtmlText.count(data.diagrams()));
    headline.put("diagrams per second", HtmlText.count(Math.round(data.diagramsPerSecond())));
    long all = 0;
    for (BarStatistics bars : data.bars()) {
      headline.put("bars of PD" + bars.dimension(), HtmlText.count(bars.bars()));
      all += bars.bars();
    }
    report.headline(headline).section("Bars");
    if (all == 0) {
      report.paragraph("There are no bars.");
    } else {
      bars(report, data);
    }
    if (!data.samples().isEmpty()) {
      samples(report, data);
    }
    return report.section("Run").facts(data.facts()).render();
  }

  private static void bars(Report report, Data data) {
    Table table =
        new Table("")
            .text("dimension")
            .number("bars")
            .number("a diagram")
            .number("essential")
            .number("longest finite lifetime");
    List<Report.Captioned> histograms = new ArrayList<>();
    for (BarStatistics bars : data.bars()) {
      boolean finite = bars.bars() > bars.essential();
      table.row(
          "PD" + bars.dimension(),
          HtmlText.count(bars.bars()),
          HtmlText.number((double) bars.bars() / data.diagrams(), 4),
          HtmlText.count(bars.essential()),
          finite ? HtmlText.number(bars.longest(), 6) : "–");
      if (finite) {
        histograms.add(new Report.Captioned(LifetimeHistogram.of(bars), ""));
      }
    }
    report.table(table);
    if (!histograms.isEmpty()) {
      report.subsection("Lifetimes of finite bars").figures(histograms);
      report.note("Counts on a logarithmic scale; essential bars are left out.");
    }
  }

  private static void samples(Report report, Data data) {
    List<PersistenceDiagram> diagrams = new ArrayList<>();
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (Sample sample : data.samples()) {
      diagrams.add(sample.diagram());
      if (sample.picture() instanceof Picture.OfGrid values) {
        for (float value : values.values()) {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
    }
    ValueRange range =
        low <= high
            ? ValueRange.around(diagrams, low, high)
            : ValueRange.around(diagrams); // Points have no values of their own.
    report
        .section("Some diagrams")
        .note(
            "Components (PD0) are blue discs, loops (PD1) orange diamonds, cavities (PD2) green"
                + " diamonds, essential bars triangles on the dashed line of an infinite death; a larger mark is several bars at one"
                + " place. Barcodes run in the direction of the filtration.");
    for (Sample sample : data.samples()) {
      String heading =
          (sample.label().isEmpty() ? "" : named(sample) + " · ") + "id " + sample.id();
      report.card(
          heading,
          List.of(
              picture(sample.picture(), range, heading),
              new Report.Captioned(
                  DiagramPlot.of(sample.diagram(), range, 170), counts(sample.diagram())),
              new Report.Captioned(
                  BarcodePlot.of(sample.diagram(), data.direction(), range, 560, 206, MOST_BARS),
                  "barcode")));
    }
  }

  private static String named(Sample sample) {
    return (sample.picture() instanceof Picture.OfCloud ? "" : "Label ") + sample.label();
  }

  private static Report.Captioned picture(Picture picture, ValueRange range, String heading) {
    if (picture instanceof Picture.OfCloud points) {
      return new Report.Captioned(
          CloudPlot.of(points.cloud(), 186, heading), of(points.cloud().size(), "point", "points"));
    }
    Picture.OfGrid grid = (Picture.OfGrid) picture;
    return new Report.Captioned(
        GridPlot.of(grid.grid(), grid.values(), range, 186, heading),
        grid.grid().dimension() < 3 ? "values" : "largest values along the first axis");
  }

  private static String counts(PersistenceDiagram diagram) {
    String counts =
        of(diagram.size(0), "component", "components")
            + ", "
            + of(diagram.size(1), "loop", "loops");
    return diagram.size(2) == 0
        ? counts
        : counts + ", " + of(diagram.size(2), "cavity", "cavities");
  }

  private static String of(int count, String one, String several) {
    return count + " " + (count == 1 ? one : several);
  }
}
