package io.betti.topology.layer;

import io.betti.topology.complex.Circumsphere;
import io.betti.topology.complex.PointCloud;

/**
 * The derivative of a simplex's circumradius R, or of its square, with respect to the coordinates
 * of its vertices. For a vertex x with barycentric weight b in the circumcentre c it is b (x - c) /
 * R, or 2 b (x - c): the Lagrange multipliers of "R^2 = |x - c|^2 for every vertex", with c free in
 * the simplex's plane, are the weights.
 *
 * <p>0 is taken where vertices fall together or the simplex is too flat to have a finite one.
 *
 * @param squared whether it is R^2 that is derived
 */
record RadiusGradient(boolean squared) implements CellGradient {
  @Override
  public void add(PointCloud points, int[] cell, double share, double[] gradient) {
    if (cell.length < 2) {
      return; // A vertex is born at 0 wherever it is.
    }
    Circumsphere sphere = new Circumsphere(points, cell);
    double scale = squared ? 2 : 1 / sphere.radius();
    if (!sphere.isFinite() || !Double.isFinite(scale * share)) {
      return;
    }
    int axes = points.dimension();
    for (int m = 0; m < cell.length; m++) {
      double factor = share * sphere.weight(m);
      for (int axis = 0; axis < axes; axis++) {
        gradient[cell[m] * axes + axis] += factor * (sphere.arm(m, axis) * scale);
      }
    }
  }
}
