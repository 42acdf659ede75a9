package io.betti.topology.complex;

/**
 * Orientation and in-circle tests of points of a plane, named by their place in {@link
 * ScaledPoints}; every sign is exact. The plane is that of two axes, or a plane in space of which
 * two axes are a chart: then orientation is that of the chart, and the circle is the true one, as
 * the third axis counts in the squared lengths. (Squared length is a convex quadratic function on
 * the plane whose level sets are its circles; a chart is an affine map of the plane.)
 *
 * <p>In stages, each asked only if the one before can't tell: plain arithmetic with a bound on its
 * error that holds for the whole cloud; with a bound from these very points, the sum of the
 * absolute products times (roundings on a path) * 2^-53 (Shewchuk 1997, doi:10.1007/PL00009321,
 * section 4); for the circle {@link DoubleDoubles} with a bound alike; {@link Expansions}, which
 * are exact. In a cloud of short whole numbers plain arithmetic makes no error and is the only
 * stage.
 */
final class PlanePredicates {
  /** Half the distance from 1 to the next double. */
  private static final double ROUND = 0x1p-53;

  /** Two differences, a product, a sum: 3 after Shewchuk; one more covers the bound's own. */
  private static final double ORIENTATION_ERROR = 4 * ROUND;

  /** Shewchuk's 10, one more addition in the squared length, one more for the bound's own. */
  private static final double CIRCLE_ERROR = 12 * ROUND;

  /** At most 8 roundings on a path, each below 5 * 2^-106; more for the bound's own. */
  private static final double LONGER_ERROR = 64 * ROUND * ROUND;

  private static final int[] NONE = {};

  private final DoubleDoubles longs = new DoubleDoubles();
  private final Expansions exact;
  private ScaledPoints points;
  private double[] x;
  private double[] y;
  private double[] z;
  private int[] chart;
  private int[] lift;
  private double orientationBound;
  private double circleBound;

  PlanePredicates(Expansions exact) {
    this.exact = exact;
  }

  /** Reads points in the chart of two axes. */
  void load(ScaledPoints points, int first, int second) {
    this.points = points;
    x = points.scaled[first];
    y = points.scaled[second];
    boolean inSpace = points.axes == 3;
    z = inSpace ? points.scaled[3 - first - second] : null;
    chart = new int[] {first, second};
    lift = inSpace ? new int[] {0, 1, 2} : chart;
    double dx = points.extent(first);
    double dy = points.extent(second);
    double dz = inSpace ? points.extent(3 - first - second) : 0;
    double unit = points.unit;
    double area = 2 * dx * dy;
    double volume = 3 * area * (dx * dx + dy * dy + dz * dz);
    orientationBound =
        area < 0x1p52 * unit * unit ? 0 : 1.01 * ORIENTATION_ERROR * area + ScaledPoints.TINY;
    circleBound =
        volume < 0x1p52 * unit * unit * unit * unit
            ? 0
            : 1.01 * CIRCLE_ERROR * volume + ScaledPoints.TINY;
  }

  /** Positive if a, b, c turn left in the chart, negative if right, 0 if they are collinear. */
  double orientation(int a, int b, int c) {
    double cx = x[c];
    double cy = y[c];
    double left = (x[a] - cx) * (y[b] - cy);
    double right = (y[a] - cy) * (x[b] - cx);
    double value = left - right;
    if (value > orientationBound || -value > orientationBound || orientationBound == 0) {
      return value;
    }
    double bound = ORIENTATION_ERROR * (Math.abs(left) + Math.abs(right)) + ScaledPoints.TINY;
    return value > bound || -value > bound ? value : exactOrientation(a, b, c);
  }

  /**
   * Positive if d is inside the circle of a, b, c, which turn left, and negative if outside. A tie
   * is settled as if point i of the cloud were raised by e_i above the paraboloid of squared
   * lengths, e_0 much smaller than e_1, and so on; so the answer is never 0 unless the three are
   * collinear.
   */
  double inCircle(int a, int b, int c, int d) {
    double dx = x[d];
    double dy = y[d];
    double ax = x[a] - dx;
    double ay = y[a] - dy;
    double bx = x[b] - dx;
    double by = y[b] - dy;
    double cx = x[c] - dx;
    double cy = y[c] - dy;
    double aLift = ax * ax + ay * ay;
    double bLift = bx * bx + by * by;
    double cLift = cx * cx + cy * cy;
    if (z != null) {
      double dz = z[d];
      aLift += (z[a] - dz) * (z[a] - dz);
      bLift += (z[b] - dz) * (z[b] - dz);
      cLift += (z[c] - dz) * (z[c] - dz);
    }
    double value =
        aLift * (bx * cy - cx * by) + bLift * (cx * ay - ax * cy) + cLift * (ax * by - bx * ay);
    if (value > circleBound || -value > circleBound) {
      return value;
    }
    if (circleBound == 0) {
      return tie(a, b, c, d);
    }
    double sum =
        aLift * (Math.abs(bx * cy) + Math.abs(cx * by))
            + bLift * (Math.abs(cx * ay) + Math.abs(ax * cy))
            + cLift * (Math.abs(ax * by) + Math.abs(bx * ay));
    double bound = CIRCLE_ERROR * sum + ScaledPoints.TINY;
    if (value > bound || -value > bound) {
      return value;
    }
    if (!points.decimal) {
      double longer = longs.value(circle(longs, a, b, c, d));
      bound = LONGER_ERROR * sum + ScaledPoints.TINY;
      if (longer > bound || -longer > bound) {
        return longer;
      }
    }
    int sign = exactInCircle(a, b, c, d);
    return sign != 0 ? sign : tie(a, b, c, d);
  }

  private int exactOrientation(int a, int b, int c) {
    if (points.decimal) {
      return DecimalDeterminants.sign(points.given, chart, NONE, a, b, c);
    }
    exact.clear();
    int ax = exact.difference(x[a], x[c]);
    int ay = exact.difference(y[a], y[c]);
    int bx = exact.difference(x[b], x[c]);
    int by = exact.difference(y[b], y[c]);
    return exact.sign(minor(exact, ax, ay, bx, by));
  }

  private int exactInCircle(int a, int b, int c, int d) {
    if (points.decimal) {
      return DecimalDeterminants.sign(points.given, chart, lift, a, b, c, d);
    }
    return exact.sign(circle(exact, a, b, c, d));
  }

  /** The in-circle determinant. */
  private int circle(Arithmetic n, int a, int b, int c, int d) {
    n.clear();
    int ax = n.difference(x[a], x[d]);
    int ay = n.difference(y[a], y[d]);
    int bx = n.difference(x[b], x[d]);
    int by = n.difference(y[b], y[d]);
    int cx = n.difference(x[c], x[d]);
    int cy = n.difference(y[c], y[d]);
    int first = n.times(lift(n, ax, ay, a, d), minor(n, bx, by, cx, cy));
    int second = n.times(lift(n, bx, by, b, d), minor(n, cx, cy, ax, ay));
    int third = n.times(lift(n, cx, cy, c, d), minor(n, ax, ay, bx, by));
    return n.plus(n.plus(first, second), third);
  }

  private static int minor(Arithmetic n, int ax, int ay, int bx, int by) {
    return n.minus(n.times(ax, by), n.times(ay, bx));
  }

  private int lift(Arithmetic n, int ax, int ay, int a, int d) {
    int sum = n.plus(n.times(ax, ax), n.times(ay, ay));
    if (z == null) {
      return sum;
    }
    int az = n.difference(z[a], z[d]);
    return n.plus(sum, n.times(az, az));
  }

  /**
   * The sign of the first term that isn't 0 in the determinant's expansion by e, the point of the
   * highest index first: e_a times the turn of b, c, d and so on, e_d times minus that of a, b, c.
   */
  private double tie(int a, int b, int c, int d) {
    int bound = Integer.MAX_VALUE;
    for (int term = 0; term < 4; term++) {
      int last = -1;
      int point = -1;
      int[] index = points.index;
      if (index[a] < bound && index[a] > last) {
        last = index[a];
        point = a;
      }
      if (index[b] < bound && index[b] > last) {
        last = index[b];
        point = b;
      }
      if (index[c] < bound && index[c] > last) {
        last = index[c];
        point = c;
      }
      if (index[d] < bound && index[d] > last) {
        last = index[d];
        point = d;
      }
      bound = last;
      double turn =
          point == a
              ? orientation(b, c, d)
              : point == b
                  ? orientation(c, a, d)
                  : point == c ? orientation(a, b, d) : -orientation(a, b, c);
      if (turn != 0) {
        return turn;
      }
    }
    return 0;
  }
}
