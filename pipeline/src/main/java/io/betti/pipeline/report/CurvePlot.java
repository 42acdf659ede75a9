package io.betti.pipeline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Curves over a common axis, as losses over steps. */
final class CurvePlot {
  private static final int WIDTH = 530;
  private static final int HEIGHT = 200;
  private static final int LEFT = 60;
  private static final int BOTTOM = 34;
  private static final int TOP = 18;
  private static final int COLOURS = 3;

  private CurvePlot() {}

  /**
   * Draws curves; values that are not finite are left out.
   *
   * @param label of the axis
   * @param x ascending
   * @param curves by name, one value an x
   */
  static Figure of(String label, double[] x, Map<String, double[]> curves) {
    Svg svg = new Svg(WIDTH, HEIGHT, String.join(", ", curves.keySet()) + " by " + label);
    ValueRange across = ValueRange.around(List.of(), x);
    ValueRange up = ValueRange.around(List.of(), all(curves));
    double inner = WIDTH - LEFT - 10.0;
    double high = HEIGHT - BOTTOM - TOP;
    double base = TOP + high;
    for (double tick : up.ticks(5)) {
      double y = base - high * up.fraction(tick);
      svg.line("grid", LEFT, y, LEFT + inner, y);
      svg.text("tick", LEFT - 5, y + 3, "end", HtmlText.number(tick, 4));
    }
    svg.line("axis", LEFT, base, LEFT + inner, base);
    for (double tick : across.ticks(8)) {
      double at = LEFT + inner * across.fraction(tick);
      svg.line("axis", at, base, at, base + 3);
      svg.text("tick", at, base + 13, "middle", HtmlText.count((long) tick));
    }
    int colour = 0;
    double legend = LEFT;
    for (Map.Entry<String, double[]> curve : curves.entrySet()) {
      String kind = "curve c" + colour % COLOURS;
      List<Double> points = new ArrayList<>();
      for (int i = 0; i < x.length; i++) {
        if (Double.isFinite(curve.getValue()[i])) {
          points.add(LEFT + inner * across.fraction(x[i]));
          points.add(base - high * up.fraction(curve.getValue()[i]));
        }
      }
      svg.polyline(kind, points.stream().mapToDouble(p -> p).toArray());
      svg.polyline(kind, new double[] {legend, TOP - 8, legend + 16, TOP - 8});
      svg.text("label", legend + 20, TOP - 4, "start", curve.getKey());
      legend += 34 + 6.5 * curve.getKey().length();
      colour++;
    }
    svg.text("label", LEFT + inner / 2, HEIGHT - 5, "middle", label);
    return svg.figure();
  }

  private static double[] all(Map<String, double[]> curves) {
    return curves.values().stream()
        .flatMapToDouble(java.util.Arrays::stream)
        .filter(Double::isFinite)
        .toArray();
  }
}
