package io.betti.pipeline.report;

import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.Direction;

/**
 * A barcode: one line a bar, by dimension and decreasing lifetime, along the values in the
 * direction of the filtration, so that birth is always on the left. An essential bar runs off the
 * right edge in an arrow. If there are more bars than room the longest of each dimension are drawn
 * and the rest counted below.
 */
final class BarcodePlot {
  private BarcodePlot() {}

  /**
   * Draws a barcode.
   *
   * @param height of the drawing with its axis
   * @param most how many bars are drawn at most, over all dimensions
   */
  static Figure of(
      PersistenceDiagram diagram,
      Direction direction,
      ValueRange range,
      double width,
      double height,
      int most) {
    double bottom = 30;
    double left = 6;
    double right = 16;
    double inner = width - left - right;
    int[] shown = shown(diagram, most);
    int drawn = 0;
    for (int n : shown) {
      drawn += n;
    }
    boolean incomplete = drawn < diagram.size();
    double top = 4;
    double room = height - bottom - top - (incomplete ? 12 : 0);
    double pitch = Math.min(9, room / Math.max(1, drawn));
    Svg svg = new Svg(width, height, "barcode of " + diagram.size() + " bars");
    svg.line("axis", left, height - bottom, left + inner, height - bottom);
    for (double tick : range.ticks(4)) {
      double x = left + inner * along(range, direction, tick);
      svg.line("axis", x, height - bottom, x, height - bottom + 3);
      svg.text("tick", x, height - bottom + 13, "middle", HtmlText.number(tick, 4));
    }
    svg.text("label", left + inner / 2, height - 4, "middle", direction + " value");
    double y = top + pitch / 2;
    for (int dimension = 0; dimension < shown.length; dimension++) {
      for (int n = 0; n < shown[dimension]; n++) {
        int i = diagram.from(dimension) + n;
        double from = left + inner * along(range, direction, diagram.birth(i));
        boolean essential = diagram.isEssential(i);
        double to =
            essential ? left + inner + 8 : left + inner * along(range, direction, diagram.death(i));
        String kind = "bar d" + Math.min(dimension, 2);
        svg.rect(kind, from, y - pitch * 0.3, Math.max(0.8, to - from), pitch * 0.6);
        if (essential) {
          svg.arrow("essential d" + Math.min(dimension, 2), to, y, 7, 0);
        }
        y += pitch;
      }
    }
    if (incomplete) {
      svg.text(
          "tick",
          left,
          height - bottom - 4,
          "start",
          "and " + (diagram.size() - drawn) + " shorter bars");
    }
    return svg.figure();
  }

  private static double along(ValueRange range, Direction direction, double value) {
    double fraction = range.fraction(value);
    return direction == Direction.SUBLEVEL ? fraction : 1 - fraction;
  }

  /** Bars to draw of each dimension: all, or each dimension's share of the room. */
  private static int[] shown(PersistenceDiagram diagram, int most) {
    int[] shown = new int[diagram.dimensions()];
    int left = most;
    int dimensions = shown.length;
    for (int k = 0; k < shown.length; k++) {
      shown[k] = Math.min(diagram.size(k), left / (dimensions - k));
      left -= shown[k];
    }
    // What a poor dimension leaves goes to the first that has more.
    for (int k = 0; k < shown.length; k++) {
      int more = Math.min(diagram.size(k) - shown[k], left);
      shown[k] += more;
      left -= more;
    }
    return shown;
  }
}
