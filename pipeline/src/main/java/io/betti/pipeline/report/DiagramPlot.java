package io.betti.pipeline.report;

import io.betti.topology.diagram.PersistenceDiagram;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A persistence diagram in the plane of births (across) and deaths (up). Components are blue discs,
 * loops orange diamonds, higher classes green ones; bars that lie on each other make one mark, its
 * area in proportion to their number up to a limit. Essential bars are triangles on a dashed line
 * for the infinite death.
 */
final class DiagramPlot {
  private static final double MARK = 3.2;

  /** A mark grows no more above this many bars at one place. */
  private static final int MOST_SHOWN_BY_AREA = 9;

  private record Point(int dimension, double birth, double death) {}

  private final Map<Point, Integer> points = new LinkedHashMap<>();
  private final ValueRange range;
  private final String description;
  private boolean essentialBelow;
  private boolean essentialAbove;

  private DiagramPlot(PersistenceDiagram diagram, ValueRange range) {
    this.range = range;
    this.description =
        "persistence diagram of " + diagram.size(0) + " components, " + diagram.size(1) + " loops";
    for (int i = 0; i < diagram.size(); i++) {
      double death = diagram.death(i);
      points.merge(new Point(diagram.dimension(i), diagram.birth(i), death), 1, Integer::sum);
      essentialBelow |= death == Double.NEGATIVE_INFINITY;
      essentialAbove |= death == Double.POSITIVE_INFINITY;
    }
  }

  /** With axes. */
  static Figure of(PersistenceDiagram diagram, ValueRange range, double size) {
    DiagramPlot plot = new DiagramPlot(diagram, range);
    double left = 38;
    double bottom = 30;
    double top = 6;
    Svg svg = new Svg(left + size + 8, top + size + bottom, plot.description);
    plot.draw(svg, left, top, size, MARK);
    for (double tick : range.ticks(4)) {
      String text = HtmlText.number(tick, 4);
      double x = left + plot.place(tick, size);
      double y = top + size - plot.place(tick, size);
      svg.line("axis", x, top + size, x, top + size + 3);
      svg.text("tick", x, top + size + 13, "middle", text);
      svg.line("axis", left - 3, y, left, y);
      svg.text("tick", left - 5, y + 3, "end", text);
    }
    svg.text("label", left + size / 2, top + size + 26, "middle", "birth");
    svg.upward("label", 9, top + size / 2, "death");
    return svg.figure();
  }

  /** Without axes, for many side by side. */
  static Figure small(PersistenceDiagram diagram, ValueRange range, double size) {
    DiagramPlot plot = new DiagramPlot(diagram, range);
    Svg svg = new Svg(size, size, plot.description);
    plot.draw(svg, 0.5, 0.5, size - 1, MARK * 0.62);
    return svg.figure();
  }

  /** Distance of a value from the axes' origin; room is left for the infinite deaths. */
  private double place(double value, double size) {
    double margin = 0.06 * size;
    double low = essentialBelow ? margin * 2 : margin;
    double high = essentialAbove ? margin * 2 : margin;
    return low + range.fraction(value) * (size - low - high);
  }

  private void draw(Svg svg, double left, double top, double size, double mark) {
    svg.rect("frame", left, top, size, size);
    svg.line("diagonal", left, top + size, left + size, top);
    double below = top + size - 0.06 * size;
    double above = top + 0.06 * size;
    if (essentialBelow) {
      svg.line("infinite", left, below, left + size, below);
    }
    if (essentialAbove) {
      svg.line("infinite", left, above, left + size, above);
    }
    points.forEach(
        (point, count) -> {
          double x = left + place(point.birth(), size);
          double r = mark * Math.sqrt(Math.min(count, MOST_SHOWN_BY_AREA));
          String kind = "d" + Math.min(point.dimension(), 2);
          String tip = tip(point, count);
          if (Double.isInfinite(point.death())) {
            svg.triangle(kind, x, point.death() < 0 ? below : above, mark * 1.2, tip);
          } else if (point.dimension() == 0) {
            svg.circle(kind, x, top + size - place(point.death(), size), r, tip);
          } else {
            svg.diamond(kind, x, top + size - place(point.death(), size), r * 1.2, tip);
          }
        });
  }

  private static String tip(Point point, int count) {
    return "PD"
        + point.dimension()
        + " ["
        + HtmlText.number(point.birth(), 4)
        + ", "
        + HtmlText.number(point.death(), 4)
        + ")"
        + (count > 1 ? " × " + count : "");
  }
}
