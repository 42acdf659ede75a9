package io.betti.topology.complex;

/**
 * The radius of the smallest sphere through the 2, 3 or 4 vertices of a simplex, or its square.
 *
 * <p><b>Rounding.</b> The squared radius is the exact one of the coordinates as given, rounded once
 * to 53 bits; the radius is the square root of that, rounded again. Both are rising functions of
 * the exact radius: of simplices with the same circumsphere they are equal, and a face has no
 * greater one than its simplex. A value too large for a double is {@link Double#MAX_VALUE}.
 *
 * <p><b>Method.</b> For edge vectors u, v, w from the first vertex the squared radius is |u|^2 / 4,
 * or |u|^2 |v|^2 |u-v|^2 / (4 |u x v|^2), or the square of (|u|^2 v x w + |v|^2 w x u + |w|^2 u x
 * v) / (2 det(u, v, w)). It is computed in {@link DoubleDouble} with a bound on its error (the
 * products' sizes against their sums); if rounding the ends of that interval gives two answers, as
 * for flat simplices, {@link ExactSimplex} computes it in whole numbers. The test is Ziv's ("Fast
 * evaluation of elementary mathematical functions with correctly rounded last bit", ACM
 * Transactions on Mathematical Software 17, 1991, doi:10.1145/114697.116813).
 *
 * <p>Safe to share between threads.
 */
public final class Circumradius {
  /** Square of half an ulp of 1. */
  private static final double ROUND = 0x1p-106;

  /** Determinants of vectors scaled to 1 that are safe from underflow, squared and cubed. */
  private static final double SMALL = 0x1p-400;

  private static final int LEAST_EXPONENT = -1000;

  private final PointCloud points;
  private final boolean squared;

  /**
   * Radii in one cloud of up to 3 axes.
   *
   * @param squared whether squared radii are wanted
   */
  public Circumradius(PointCloud points, boolean squared) {
    this.points = points;
    this.squared = squared;
  }

  /** The radius of k-simplex i, k from 1 to 3; 0 if its vertices are the same point. */
  public double of(DelaunayComplex complex, int k, int i) {
    int a = complex.vertex(k, i, 0);
    DoubleVector u = DoubleVector.between(points, a, complex.vertex(k, i, 1));
    DoubleVector v = k < 2 ? null : DoubleVector.between(points, a, complex.vertex(k, i, 2));
    DoubleVector w = k < 3 ? null : DoubleVector.between(points, a, complex.vertex(k, i, 3));
    double extent =
        Math.max(u.extent(), Math.max(v == null ? 0 : v.extent(), w == null ? 0 : w.extent()));
    if (extent == 0) {
      return 0;
    }
    int exponent = Math.getExponent(extent);
    double rounded = Double.NaN;
    if (exponent > LEAST_EXPONENT) {
      double factor = Math.scalb(1.0, -exponent);
      rounded =
          switch (k) {
            case 1 -> edge(u.scaled(factor));
            case 2 -> triangle(u.scaled(factor), v.scaled(factor));
            default -> tetrahedron(u.scaled(factor), v.scaled(factor), w.scaled(factor));
          };
    }
    return Double.isNaN(rounded)
        ? new ExactSimplex(points, complex.vertices(k, i)).radius(squared)
        : finish(rounded, exponent, squared);
  }

  /** The value for a squared radius rounded to {@code mantissa * 4^exponent}. */
  static double finish(double mantissa, int exponent, boolean squared) {
    double value =
        squared ? Math.scalb(mantissa, 2 * exponent) : Math.scalb(Math.sqrt(mantissa), exponent);
    return Math.min(value, Double.MAX_VALUE);
  }

  private static double edge(DoubleVector u) {
    return round(u.squaredLength().scaled(0.25), 32);
  }

  private static double triangle(DoubleVector u, DoubleVector v) {
    DoubleVector normal = u.cross(v);
    double size = normal.length();
    if (size < SMALL) {
      return Double.NaN;
    }
    DoubleDouble product =
        u.squaredLength().times(v.squaredLength()).times(v.minus(u).squaredLength());
    DoubleDouble radius = product.over(normal.squaredLength()).scaled(0.25);
    return round(radius, 128 + 32 * (u.crossOfSizes(v).length() / size));
  }

  private static double tetrahedron(DoubleVector u, DoubleVector v, DoubleVector w) {
    DoubleVector vw = v.cross(w);
    DoubleVector wu = w.cross(u);
    DoubleVector uv = u.cross(v);
    DoubleDouble volume = u.dot(vw);
    if (volume.size() < SMALL) {
      return Double.NaN;
    }
    DoubleDouble uu = u.squaredLength();
    DoubleDouble vv = v.squaredLength();
    DoubleDouble ww = w.squaredLength();
    DoubleVector center = vw.times(uu).plus(wu.times(vv)).plus(uv.times(ww));
    DoubleDouble radius = center.squaredLength().over(volume.squared()).scaled(0.25);
    DoubleVector sizes = v.crossOfSizes(w);
    double volumeSize = u.dotOfSizes(sizes);
    double centerSize =
        uu.size() * sizes.length()
            + vv.size() * w.crossOfSizes(u).length()
            + ww.size() * u.crossOfSizes(v).length();
    return round(
        radius, 128 + 128 * (centerSize / center.length()) + 128 * (volumeSize / volume.size()));
  }

  /**
   * A number rounded to a double, NaN if its error, up to {@code bound * ROUND} times itself,
   * leaves that open.
   */
  private static double round(DoubleDouble number, double bound) {
    double error = number.high() * (bound * ROUND);
    double above = number.high() + (number.low() + error);
    double below = number.high() + (number.low() - error);
    return above == below ? above : Double.NaN;
  }
}
