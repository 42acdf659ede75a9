package io.betti.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.betti.pipeline.evaluation.BarStatistics;
import io.betti.pipeline.evaluation.ClassifierKind;
import io.betti.pipeline.evaluation.ConfusionMatrix;
import io.betti.pipeline.evaluation.FeatureWeight;
import io.betti.pipeline.evaluation.Scores;
import io.betti.pipeline.feature.SweepFeature;
import io.betti.pipeline.voxel.VoxelGrid;
import io.betti.topology.complex.Grid;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.homology.GridPersistence;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Reports are well formed, whole in one file, and hold what they were given. */
class ReportTest {
  private static final String NASTY = "<script src=\"http://x\">alert('&')</script>";

  /** Our HTML is XML as well, so that a parser finds every unescaped or unclosed place. */
  static Document parsed(String html) {
    assertThat(html).startsWith("<!DOCTYPE html>\n<html");
    assertThat(html).doesNotContain("<script", "src=\"http", "href=", "url(", "@import", "<link");
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
    } catch (Exception e) {
      throw new AssertionError("not well formed:\n" + html, e);
    }
  }

  private static int count(Document document, String element) {
    return document.getElementsByTagName(element).getLength();
  }

  private static SweepReport.Sample sample(String label, String answer) {
    float[] ring = {0, 1, 1, 1, 0, 1, 0.25f, 1, 0, 1, 1, 0.5f};
    return SweepReport.Sample.of(7, label, answer, Grid.of(3, 4), ring, 8);
  }

  private static Scores scores(Map<ConfusionMatrix.Cell, Long> cells) {
    List<FeatureWeight> weights = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      weights.add(new FeatureWeight(i, SweepFeature.at(i).name(), 400 - i));
    }
    return new Scores(
        ClassifierKind.LOGISTIC,
        ConfusionMatrix.of(cells),
        weights,
        "absolute coefficient",
        Map.of("regularisation", "none"),
        60_000,
        12.5,
        0.5);
  }

  private static SweepReport.Data data(
      String title, Optional<Scores> scores, List<SweepReport.Sample> samples) {
    return new SweepReport.Data(
        title, 70_000, 9876.5, 8, scores, samples, Map.of("seed", "1", NASTY, NASTY));
  }

  @Test
  void sweepReportHoldsAccuracyConfusionsPicturesWeightsAndFacts() {
    Scores scores =
        scores(
            Map.of(
                new ConfusionMatrix.Cell(3, 3), 90L,
                new ConfusionMatrix.Cell(3, 8), 10L,
                new ConfusionMatrix.Cell(8, 8), 100L));
    String html =
        SweepReport.render(
            data("MNIST", Optional.of(scores), List.of(sample("3", "8"), sample("8", "8"))));
    Document document = parsed(html);
    assertThat(html)
        .contains("95.00 %", "70,000", "190 of 200 test images", "θ = 3π/4")
        .contains("Label 3 · image 7 · taken for 8", "Label 8 · image 7 · recognised")
        .contains("<code>E(0,0,1;PD0)</code>", "90.0 %");
    // Each sample: the image, eight products.
    assertThat(count(document, "img")).isEqualTo(2 * 9);
    // The map of all 400 weights, each with its name under the pointer.
    assertThat(html).contains("θ = 7π/4, E(4,4,1;PD1): 1");
  }

  @Test
  void textsAreEscaped() {
    String html =
        SweepReport.render(data(NASTY, Optional.empty(), List.of(sample(NASTY, NASTY + "\u0001"))));
    parsed(html);
    assertThat(html).contains("&lt;script src=&quot;http://x&quot;&gt;alert(&#39;&amp;&#39;)");
    String report =
        new Report(NASTY, NASTY)
            .section(NASTY)
            .subsection(NASTY)
            .paragraph(NASTY)
            .note(NASTY)
            .headline(Map.of(NASTY, NASTY))
            .table(new Table(NASTY).text(NASTY).number(NASTY).row(NASTY, NASTY))
            .figure(new Svg(5, 5, NASTY).text("tick", 1, 1, "start", NASTY).figure(), NASTY)
            .render();
    assertThat(count(parsed(report), "td")).isEqualTo(2);
  }

  @Test
  void sweepReportStands_withoutClassifierSamplesOrFacts() {
    String html =
        SweepReport.render(
            new SweepReport.Data("Sweep", 0, Double.NaN, 8, Optional.empty(), List.of(), Map.of()));
    parsed(html);
    assertThat(html).doesNotContain("accuracy", "Classification", "weigh most");
  }

  @Test
  void sweepReportStands_forOneClassAndForNoTestRows() {
    Scores one = scores(Map.of(new ConfusionMatrix.Cell(4, 4), 3L));
    assertThat(SweepReport.render(data("One", Optional.of(one), List.of()))).contains("100.00 %");
    String none = SweepReport.render(data("None", Optional.of(scores(Map.of())), List.of()));
    parsed(none);
    assertThat(none).contains("0 of 0 test images").doesNotContain("NaN");
  }

  @Test
  void sweepReportStands_forFlatAndNegativeImages() {
    for (float value : new float[] {0, -3, 1e30f}) {
      float[] flat = {value, value, value, value};
      SweepReport.Sample sample = SweepReport.Sample.of(0, "", "", Grid.of(2, 2), flat, 3);
      String html = SweepReport.render(data("Flat", Optional.empty(), List.of(sample)));
      parsed(html);
      assertThat(html).doesNotContain("NaN");
    }
  }

  private static DiagramsReport.Data diagrams(
      List<BarStatistics> bars, List<DiagramsReport.Sample> samples, Direction direction) {
    return new DiagramsReport.Data(
        "Diagrams", "level-set", direction, 10, 1234.5, bars, samples, Map.of("seed", "1"));
  }

  @Test
  void diagramsReportHoldsCountsHistogramsAndSamples() {
    Grid line = Grid.of(5);
    Grid plane = Grid.of(3, 3);
    float[] wave = {0, 2, 1, 3, 0};
    float[] ring = {9, 9, 9, 9, 0, 9, 9, 9, 9};
    List<DiagramsReport.Sample> samples =
        List.of(
            new DiagramsReport.Sample(
                0,
                "",
                new Picture.OfGrid(line, wave),
                GridPersistence.of(LevelSetFiltration.superlevel(line), wave)),
            new DiagramsReport.Sample(
                1,
                "a",
                new Picture.OfGrid(plane, ring),
                GridPersistence.of(LevelSetFiltration.superlevel(plane), ring)),
            new DiagramsReport.Sample(
                2, "b", new Picture.OfGrid(plane, ring), PersistenceDiagram.empty()));
    List<BarStatistics> bars =
        List.of(
            new BarStatistics(0, 1_234, 10, 200, 10, new long[] {1_000, 200, 0, 24}),
            new BarStatistics(1, 3, 3, 0, 0, new long[0]));
    String html = DiagramsReport.render(diagrams(bars, samples, Direction.SUPERLEVEL));
    Document document = parsed(html);
    assertThat(html)
        .contains("1,234", "123.4", "200 with lifetime in [10, 20)", "Label b · id 2")
        .contains("1 component, 1 loop", "0 components, 0 loops");
    assertThat(count(document, "img")).isEqualTo(2);
    assertThat(count(document, "polyline")).isEqualTo(1);
    // Essential bars of two diagrams: a triangle and an arrow each.
    assertThat(html.split("class=\"essential", -1)).hasSize(1 + 2 * 3);
  }

  @Test
  void diagramsReportStands_withoutBars() {
    String html = DiagramsReport.render(diagrams(List.of(), List.of(), Direction.SUBLEVEL));
    parsed(html);
    assertThat(html).contains("There are no bars.");
  }

  @Test
  void barcodeSaysHowManyBarsItLeavesOut() {
    StringBuilder text = new StringBuilder("H0: [0.0, inf)@0");
    for (int i = 1; i < 50; i++) {
      text.append(" [0.0, ").append(50 - i).append(".0)@").append(i).append(':').append(i);
    }
    PersistenceDiagram diagram = PersistenceDiagram.parse(text.toString());
    ValueRange range = ValueRange.around(List.of(diagram));
    assertThat(range).isEqualTo(new ValueRange(0, 49));
    String markup = BarcodePlot.of(diagram, Direction.SUBLEVEL, range, 200, 150, 20).markup();
    assertThat(markup).contains("and 30 shorter bars");
    assertThat(markup.split("class=\"bar", -1)).hasSize(21);
  }

  @Test
  void numbersReadWell() {
    assertThat(HtmlText.number(0.00012345, 3)).isEqualTo("0.000123");
    assertThat(HtmlText.number(1.2345e-7, 3)).isEqualTo("1.23e-7");
    assertThat(HtmlText.number(-12.5, 4)).isEqualTo("−12.5");
    assertThat(HtmlText.number(1234.6, 3)).isEqualTo("1235");
    assertThat(HtmlText.number(100, 2)).isEqualTo("100");
    assertThat(HtmlText.number(Double.NEGATIVE_INFINITY, 2)).isEqualTo("−∞");
    assertThat(HtmlText.number(Double.NaN, 2)).isEqualTo("–");
    assertThat(HtmlText.coordinate(2.999)).isEqualTo("3");
    assertThat(HtmlText.coordinate(-0.125)).isEqualTo("-0.12");
    assertThat(new ValueRange(0, 1).ticks(4)).containsExactly(0, 0.5, 1);
    assertThat(new ValueRange(-3, 255).ticks(5)).containsExactly(0, 100, 200);
  }

  @Test
  void tableRefusesARowOfAnotherLength() {
    assertThatThrownBy(() -> new Table("").text("a").row("1", "2"))
        .hasMessage("a row of 2 cells in a table of 1 columns");
  }

  @Test
  void voxelsReportShowsEachGridFromThreeSides() {
    byte[] values = new byte[27];
    values[13] = 1;
    VoxelsReport.Sample sample = new VoxelsReport.Sample(NASTY, VoxelGrid.of(3, values));
    Document report =
        parsed(
            VoxelsReport.render(
                new VoxelsReport.Data(
                    NASTY,
                    NASTY,
                    Map.of("grids", "1"),
                    List.of(sample, sample),
                    Map.of("a", NASTY))));
    assertThat(count(report, "img")).isEqualTo(6);
    Document none =
        parsed(VoxelsReport.render(new VoxelsReport.Data("t", "", Map.of(), List.of(), Map.of())));
    assertThat(count(none, "img")).isZero();
  }
}
