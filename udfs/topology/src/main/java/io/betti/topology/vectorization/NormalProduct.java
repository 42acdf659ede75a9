package io.betti.topology.vectorization;

/**
 * Adds round normal densities of the plane to an image {@code [y][x]}, row by column. Keeps a row
 * and a column between calls, so it belongs to one thread.
 */
final class NormalProduct {
  private final double bandwidth;
  private final double[] columns;
  private final double[] rows;
  private final double[] across;
  private final double[] down;

  NormalProduct(double bandwidth, SampleGrid columns, SampleGrid rows) {
    this.bandwidth = bandwidth;
    this.columns = columns.points();
    this.rows = rows.points();
    across = new double[columns.resolution()];
    down = new double[rows.resolution()];
  }

  /** Adds weight times the density around (x, y). */
  void add(double x, double y, double weight, double[] out) {
    fill(columns, x, across);
    fill(rows, y, down);
    int at = 0;
    for (double factor : down) {
      double row = weight * factor;
      for (double column : across) {
        out[at++] += row * column;
      }
    }
  }

  private void fill(double[] points, double centre, double[] density) {
    double scale = 1 / (bandwidth * Math.sqrt(2 * Math.PI));
    for (int k = 0; k < density.length; k++) {
      double z = (points[k] - centre) / bandwidth;
      density[k] = scale * Math.exp(-0.5 * z * z);
    }
  }
}
