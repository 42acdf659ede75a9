package io.betti.pipeline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The report of trained generators: images, interpolations, scores, losses. */
public final class GenerationReport {
  /** CSS pixels of a pixel of an image. */
  private static final double SIZE = 1.25;

  private static final int CURVE_WIDTH = 530;
  private static final int CURVE_HEIGHT = 200;

  private GenerationReport() {}

  /**
   * Images with what is said about them.
   *
   * @param heading what they are
   * @param caption about them
   * @param images the images
   */
  public record Sheet(String heading, String caption, Images images) {}

  /**
   * The losses of a training.
   *
   * @param heading which training
   * @param steps at which they were taken
   * @param losses by name
   */
  public record Losses(String heading, double[] steps, Map<String, double[]> losses) {}

  /**
   * What is told.
   *
   * @param title the heading
   * @param subtitle one line under it
   * @param warning said at the top; empty for none
   * @param headline a few numbers
   * @param findings sentences about them
   * @param tables of scores
   * @param notes how they are to be read
   * @param sheets images
   * @param paths images along paths between latents
   * @param losses of the trainings
   * @param facts settings and circumstances
   */
  public record Data(
      String title,
      String subtitle,
      String warning,
      Map<String, String> headline,
      List<String> findings,
      List<Table> tables,
      List<String> notes,
      List<Sheet> sheets,
      List<Sheet> paths,
      List<Losses> losses,
      Map<String, String> facts) {}

  /** The report as one HTML file. */
  public static String render(Data data) {
    Report report = new Report(data.title(), data.subtitle());
    if (!data.warning().isEmpty()) {
      report.paragraph(data.warning());
    }
    if (!data.headline().isEmpty()) {
      report.headline(data.headline());
    }
    data.findings().forEach(report::paragraph);
    if (!data.tables().isEmpty()) {
      report.section("Scores");
      data.tables().forEach(report::table);
      data.notes().forEach(report::note);
    }
    sheets(report, "Images", data.sheets());
    sheets(report, "Between latents", data.paths());
    if (!data.losses().isEmpty()) {
      report.section("Losses");
      List<Report.Captioned> curves = new ArrayList<>();
      for (Losses losses : data.losses()) {
        curves.add(new Report.Captioned(plot(losses), losses.heading()));
      }
      report.figures(curves);
    }
    report.section("Settings and circumstances").facts(data.facts());
    if (!data.warning().isEmpty()) {
      report.note(data.warning());
    }
    return report.render();
  }

  private static Figure plot(Losses losses) {
    List<CurvePlot.Curve> curves = new ArrayList<>();
    losses
        .losses()
        .forEach(
            (name, values) ->
                curves.add(CurvePlot.Curve.line(name, curves.size(), losses.steps(), values)));
    CurvePlot.Axes axes = new CurvePlot.Axes("step", false, "loss", false);
    String names = String.join(", ", losses.losses().keySet());
    return CurvePlot.of(axes, curves, CURVE_WIDTH, CURVE_HEIGHT, names + " by step");
  }

  private static void sheets(Report report, String heading, List<Sheet> sheets) {
    if (sheets.isEmpty()) {
      return;
    }
    report.section(heading);
    List<Report.Captioned> figures = new ArrayList<>();
    for (Sheet sheet : sheets) {
      Figure figure = ImageSheet.of(sheet.images(), SIZE, sheet.heading());
      figures.add(new Report.Captioned(figure, sheet.heading() + ". " + sheet.caption()));
    }
    report.figures(figures);
  }
}
