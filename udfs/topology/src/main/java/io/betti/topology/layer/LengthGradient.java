package io.betti.topology.layer;

import io.betti.topology.complex.PointCloud;

/** The derivative of an edge's length with respect to the coordinates of its ends. */
final class LengthGradient implements CellGradient {
  @Override
  public void add(PointCloud points, int[] cell, double share, double[] gradient) {
    if (cell.length != 2) {
      return; // A vertex is born at 0 wherever it is.
    }
    double length = points.distance(cell[0], cell[1]);
    if (length == 0) {
      return;
    }
    int axes = points.dimension();
    for (int axis = 0; axis < axes; axis++) {
      double difference = points.coordinate(cell[1], axis) - points.coordinate(cell[0], axis);
      double slope = share * (difference / length);
      gradient[cell[1] * axes + axis] += slope;
      gradient[cell[0] * axes + axis] -= slope;
    }
  }
}
