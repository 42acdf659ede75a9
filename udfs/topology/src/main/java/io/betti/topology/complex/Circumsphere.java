package io.betti.topology.complex;

/**
 * The smallest sphere through the 2, 3 or 4 vertices of a simplex: where its centre lies, in
 * coordinates and in weights of the vertices. What a derivative of the radius is made of.
 *
 * <p>Weights are barycentric: they sum to 1, the centre is the weighted sum of the vertices, and
 * one is negative where a vertex lies inside the circumball of the face opposite to it. They grow
 * without bound as a simplex becomes flat. Where vertices fall together, or a simplex is too flat
 * for 106 bits, there is no finite answer and {@link #isFinite()} is false.
 *
 * <p>Computed in {@link DoubleDouble}, then rounded. Immutable.
 */
public final class Circumsphere {
  private final double[] weights;

  /** Row-major {@code [vertex][axis]}: from the centre to the vertex. */
  private final double[] arms;

  private final int axes;

  /** The sphere of vertices of a cloud of up to 3 axes. */
  public Circumsphere(PointCloud points, int... vertices) {
    axes = points.dimension();
    int k = vertices.length - 1;
    DoubleVector[] edges = new DoubleVector[k];
    double extent = Double.MIN_NORMAL;
    for (int m = 0; m < k; m++) {
      edges[m] = DoubleVector.between(points, vertices[0], vertices[m + 1]);
      extent = Math.max(extent, edges[m].extent());
    }
    double unit = Math.scalb(1.0, Math.max(Math.getExponent(extent), -1000));
    for (int m = 0; m < k; m++) {
      edges[m] = edges[m].scaled(1 / unit);
    }
    DoubleDouble[] weight =
        switch (k) {
          case 1 -> new DoubleDouble[] {new DoubleDouble(0.5, 0)};
          case 2 -> triangle(edges[0], edges[1]);
          default -> tetrahedron(edges[0], edges[1], edges[2]);
        };
    weights = new double[k + 1];
    arms = new double[(k + 1) * axes];
    DoubleDouble first = new DoubleDouble(1, 0);
    DoubleVector center = edges[0].times(DoubleDouble.ZERO);
    for (int m = 0; m < k; m++) {
      first = first.minus(weight[m]);
      center = center.plus(edges[m].times(weight[m]));
      weights[m + 1] = weight[m].high();
    }
    weights[0] = first.high();
    for (int m = 0; m <= k; m++) {
      DoubleVector arm = (m == 0 ? center.minus(center) : edges[m - 1]).minus(center).scaled(unit);
      for (int axis = 0; axis < axes; axis++) {
        arms[m * axes + axis] =
            (axis == 0 ? arm.x().high() : axis == 1 ? arm.y().high() : arm.z().high());
      }
    }
  }

  /** Weights of the second and third vertex. */
  private static DoubleDouble[] triangle(DoubleVector u, DoubleVector v) {
    DoubleDouble uu = u.squaredLength();
    DoubleDouble vv = v.squaredLength();
    DoubleDouble area = u.cross(v).squaredLength().scaled(2);
    return new DoubleDouble[] {
      vv.times(u.dot(u.minus(v))).over(area), uu.times(v.dot(v.minus(u))).over(area)
    };
  }

  /** Weights of all vertices but the first: by Cramer's rule for the centre in the edges. */
  private static DoubleDouble[] tetrahedron(DoubleVector u, DoubleVector v, DoubleVector w) {
    DoubleVector vw = v.cross(w);
    DoubleVector wu = w.cross(u);
    DoubleVector uv = u.cross(v);
    DoubleDouble volume = u.dot(vw);
    DoubleVector center =
        vw.times(u.squaredLength())
            .plus(wu.times(v.squaredLength()))
            .plus(uv.times(w.squaredLength()));
    DoubleDouble divisor = volume.squared().scaled(2);
    return new DoubleDouble[] {
      center.dot(vw).over(divisor), center.dot(wu).over(divisor), center.dot(uv).over(divisor)
    };
  }

  /** Whether all weights and arms are finite. */
  public boolean isFinite() {
    double sum = 0;
    for (double weight : weights) {
      sum += Math.abs(weight);
    }
    for (double arm : arms) {
      sum += Math.abs(arm);
    }
    return Double.isFinite(sum);
  }

  /** The radius, 0 if all vertices fall together. */
  public double radius() {
    double sum = 0;
    for (int axis = 0; axis < axes; axis++) {
      sum += arms[axis] * arms[axis];
    }
    return Math.sqrt(sum);
  }

  /** Barycentric weight of the m-th vertex. */
  public double weight(int m) {
    return weights[m];
  }

  /** The m-th vertex minus the centre, on an axis. */
  public double arm(int m, int axis) {
    return arms[m * axes + axis];
  }
}
