package io.betti.topology.layer;

import io.betti.topology.complex.PointCloud;

/** How the value of a critical cell depends on the coordinates of its points. */
interface CellGradient {
  /**
   * Adds the derivative of a cell's value, times a share, to a gradient with respect to
   * coordinates.
   *
   * @param cell its points
   * @param share the derivative with respect to its value
   * @param gradient row-major {@code [point][axis]}, added to
   */
  void add(PointCloud points, int[] cell, double share, double[] gradient);
}
