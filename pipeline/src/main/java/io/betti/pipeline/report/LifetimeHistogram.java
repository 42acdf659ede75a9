package io.betti.pipeline.report;

import io.betti.pipeline.evaluation.BarStatistics;

/**
 * How many bars have which lifetime, one dimension. The scale of counts is logarithmic: short bars
 * outnumber long ones by orders of magnitude.
 */
final class LifetimeHistogram {
  private static final int WIDTH = 530;
  private static final int HEIGHT = 200;
  private static final int LEFT = 60;
  private static final int BOTTOM = 34;
  private static final int TOP = 8;

  private LifetimeHistogram() {}

  static Figure of(BarStatistics bars) {
    Svg svg =
        new Svg(WIDTH, HEIGHT, "histogram of lifetimes of finite bars of PD" + bars.dimension());
    long most = 1;
    for (long count : bars.counts()) {
      most = Math.max(most, count);
    }
    double inner = WIDTH - LEFT - 10.0;
    double high = HEIGHT - BOTTOM - TOP;
    int decades = (int) Math.max(1, Math.ceil(Math.log10(most + 0.5)));
    for (int decade = 0; decade <= decades; decade++) {
      double y = TOP + high * (1 - share(Math.pow(10, decade), decades));
      svg.line("grid", LEFT, y, LEFT + inner, y);
      svg.text("tick", LEFT - 5, y + 3, "end", HtmlText.count((long) Math.pow(10, decade)));
    }
    double end = Math.max(1, bars.counts().length) * Math.max(bars.binWidth(), Double.MIN_NORMAL);
    ValueRange range = new ValueRange(0, end);
    for (int k = 0; k < bars.counts().length; k++) {
      long count = bars.counts()[k];
      if (count > 0) {
        double from = LEFT + inner * k / bars.counts().length;
        double tall = high * share(count, decades);
        String tip =
            HtmlText.count(count)
                + " with lifetime in ["
                + HtmlText.number(k * bars.binWidth(), 4)
                + ", "
                + HtmlText.number((k + 1) * bars.binWidth(), 4)
                + ")";
        double wide = Math.max(0.5, inner / bars.counts().length - 1);
        String kind = "d" + Math.min(bars.dimension(), 2);
        svg.rect(kind, from + 0.5, TOP + high - tall, wide, tall, 1, tip);
      }
    }
    double base = TOP + high;
    svg.line("axis", LEFT, base, LEFT + inner, base);
    for (double tick : bars.counts().length == 0 ? new double[0] : range.ticks(8)) {
      double x = LEFT + inner * range.fraction(tick);
      svg.line("axis", x, base, x, base + 3);
      svg.text("tick", x, base + 13, "middle", HtmlText.number(tick, 4));
    }
    svg.text("label", LEFT + inner / 2, HEIGHT - 5, "middle", "lifetime, PD" + bars.dimension());
    svg.upward("label", 9, TOP + high / 2, "bars");
    return svg.figure();
  }

  /** Height of a count: a half is the foot, so that 1 is seen. */
  private static double share(double count, int decades) {
    double foot = Math.log10(0.5);
    return (Math.log10(count) - foot) / (decades - foot);
  }
}
