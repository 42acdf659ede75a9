package io.betti.pipeline.report;

import io.betti.topology.complex.Grid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The report of a grid of penalised regressions: what was found in sentences, error against the
 * number of rows, error against lambda with the chosen point, coefficients beside the true ones.
 */
public final class LambdaGridReport {
  private static final int WIDE = 430;
  private static final int HIGH = 290;
  private static final int SMALL_WIDE = 250;
  private static final int SMALL_HIGH = 170;
  private static final int PICTURE = 250;

  private LambdaGridReport() {}

  /**
   * What the report shows.
   *
   * @param title its heading
   * @param subtitle what was fitted, on one line
   * @param headline numbers by name
   * @param notes how everything was done, a sentence or two each
   * @param problems one after the other
   * @param facts settings, versions, times
   */
  public record Data(
      String title,
      String subtitle,
      Map<String, String> headline,
      List<String> notes,
      List<Problem> problems,
      Map<String, String> facts) {}

  /**
   * One problem.
   *
   * @param name its heading
   * @param description what it is
   * @param findings sentences
   * @param errors figures of error against the number of rows
   * @param lambdas figures of error against lambda, one a penalty
   * @param lambdaCaption what they show
   * @param shapes coefficients beside the true ones, one a penalty
   * @param shapeCaption what they show
   * @param summary a table of all figures
   */
  public record Problem(
      String name,
      String description,
      List<String> findings,
      List<Plot> errors,
      List<Plot> lambdas,
      String lambdaCaption,
      List<Shape> shapes,
      String shapeCaption,
      Table summary) {}

  /**
   * Curves over common axes.
   *
   * @param caption what stands under them
   */
  public record Plot(CurvePlot.Axes axes, List<CurvePlot.Curve> curves, String caption) {}

  /**
   * Coefficients to show.
   *
   * @param caption what they are of
   * @param grid on which they stand
   * @param truth the true ones; empty if they are unknown, or these are they
   * @param values the coefficients
   * @param low black, where the grid is a picture's
   * @param high white
   */
  public record Shape(
      String caption, Grid grid, double[] truth, double[] values, double low, double high) {}

  /** The report as one HTML file. */
  public static String render(Data data) {
    Report report = new Report(data.title(), data.subtitle());
    report.headline(new LinkedHashMap<>(data.headline()));
    data.notes().forEach(report::note);
    for (Problem problem : data.problems()) {
      report.section(problem.name());
      if (!problem.description().isEmpty()) {
        report.paragraph(problem.description());
      }
      problem.findings().forEach(report::paragraph);
      if (!problem.errors().isEmpty()) {
        report.subsection("Error against the number of rows");
        report.figures(plots(problem.errors(), WIDE, HIGH));
      }
      if (!problem.shapes().isEmpty()) {
        report.subsection("Coefficients").note(problem.shapeCaption());
        report.figures(shapes(problem.shapes()));
      }
      if (!problem.lambdas().isEmpty()) {
        report.subsection("Error against lambda").note(problem.lambdaCaption());
        report.figures(plots(problem.lambdas(), SMALL_WIDE, SMALL_HIGH));
      }
      report.subsection("All figures").table(problem.summary());
    }
    return report.section("Run").facts(data.facts()).render();
  }

  private static List<Report.Captioned> plots(List<Plot> plots, int width, int height) {
    List<Report.Captioned> figures = new ArrayList<>();
    for (Plot plot : plots) {
      String description = plot.axes().y() + " against " + plot.axes().x() + ": " + plot.caption();
      figures.add(
          new Report.Captioned(
              CurvePlot.of(plot.axes(), plot.curves(), width, height, description),
              plot.caption()));
    }
    return figures;
  }

  private static List<Report.Captioned> shapes(List<Shape> shapes) {
    List<Report.Captioned> figures = new ArrayList<>();
    for (Shape shape : shapes) {
      figures.add(
          new Report.Captioned(
              shape.grid().dimension() == 1 ? line(shape) : picture(shape), shape.caption()));
    }
    return figures;
  }

  private static Figure picture(Shape shape) {
    float[] values = new float[shape.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) shape.values()[i];
    }
    ValueRange range =
        shape.low() < shape.high()
            ? new ValueRange(shape.low(), shape.high())
            : new ValueRange(shape.low() - 0.5, shape.low() + 0.5);
    return GridPlot.of(shape.grid(), values, range, PICTURE, shape.caption());
  }

  private static Figure line(Shape shape) {
    double[] index = new double[shape.values().length];
    for (int i = 0; i < index.length; i++) {
      index[i] = i;
    }
    List<CurvePlot.Curve> curves = new ArrayList<>();
    if (shape.truth().length > 0) {
      curves.add(CurvePlot.Curve.line("", CurvePlot.TRUTH, index, shape.truth()));
    }
    curves.add(CurvePlot.Curve.line("", 0, index, shape.values()));
    return CurvePlot.of(
        new CurvePlot.Axes("coefficient", false, "value", false),
        curves,
        SMALL_WIDE,
        SMALL_HIGH,
        shape.caption());
  }
}
