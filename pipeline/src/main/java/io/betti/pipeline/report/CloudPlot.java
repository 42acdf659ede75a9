package io.betti.pipeline.report;

import io.betti.topology.complex.PointCloud;

/**
 * Points as dots: on a line, in the plane, or seen along the second axis, the third upwards. Of
 * points with more axes the first two are shown.
 */
final class CloudPlot {
  /** Of larger clouds every so many-th point is drawn. */
  private static final int MOST_POINTS = 2000;

  private static final double MARGIN = 6;

  private CloudPlot() {}

  /**
   * Draws a cloud; both axes have one scale.
   *
   * @param size the longer side, in CSS pixels
   * @param description what it shows, for a reader who cannot see it
   */
  static Figure of(PointCloud cloud, double size, String description) {
    int up = cloud.dimension() == 3 ? 2 : 1;
    boolean line = cloud.dimension() == 1;
    double[] x = extent(cloud, 0);
    double[] y = line ? new double[] {0, 0} : extent(cloud, up);
    double longest = Math.max(x[1] - x[0], y[1] - y[0]);
    double scale = longest > 0 ? (size - 2 * MARGIN) / longest : 1;
    double width = 2 * MARGIN + scale * (x[1] - x[0]);
    double height = 2 * MARGIN + scale * (y[1] - y[0]);
    Svg svg = new Svg(width, height, description);
    svg.rect("frame", 0.5, 0.5, width - 1, height - 1);
    int step = (cloud.size() + MOST_POINTS - 1) / MOST_POINTS;
    for (int i = 0; i < cloud.size(); i += step) {
      double across = MARGIN + scale * (cloud.coordinate(i, 0) - x[0]);
      double above = line ? 0 : scale * (cloud.coordinate(i, up) - y[0]);
      svg.circle("point", across, height - MARGIN - above, 1.5, "");
    }
    return svg.figure();
  }

  private static double[] extent(PointCloud cloud, int axis) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < cloud.size(); i++) {
      low = Math.min(low, cloud.coordinate(i, axis));
      high = Math.max(high, cloud.coordinate(i, axis));
    }
    return new double[] {low, high};
  }
}
