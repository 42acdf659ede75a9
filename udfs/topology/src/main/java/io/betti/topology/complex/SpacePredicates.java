package io.betti.topology.complex;

/**
 * Orientation and in-sphere tests of points of space, named by their place in {@link ScaledPoints};
 * every sign is exact. The stages are those of {@link PlanePredicates}; the numbers of roundings on
 * a path are Shewchuk's (1997, doi:10.1007/PL00009321, section 4), with one more for the bound's
 * own.
 */
final class SpacePredicates {
  /** Half the distance from 1 to the next double. */
  private static final double ROUND = 0x1p-53;

  private static final double ORIENTATION_ERROR = 8 * ROUND;
  private static final double SPHERE_ERROR = 17 * ROUND;

  /** At most 11 roundings on a path, each below 5 * 2^-106; more for the bound's own. */
  private static final double LONGER_ERROR = 64 * ROUND * ROUND;

  private static final int[] AXES = {0, 1, 2};
  private static final int[] NONE = {};

  private final DoubleDoubles longs = new DoubleDoubles();
  private final Expansions exact;
  private ScaledPoints points;
  private double[] x;
  private double[] y;
  private double[] z;
  private double orientationBound;
  private double sphereBound;

  SpacePredicates(Expansions exact) {
    this.exact = exact;
  }

  /** Reads points of three axes. */
  void load(ScaledPoints points) {
    this.points = points;
    x = points.scaled[0];
    y = points.scaled[1];
    z = points.scaled[2];
    double dx = points.extent(0);
    double dy = points.extent(1);
    double dz = points.extent(2);
    double unit = points.unit;
    double volume = 6 * dx * dy * dz;
    double lifted = 4 * volume * (dx * dx + dy * dy + dz * dz);
    orientationBound =
        volume < 0x1p52 * unit * unit * unit
            ? 0
            : 1.01 * ORIENTATION_ERROR * volume + ScaledPoints.TINY;
    sphereBound =
        lifted < 0x1p52 * unit * unit * unit * unit * unit
            ? 0
            : 1.01 * SPHERE_ERROR * lifted + ScaledPoints.TINY;
  }

  /** Sign of the determinant of a - d, b - d, c - d: 0 if the four are coplanar. */
  double orientation(int a, int b, int c, int d) {
    double dx = x[d];
    double dy = y[d];
    double dz = z[d];
    double ax = x[a] - dx;
    double ay = y[a] - dy;
    double az = z[a] - dz;
    double bx = x[b] - dx;
    double by = y[b] - dy;
    double bz = z[b] - dz;
    double cx = x[c] - dx;
    double cy = y[c] - dy;
    double cz = z[c] - dz;
    double value = az * (bx * cy - cx * by) + bz * (cx * ay - ax * cy) + cz * (ax * by - bx * ay);
    if (value > orientationBound || -value > orientationBound || orientationBound == 0) {
      return value;
    }
    double sum =
        Math.abs(az) * (Math.abs(bx * cy) + Math.abs(cx * by))
            + Math.abs(bz) * (Math.abs(cx * ay) + Math.abs(ax * cy))
            + Math.abs(cz) * (Math.abs(ax * by) + Math.abs(bx * ay));
    double bound = ORIENTATION_ERROR * sum + ScaledPoints.TINY;
    return value > bound || -value > bound ? value : exactOrientation(a, b, c, d);
  }

  /**
   * Positive if e is inside the sphere of a, b, c, d, whose {@link #orientation} is positive, and
   * negative if outside. A tie is settled as in {@link PlanePredicates#inCircle}, so the answer is
   * never 0 unless the four are coplanar.
   */
  double inSphere(int a, int b, int c, int d, int e) {
    double ex = x[e];
    double ey = y[e];
    double ez = z[e];
    double ax = x[a] - ex;
    double ay = y[a] - ey;
    double az = z[a] - ez;
    double bx = x[b] - ex;
    double by = y[b] - ey;
    double bz = z[b] - ez;
    double cx = x[c] - ex;
    double cy = y[c] - ey;
    double cz = z[c] - ez;
    double dx = x[d] - ex;
    double dy = y[d] - ey;
    double dz = z[d] - ez;
    double ab = ax * by - bx * ay;
    double bc = bx * cy - cx * by;
    double cd = cx * dy - dx * cy;
    double da = dx * ay - ax * dy;
    double ac = ax * cy - cx * ay;
    double bd = bx * dy - dx * by;
    double abc = az * bc - bz * ac + cz * ab;
    double bcd = bz * cd - cz * bd + dz * bc;
    double cda = cz * da + dz * ac + az * cd;
    double dab = dz * ab + az * bd + bz * da;
    double aLift = ax * ax + ay * ay + az * az;
    double bLift = bx * bx + by * by + bz * bz;
    double cLift = cx * cx + cy * cy + cz * cz;
    double dLift = dx * dx + dy * dy + dz * dz;
    double value = dLift * abc - cLift * dab + (bLift * cda - aLift * bcd);
    if (value > sphereBound || -value > sphereBound) {
      return value;
    }
    return sphereBound == 0 ? tie(a, b, c, d, e) : nearSphere(a, b, c, d, e, value);
  }

  /** The later stages; {@code value} is the determinant in plain arithmetic. */
  private double nearSphere(int a, int b, int c, int d, int e, double value) {
    double sum = absoluteSum(a, b, c, d, e);
    double bound = SPHERE_ERROR * sum + ScaledPoints.TINY;
    if (value > bound || -value > bound) {
      return value;
    }
    if (!points.decimal) {
      double longer = longs.value(sphere(longs, a, b, c, d, e));
      bound = LONGER_ERROR * sum + ScaledPoints.TINY;
      if (longer > bound || -longer > bound) {
        return longer;
      }
    }
    int sign = exactInSphere(a, b, c, d, e);
    return sign != 0 ? sign : tie(a, b, c, d, e);
  }

  /** The in-sphere determinant with every product made positive. */
  private double absoluteSum(int a, int b, int c, int d, int e) {
    double ax = Math.abs(x[a] - x[e]);
    double ay = Math.abs(y[a] - y[e]);
    double az = Math.abs(z[a] - z[e]);
    double bx = Math.abs(x[b] - x[e]);
    double by = Math.abs(y[b] - y[e]);
    double bz = Math.abs(z[b] - z[e]);
    double cx = Math.abs(x[c] - x[e]);
    double cy = Math.abs(y[c] - y[e]);
    double cz = Math.abs(z[c] - z[e]);
    double dx = Math.abs(x[d] - x[e]);
    double dy = Math.abs(y[d] - y[e]);
    double dz = Math.abs(z[d] - z[e]);
    double ab = ax * by + bx * ay;
    double bc = bx * cy + cx * by;
    double cd = cx * dy + dx * cy;
    double da = dx * ay + ax * dy;
    double ac = ax * cy + cx * ay;
    double bd = bx * dy + dx * by;
    return (dx * dx + dy * dy + dz * dz) * (az * bc + bz * ac + cz * ab)
        + (cx * cx + cy * cy + cz * cz) * (dz * ab + az * bd + bz * da)
        + (bx * bx + by * by + bz * bz) * (cz * da + dz * ac + az * cd)
        + (ax * ax + ay * ay + az * az) * (bz * cd + cz * bd + dz * bc);
  }

  private int exactOrientation(int a, int b, int c, int d) {
    if (points.decimal) {
      return DecimalDeterminants.sign(points.given, AXES, NONE, a, b, c, d);
    }
    exact.clear();
    int ax = exact.difference(x[a], x[d]);
    int ay = exact.difference(y[a], y[d]);
    int bx = exact.difference(x[b], x[d]);
    int by = exact.difference(y[b], y[d]);
    int cx = exact.difference(x[c], x[d]);
    int cy = exact.difference(y[c], y[d]);
    int first = exact.times(exact.difference(z[a], z[d]), minor(exact, bx, by, cx, cy));
    int second = exact.times(exact.difference(z[b], z[d]), minor(exact, cx, cy, ax, ay));
    int third = exact.times(exact.difference(z[c], z[d]), minor(exact, ax, ay, bx, by));
    return exact.sign(exact.plus(exact.plus(first, second), third));
  }

  private int exactInSphere(int a, int b, int c, int d, int e) {
    if (points.decimal) {
      return DecimalDeterminants.sign(points.given, AXES, AXES, a, b, c, d, e);
    }
    return exact.sign(sphere(exact, a, b, c, d, e));
  }

  /** The in-sphere determinant. */
  private int sphere(Arithmetic n, int a, int b, int c, int d, int e) {
    n.clear();
    int ax = n.difference(x[a], x[e]);
    int ay = n.difference(y[a], y[e]);
    int az = n.difference(z[a], z[e]);
    int bx = n.difference(x[b], x[e]);
    int by = n.difference(y[b], y[e]);
    int bz = n.difference(z[b], z[e]);
    int cx = n.difference(x[c], x[e]);
    int cy = n.difference(y[c], y[e]);
    int cz = n.difference(z[c], z[e]);
    int dx = n.difference(x[d], x[e]);
    int dy = n.difference(y[d], y[e]);
    int dz = n.difference(z[d], z[e]);
    int ab = minor(n, ax, ay, bx, by);
    int bc = minor(n, bx, by, cx, cy);
    int cd = minor(n, cx, cy, dx, dy);
    int da = minor(n, dx, dy, ax, ay);
    int ac = minor(n, ax, ay, cx, cy);
    int bd = minor(n, bx, by, dx, dy);
    int abc = n.plus(n.minus(n.times(az, bc), n.times(bz, ac)), n.times(cz, ab));
    int bcd = n.plus(n.minus(n.times(bz, cd), n.times(cz, bd)), n.times(dz, bc));
    int cda = n.plus(n.plus(n.times(cz, da), n.times(dz, ac)), n.times(az, cd));
    int dab = n.plus(n.plus(n.times(dz, ab), n.times(az, bd)), n.times(bz, da));
    int plus = n.plus(n.times(lift(n, dx, dy, dz), abc), n.times(lift(n, bx, by, bz), cda));
    int minus = n.plus(n.times(lift(n, cx, cy, cz), dab), n.times(lift(n, ax, ay, az), bcd));
    return n.minus(plus, minus);
  }

  private static int minor(Arithmetic n, int ax, int ay, int bx, int by) {
    return n.minus(n.times(ax, by), n.times(bx, ay));
  }

  private static int lift(Arithmetic n, int x, int y, int z) {
    return n.plus(n.plus(n.times(x, x), n.times(y, y)), n.times(z, z));
  }

  /**
   * The sign of the first term that isn't 0 in the determinant's expansion by the raises, the point
   * of the highest index first. The term of e is minus the orientation of the four, and so for each
   * of them with e put in its place.
   */
  private double tie(int a, int b, int c, int d, int e) {
    int[] index = points.index;
    int bound = Integer.MAX_VALUE;
    for (int term = 0; term < 5; term++) {
      int last = -1;
      last = index[a] < bound ? index[a] : last;
      last = index[b] < bound ? Math.max(last, index[b]) : last;
      last = index[c] < bound ? Math.max(last, index[c]) : last;
      last = index[d] < bound ? Math.max(last, index[d]) : last;
      last = index[e] < bound ? Math.max(last, index[e]) : last;
      bound = last;
      double volume;
      if (last == index[e]) {
        volume = -orientation(a, b, c, d);
      } else if (last == index[a]) {
        volume = orientation(e, b, c, d);
      } else if (last == index[b]) {
        volume = orientation(a, e, c, d);
      } else if (last == index[c]) {
        volume = orientation(a, b, e, d);
      } else {
        volume = orientation(a, b, c, e);
      }
      if (volume != 0) {
        return volume;
      }
    }
    return 0;
  }
}
