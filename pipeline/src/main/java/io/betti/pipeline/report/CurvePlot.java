package io.betti.pipeline.report;

import java.util.List;

/**
 * Curves through points with intervals, each with its colour, dash and mark, over axes that are
 * linear or logarithmic; what they are called stands right of the drawing, beside their ends where
 * there is room.
 */
public final class CurvePlot {
  /** Colours of the style sheet; further curves begin anew. */
  static final int COLOURS = 8;

  /** The colour of what is true, a broad pale line behind others. */
  public static final int TRUTH = -1;

  private static final int LEFT = 58;
  private static final int BOTTOM = 36;
  private static final int TOP = 10;
  private static final int LINE = 13;

  /** What the axes are. */
  public record Axes(String x, boolean logarithmicX, String y, boolean logarithmicY) {}

  /**
   * A curve.
   *
   * @param name what stands in the key; empty for none
   * @param colour number of its colour, from 0
   * @param x where its points are, ascending
   * @param y their values; a point that is not finite, or not above 0 on a logarithmic axis, is
   *     left out
   * @param low lower ends of the intervals; as long as {@code y}, or empty for none
   * @param high upper ends
   * @param chosen number of the point that is ringed; -1 for none
   * @param marked whether its points have marks
   */
  public record Curve(
      String name,
      int colour,
      double[] x,
      double[] y,
      double[] low,
      double[] high,
      int chosen,
      boolean marked) {
    /** A curve without intervals. */
    public static Curve of(String name, int colour, double[] x, double[] y) {
      return new Curve(name, colour, x, y, new double[0], new double[0], -1, true);
    }

    /** A curve without intervals and marks. */
    public static Curve line(String name, int colour, double[] x, double[] y) {
      return new Curve(name, colour, x, y, new double[0], new double[0], -1, false);
    }
  }

  private final Axes axes;
  private final List<Curve> curves;
  private final double inner;
  private final double high;
  private final Svg svg;
  private final ValueRange xs;
  private final ValueRange ys;

  private CurvePlot(Axes axes, List<Curve> curves, int width, int height, String description) {
    this.axes = axes;
    this.curves = curves;
    int key = 0;
    for (Curve curve : curves) {
      key = Math.max(key, curve.name().isEmpty() ? 0 : 34 + (int) (6.2 * curve.name().length()));
    }
    inner = width - LEFT - 10.0;
    high = height - BOTTOM - TOP;
    svg = new Svg(width + key, height, description);
    xs = range(true);
    ys = range(false);
  }

  /** Draws curves; the key comes right of the width. */
  static Figure of(Axes axes, List<Curve> curves, int width, int height, String description) {
    CurvePlot plot = new CurvePlot(axes, curves, width, height, description);
    plot.axes();
    curves.forEach(plot::curve);
    plot.key(width);
    return plot.svg.figure();
  }

  private ValueRange range(boolean horizontal) {
    double low = Double.POSITIVE_INFINITY;
    double top = Double.NEGATIVE_INFINITY;
    boolean logarithmic = horizontal ? axes.logarithmicX() : axes.logarithmicY();
    for (Curve curve : curves) {
      for (double[] values :
          horizontal
              ? new double[][] {curve.x()}
              : new double[][] {curve.y(), curve.low(), curve.high()}) {
        for (double value : values) {
          if (Double.isFinite(value) && (!logarithmic || value > 0)) {
            double at = logarithmic ? Math.log10(value) : value;
            low = Math.min(low, at);
            top = Math.max(top, at);
          }
        }
      }
    }
    if (!(low <= top)) {
      return new ValueRange(0, 1);
    }
    double margin = low == top ? 0.5 : (top - low) * 0.03;
    return new ValueRange(low - margin, top + margin);
  }

  private void axes() {
    double base = TOP + high;
    svg.line("axis", LEFT, base, LEFT + inner, base);
    svg.line("axis", LEFT, TOP, LEFT, base);
    for (double tick : ticks(xs, axes.logarithmicX(), (int) Math.max(2, inner / 60))) {
      double x = LEFT + inner * xs.fraction(tick);
      svg.line("axis", x, base, x, base + 3);
      svg.text("tick", x, base + 13, "middle", tickText(tick, axes.logarithmicX()));
    }
    for (double tick : ticks(ys, axes.logarithmicY(), (int) Math.max(2, high / 34))) {
      double y = TOP + high * (1 - ys.fraction(tick));
      svg.line("grid", LEFT, y, LEFT + inner, y);
      svg.text("tick", LEFT - 5, y + 3, "end", tickText(tick, axes.logarithmicY()));
    }
    svg.text("label", LEFT + inner / 2, base + 28, "middle", axes.x());
    svg.upward("label", 11, TOP + high / 2, axes.y());
  }

  /** Of a logarithmic axis: powers of ten, with 2 and 5 between them where there is room. */
  private static double[] ticks(ValueRange range, boolean logarithmic, int most) {
    if (!logarithmic) {
      return range.ticks(most);
    }
    java.util.function.IntFunction<double[]> of =
        parts -> {
          double[] factors = parts == 3 ? new double[] {1, 2, 5} : new double[] {1};
          return java.util.stream.IntStream.rangeClosed(
                  (int) Math.floor(range.low()), (int) Math.ceil(range.high()))
              .boxed()
              .flatMap(e -> java.util.Arrays.stream(factors).mapToObj(f -> e + Math.log10(f)))
              .mapToDouble(Double::doubleValue)
              .filter(v -> v >= range.low() && v <= range.high())
              .toArray();
        };
    double[] fine = of.apply(3);
    if (fine.length <= most + 1) {
      return fine.length > 1 ? fine : new double[] {range.low(), range.high()};
    }
    double[] decades = of.apply(1);
    int step = (decades.length + most - 1) / most;
    return java.util.stream.IntStream.range(0, decades.length)
        .filter(k -> k % step == 0)
        .mapToDouble(k -> decades[k])
        .toArray();
  }

  private static String tickText(double tick, boolean logarithmic) {
    return HtmlText.number(logarithmic ? Math.pow(10, tick) : tick, logarithmic ? 2 : 4);
  }

  private boolean isShown(double x, double y) {
    return Double.isFinite(x)
        && Double.isFinite(y)
        && (!axes.logarithmicX() || x > 0)
        && (!axes.logarithmicY() || y > 0);
  }

  private double across(double x) {
    return LEFT + inner * xs.fraction(axes.logarithmicX() ? Math.log10(x) : x);
  }

  private double down(double y) {
    double at = axes.logarithmicY() ? (y > 0 ? Math.log10(y) : ys.low()) : y;
    return TOP + high * (1 - Math.max(0, Math.min(1, ys.fraction(at))));
  }

  private void curve(Curve curve) {
    String colour = kind(curve);
    double[] xy = new double[2 * curve.x().length];
    int count = 0;
    for (int i = 0; i < curve.x().length; i++) {
      if (isShown(curve.x()[i], curve.y()[i])) {
        xy[count++] = across(curve.x()[i]);
        xy[count++] = down(curve.y()[i]);
      }
    }
    svg.polyline("line " + colour, java.util.Arrays.copyOf(xy, count));
    for (int i = 0; i < curve.x().length && curve.marked(); i++) {
      if (isShown(curve.x()[i], curve.y()[i])) {
        point(curve, i);
      }
    }
  }

  private static String kind(Curve curve) {
    return curve.colour() == TRUTH ? "truth" : "s" + curve.colour() % COLOURS;
  }

  private void point(Curve curve, int i) {
    double x = across(curve.x()[i]);
    double y = down(curve.y()[i]);
    boolean interval = curve.low().length > 0 && curve.high()[i] > curve.low()[i];
    if (interval) {
      svg.line("line " + kind(curve), x, down(curve.low()[i]), x, down(curve.high()[i]));
    }
    String tip =
        (curve.name().isEmpty() ? "" : curve.name() + ": ")
            + HtmlText.number(curve.y()[i], 4)
            + (interval
                ? " ["
                    + HtmlText.number(curve.low()[i], 4)
                    + ", "
                    + HtmlText.number(curve.high()[i], 4)
                    + "]"
                : "")
            + " at "
            + HtmlText.number(curve.x()[i], 4);
    mark(svg, curve, x, y, tip);
    if (i == curve.chosen()) {
      svg.circle("chosen", x, y, 6, "chosen: " + tip);
    }
  }

  private static void mark(Svg svg, Curve curve, double x, double y, String tip) {
    String kind = kind(curve);
    switch (curve.colour() % 3) {
      case 0 -> svg.circle(kind, x, y, 2.6, tip);
      case 1 -> svg.diamond(kind, x, y, 3.4, tip);
      default -> svg.triangle(kind, x, y, 3.4, tip);
    }
  }

  private void key(int width) {
    double y = TOP + 6.0;
    for (Curve curve : curves) {
      if (!curve.name().isEmpty()) {
        svg.polyline("line " + kind(curve), new double[] {width + 4.0, y, width + 26.0, y});
        mark(svg, curve, width + 15.0, y, "");
        svg.text("label", width + 31.0, y + 4, "start", curve.name());
        y += LINE + 3;
      }
    }
  }
}
