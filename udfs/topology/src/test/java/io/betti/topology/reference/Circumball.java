package io.betti.topology.reference;

import io.betti.topology.complex.PointCloud;

/** The smallest ball with some affinely independent points on its boundary, without rounding. */
public final class Circumball {
  private final PointCloud points;
  private final int exponent;
  private final Rational[] center;
  private final Rational squaredRadius;

  /** Solves for the centre by elimination in the Gram matrix of the edges from the first point. */
  public Circumball(PointCloud points, int... vertices) {
    this.points = points;
    exponent = exponent(points);
    int k = vertices.length - 1;
    int axes = points.dimension();
    Rational[][] edges = new Rational[k][];
    for (int m = 0; m < k; m++) {
      edges[m] = minus(point(vertices[m + 1]), point(vertices[0]));
    }
    Rational[][] system = new Rational[k][k + 1];
    for (int m = 0; m < k; m++) {
      for (int j = 0; j < k; j++) {
        system[m][j] = dot(edges[m], edges[j]);
      }
      system[m][k] = dot(edges[m], edges[m]).times(Rational.HALF);
    }
    eliminate(system);
    Rational[] offset = new Rational[axes];
    center = point(vertices[0]);
    for (int axis = 0; axis < axes; axis++) {
      offset[axis] = Rational.ZERO;
      for (int m = 0; m < k; m++) {
        offset[axis] = offset[axis].plus(system[m][k].times(edges[m][axis]));
      }
      center[axis] = center[axis].plus(offset[axis]);
    }
    squaredRadius = dot(offset, offset);
  }

  /** A Gram matrix of independent vectors is positive definite: its pivots are never 0. */
  private static void eliminate(Rational[][] system) {
    int k = system.length;
    for (int p = 0; p < k; p++) {
      Rational pivot = system[p][p];
      for (int j = p; j <= k; j++) {
        system[p][j] = system[p][j].over(pivot);
      }
      for (int m = 0; m < k; m++) {
        Rational factor = system[m][p];
        for (int j = p; j <= k && m != p; j++) {
          system[m][j] = system[m][j].minus(factor.times(system[p][j]));
        }
      }
    }
  }

  /** A point in whole numbers, as multiples of 2^exponent. */
  private Rational[] point(int i) {
    Rational[] x = new Rational[points.dimension()];
    for (int axis = 0; axis < x.length; axis++) {
      x[axis] = Rational.multiple(points.coordinate(i, axis), exponent);
    }
    return x;
  }

  private static int exponent(PointCloud points) {
    int least = Integer.MAX_VALUE;
    for (double x : points.coordinates()) {
      least = x == 0 ? least : Math.min(least, Math.getExponent(Math.ulp(x)));
    }
    return least;
  }

  private static Rational[] minus(Rational[] a, Rational[] b) {
    Rational[] difference = new Rational[a.length];
    for (int axis = 0; axis < a.length; axis++) {
      difference[axis] = a[axis].minus(b[axis]);
    }
    return difference;
  }

  private static Rational dot(Rational[] a, Rational[] b) {
    Rational sum = Rational.ZERO;
    for (int axis = 0; axis < a.length; axis++) {
      sum = sum.plus(a[axis].times(b[axis]));
    }
    return sum;
  }

  /** Square of the radius, rounded once. */
  public double squaredRadius() {
    return Math.scalb(squaredRadius.toDouble(), 2 * exponent);
  }

  /** Whether a point is strictly inside. */
  public boolean encloses(int i) {
    Rational[] arm = minus(point(i), center);
    return dot(arm, arm).compareTo(squaredRadius) < 0;
  }

  /** Whether no point of the cloud is strictly inside. */
  public boolean isEmpty() {
    for (int i = 0; i < points.size(); i++) {
      if (encloses(i)) {
        return false;
      }
    }
    return true;
  }
}
