package io.betti.pipeline.report;

import java.util.Arrays;

/**
 * How distances of two sets are spread, as shares of each, over common bins: the one as bars, the
 * other as an outline over them. Infinite distances are left out.
 */
final class DistanceHistogram {
  private static final int WIDTH = 530;
  private static final int HEIGHT = 210;
  private static final int LEFT = 52;
  private static final int BOTTOM = 34;
  private static final int TOP = 8;
  private static final int BINS = 40;

  /** Beyond this share of the distances, bins end and one gathers the rest. */
  private static final double SHOWN = 0.995;

  private DistanceHistogram() {}

  /**
   * Draws two sets of distances.
   *
   * @param bars the set drawn as bars
   * @param outline the set drawn as an outline; may be empty
   * @param label what the distances are, under the axis
   */
  static Figure of(double[] bars, double[] outline, String label) {
    double[] finite = finite(bars);
    double[] other = finite(outline);
    double end = Math.max(quantile(finite), quantile(other));
    double width = end > 0 ? ValueRange.roundStep(end / BINS) : 1;
    int count = end > 0 ? (int) Math.floor(end / width) + 1 : 1;
    double[] shares = shares(finite, width, count);
    double[] others = shares(other, width, count);
    double most = Math.max(Arrays.stream(shares).max().orElse(0), 1e-9);
    most = Math.max(most, Arrays.stream(others).max().orElse(0));
    Svg svg = new Svg(WIDTH, HEIGHT, "histogram of distances: " + label);
    double inner = WIDTH - LEFT - 10.0;
    double high = HEIGHT - BOTTOM - TOP;
    ValueRange up = new ValueRange(0, most * 1.05);
    for (double tick : up.ticks(5)) {
      double y = TOP + high * (1 - up.fraction(tick));
      svg.line("grid", LEFT, y, LEFT + inner, y);
      svg.text("tick", LEFT - 5, y + 3, "end", HtmlText.number(100 * tick, 3) + " %");
    }
    double step = inner / count;
    for (int k = 0; k < count; k++) {
      if (shares[k] > 0) {
        double tall = Math.max(0.7, high * up.fraction(shares[k]));
        String tip = tip(k, width, count, shares[k]);
        double x = LEFT + k * step + 0.5;
        svg.rect("d0", x, TOP + high - tall, Math.max(0.5, step - 1), tall, 0.75, tip);
      }
    }
    if (other.length > 0) {
      svg.polyline("outline", outline(others, up, step, high));
    }
    double base = TOP + high;
    svg.line("axis", LEFT, base, LEFT + inner, base);
    ValueRange across = new ValueRange(0, count * width);
    for (double tick : across.ticks(8)) {
      double x = LEFT + inner * across.fraction(tick);
      svg.line("axis", x, base, x, base + 3);
      svg.text("tick", x, base + 13, "middle", HtmlText.number(tick, 4));
    }
    svg.text("label", LEFT + inner / 2, HEIGHT - 5, "middle", label);
    return svg.figure();
  }

  private static double[] finite(double[] values) {
    return Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
  }

  private static double quantile(double[] sorted) {
    return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(SHOWN * sorted.length) - 1];
  }

  private static double[] shares(double[] values, double width, int count) {
    double[] shares = new double[count];
    for (double value : values) {
      shares[(int) Math.min(count - 1, Math.floor(value / width))] += 1.0 / values.length;
    }
    return shares;
  }

  private static double[] outline(double[] shares, ValueRange up, double step, double high) {
    double[] xy = new double[4 * shares.length + 4];
    int n = 0;
    xy[n++] = LEFT;
    xy[n++] = TOP + high;
    for (int k = 0; k < shares.length; k++) {
      double y = TOP + high * (1 - up.fraction(shares[k]));
      xy[n++] = LEFT + k * step;
      xy[n++] = y;
      xy[n++] = LEFT + (k + 1) * step;
      xy[n++] = y;
    }
    xy[n++] = LEFT + shares.length * step;
    xy[n] = TOP + high;
    return xy;
  }

  private static String tip(int k, double width, int count, double share) {
    return HtmlText.number(100 * share, 3)
        + " % from "
        + HtmlText.number(k * width, 4)
        + (k == count - 1 ? " on" : " to " + HtmlText.number((k + 1) * width, 4));
  }
}
