package io.betti.topology.vectorization;

/**
 * Adds round normal densities of the plane to an image {@code [y][x]}, row by column. Keeps a row
 * and a column between calls, so it belongs to one thread.
 */
final class NormalProduct {
  private final double bandwidth;
  private final SampleGrid columns;
  private final SampleGrid rows;
  private final double[] across;
  private final double[] down;

  NormalProduct(double bandwidth, SampleGrid columns, SampleGrid rows) {
    this.bandwidth = bandwidth;
    this.columns = columns;
    this.rows = rows;
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

  private void fill(SampleGrid grid, double centre, double[] density) {
    double scale = 1 / (bandwidth * Math.sqrt(2 * Math.PI));
    for (int k = 0; k < density.length; k++) {
      double z = (grid.point(k) - centre) / bandwidth;
      density[k] = scale * Math.exp(-0.5 * z * z);
    }
  }
}
