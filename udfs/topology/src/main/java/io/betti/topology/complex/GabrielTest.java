package io.betti.topology.complex;

/**
 * Whether a vertex of a Delaunay simplex lies strictly inside the smallest circumball of the face
 * opposite to it. A face for which no coface's other vertex does is Gabriel: its circumball has no
 * point of the cloud inside.
 *
 * <p>Exact. For an edge a, b and a point p it is the sign of (a - p) . (b - p). For a triangle with
 * edge vectors u, v and w = p - a it is that of
 *
 * <pre>(|u|^2 |v|^2 - (u.v)^2) |w|^2 - |v|^2 (|u|^2 - u.v) (u.w) - |u|^2 (|v|^2 - u.v) (v.w),</pre>
 *
 * the power of p with respect to the ball times (2 area)^2. Three stages: plain arithmetic with a
 * bound on its error from the sizes of the products; {@link DoubleDouble} likewise; whole numbers
 * ({@link ExactSimplex}). Where all differences are short whole multiples of one unit, as on small
 * grids, plain arithmetic makes no error and the first stage is the last.
 *
 * <p>Safe to share between threads.
 */
public final class GabrielTest {
  /** 2^-53 times the roundings on a path, doubled. */
  private static final double EDGE_ERROR = 12 * 0x1p-53;

  private static final double TRIANGLE_ERROR = 64 * 0x1p-53;

  /** The like of {@link DoubleDouble}, whose operations are off by up to 5 * 2^-106 each. */
  private static final double DOUBLE_ERROR = 256 * 0x1p-106;

  /** More than the products of a dot product lose to underflow. */
  private static final double TINY = 0x1p-900;

  /** Squared lengths within these bounds lose nothing to underflow in a formula of degree 6. */
  private static final double LEAST = 0x1p-100;

  private static final double GREATEST = 0x1p100;

  /** Whole numbers up to this make values of degree 6 that are exact in doubles. */
  private static final double SHORT = 64;

  private final PointCloud points;

  /** Tests in one cloud of up to 3 axes. */
  public GabrielTest(PointCloud points) {
    this.points = points;
  }

  /** Whether the m-th vertex of k-simplex i, k = 2 or 3, is inside the ball of the others. */
  public boolean encloses(DelaunayComplex complex, int k, int i, int m) {
    int p = complex.vertex(k, i, m);
    int a = complex.vertex(k, i, m == 0 ? 1 : 0);
    int b = complex.vertex(k, i, m <= 1 ? 2 : 1);
    return k == 2
        ? edgeEncloses(a, b, p)
        : triangleEncloses(a, b, complex.vertex(k, i, m == 3 ? 2 : 3), p);
  }

  private boolean edgeEncloses(int a, int b, int p) {
    double sum = 0;
    double sizes = 0;
    for (int axis = 0; axis < points.dimension(); axis++) {
      double x = points.coordinate(p, axis);
      double product = (points.coordinate(a, axis) - x) * (points.coordinate(b, axis) - x);
      sum += product;
      sizes += Math.abs(product);
    }
    if (Math.abs(sum) > EDGE_ERROR * sizes + TINY) {
      return sum < 0;
    }
    DoubleVector u = DoubleVector.between(points, p, a);
    DoubleVector v = DoubleVector.between(points, p, b);
    double unit = unit(Math.max(u.extent(), v.extent()));
    if (sizes > TINY && u.isWhole(unit) && v.isWhole(unit)) {
      return sum < 0;
    }
    DoubleDouble product = u.dot(v);
    return product.size() > DOUBLE_ERROR * sizes + TINY
        ? product.high() < 0
        : new ExactSimplex(points, a, b, p).lastIsEnclosed();
  }

  private boolean triangleEncloses(int a, int b, int c, int p) {
    double ux = points.coordinate(b, 0) - points.coordinate(a, 0);
    double uy = points.coordinate(b, 1) - points.coordinate(a, 1);
    double uz = points.coordinate(b, 2) - points.coordinate(a, 2);
    double vx = points.coordinate(c, 0) - points.coordinate(a, 0);
    double vy = points.coordinate(c, 1) - points.coordinate(a, 1);
    double vz = points.coordinate(c, 2) - points.coordinate(a, 2);
    double wx = points.coordinate(p, 0) - points.coordinate(a, 0);
    double wy = points.coordinate(p, 1) - points.coordinate(a, 1);
    double wz = points.coordinate(p, 2) - points.coordinate(a, 2);
    double uu = ux * ux + uy * uy + uz * uz;
    double vv = vx * vx + vy * vy + vz * vz;
    double ww = wx * wx + wy * wy + wz * wz;
    double uv = ux * vx + uy * vy + uz * vz;
    double uw = ux * wx + uy * wy + uz * wz;
    double vw = vx * wx + vy * wy + vz * wz;
    double power = (uu * vv - uv * uv) * ww - vv * (uu - uv) * uw - uu * (vv - uv) * vw;
    return areModerate(uu, vv, ww) && Math.abs(power) > TRIANGLE_ERROR * sizes(uu, vv, ww)
        ? power < 0
        : triangleEnclosesInDoubt(a, b, c, p);
  }

  private static boolean areModerate(double uu, double vv, double ww) {
    return Math.min(uu, Math.min(vv, ww)) > LEAST && Math.max(uu, Math.max(vv, ww)) < GREATEST;
  }

  /** Bounds the sum of the sizes of all products in the formula, by Cauchy's inequality. */
  private static double sizes(double uu, double vv, double ww) {
    double uv = Math.sqrt(uu * vv);
    return 2 * uu * vv * ww
        + vv * (uu + uv) * Math.sqrt(uu * ww)
        + uu * (vv + uv) * Math.sqrt(vv * ww);
  }

  private boolean triangleEnclosesInDoubt(int a, int b, int c, int p) {
    DoubleVector u = DoubleVector.between(points, a, b);
    DoubleVector v = DoubleVector.between(points, a, c);
    DoubleVector w = DoubleVector.between(points, a, p);
    double unit = unit(Math.max(u.extent(), Math.max(v.extent(), w.extent())));
    if (unit == 0) {
      return new ExactSimplex(points, a, b, c, p).lastIsEnclosed();
    }
    u = u.scaled(1 / unit);
    v = v.scaled(1 / unit);
    w = w.scaled(1 / unit);
    DoubleDouble uu = u.squaredLength();
    DoubleDouble vv = v.squaredLength();
    DoubleDouble ww = w.squaredLength();
    DoubleDouble uv = u.dot(v);
    DoubleDouble area = uu.times(vv).minus(uv.squared());
    DoubleDouble first = vv.times(uu.minus(uv)).times(u.dot(w));
    DoubleDouble second = uu.times(vv.minus(uv)).times(v.dot(w));
    DoubleDouble power = area.times(ww).minus(first).minus(second);
    if (u.isWhole(1) && v.isWhole(1) && w.isWhole(1)) {
      return power.high() < 0;
    }
    double sizes = sizes(uu.high(), vv.high(), ww.high());
    return areModerate(uu.high(), vv.high(), ww.high()) && power.size() > DOUBLE_ERROR * sizes
        ? power.high() < 0
        : new ExactSimplex(points, a, b, c, p).lastIsEnclosed();
  }

  /**
   * The power of two in which a size is from {@link #SHORT} / 2 to below {@link #SHORT}; 0 if it is
   * too small for that.
   */
  private static double unit(double size) {
    int exponent = Math.getExponent(size) + 1 - Math.getExponent(SHORT);
    return exponent < -1000 ? 0 : Math.scalb(1.0, exponent);
  }
}
