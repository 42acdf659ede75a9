package io.betti.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.betti.pipeline.evaluation.Verdict;
import io.betti.topology.complex.Grid;
import io.betti.topology.complex.PointCloud;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.metric.Interval;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** The report of an evaluation holds what it was given, in whatever parts there are. */
class EvaluationReportTest {
  private static final String NASTY = "<b>&'\"";

  private static Interval interval(double low, double high) {
    return new Interval(low, high, 0.95);
  }

  private static EvaluationReport.Score score(
      Verdict.Aim aim, double value, Interval interval, double ceiling, Interval real) {
    return new EvaluationReport.Score(
        "MMD " + NASTY, "L2 " + NASTY, aim, value, interval, ceiling, real);
  }

  private static EvaluationReport.Shown shown(long id, Picture picture, String diagram) {
    return new EvaluationReport.Shown(
        id,
        NASTY,
        Optional.ofNullable(picture),
        Optional.ofNullable(diagram).map(PersistenceDiagram::parse));
  }

  private static EvaluationReport.Compared compared(EvaluationReport.Match... matches) {
    return new EvaluationReport.Compared(
        "Wasserstein " + NASTY,
        new double[] {0, 0, 1.5, 3, Double.POSITIVE_INFINITY},
        new double[] {2},
        new double[] {0.5, 0.5},
        new double[0],
        List.of(matches),
        List.of(),
        List.of(),
        List.of(new EvaluationReport.ClassCoverage(NASTY, 4, 3, 1.25, 2, 7)));
  }

  private static String render(
      List<EvaluationReport.SampleScore> samples, EvaluationReport.Compared... compared) {
    return EvaluationReport.render(
        new EvaluationReport.Data(
            "Evaluation " + NASTY,
            NASTY,
            Map.of(NASTY, NASTY),
            "The ceiling is " + NASTY,
            List.of(
                score(Verdict.Aim.LOW, 3, interval(2.9, 3.1), 1, interval(0.9, 1.1)),
                score(Verdict.Aim.HIGH, 3, interval(2.9, 3.1), 1, interval(0.9, 1.1)),
                score(Verdict.Aim.HALF, 0.5, interval(0.4, 0.6), 0.6, interval(0.5, 0.7))),
            List.of("remark " + NASTY),
            samples.isEmpty() ? "" : "5 samples of 100",
            samples,
            List.of(compared),
            Map.of(NASTY, NASTY)));
  }

  @Test
  void holdsScoresVerdictsHistogramsClassesAndPairs() {
    Picture image = new Picture.OfGrid(Grid.of(2, 3), new float[] {0, 1, 2, 3, 4, 5});
    Picture cloud = new Picture.OfCloud(PointCloud.of(2, new double[] {0, 0, 1, 2, 3, 1}));
    Picture volume = new Picture.OfGrid(Grid.of(2, 2, 2), new float[] {0, 1, 0, 0, 1, 1, 1, 0});
    String html =
        render(
            List.of(
                new EvaluationReport.SampleScore("COV", "L2", 0.65, 0.03, 0.64, 0.025),
                new EvaluationReport.SampleScore("MMD", NASTY, 2, 0.5, Double.NaN, Double.NaN)),
            compared(
                new EvaluationReport.Match(
                    0.25, shown(17, image, "H0: [5.0, -inf)"), shown(31, cloud, null)),
                new EvaluationReport.Match(
                    4, shown(5, volume, "H0: [1.0, 0.0) [1.0, -inf)"), shown(6, null, null)),
                new EvaluationReport.Match(
                    4.5, shown(8, null, "H0: [2.0, 1.0)"), shown(9, null, "H0: [3.0, 1.0)"))));
    Document document = ReportTest.parsed(html);
    assertThat(document.getElementsByTagName("img").getLength()).isEqualTo(2);
    assertThat(html)
        .contains(">worse than real<", ">better than real, as copies are<", ">like real<")
        .contains("2.9 to 3.1", "0.65 ± 0.03", "0.64 ± 0.025", "2 ± 0.5")
        .contains("5 distances, 2 of them 0, 1 infinite and left out")
        .contains("75.0 %", "50.0 %", "distance 0.25", "distance 4.5")
        .contains("reference 17, &lt;b&gt;", "generated 31", "2 bars", "1 bar<")
        .doesNotContain("NaN", NASTY);
  }

  @Test
  void isWholeWithoutSamplesPairsAndClasses() {
    String html =
        render(
            List.of(),
            new EvaluationReport.Compared(
                "L2",
                new double[] {0, 0},
                new double[] {Double.POSITIVE_INFINITY},
                new double[0],
                new double[0],
                List.of(),
                List.of(),
                List.of(),
                List.of()));
    ReportTest.parsed(html);
    assertThat(html)
        .contains("2 distances, 2 of them 0")
        .doesNotContain("Samples", "Coverage by class", "Nearest pairs", "NaN");
  }
}
