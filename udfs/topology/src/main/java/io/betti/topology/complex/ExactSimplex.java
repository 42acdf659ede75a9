package io.betti.topology.complex;

import java.math.BigInteger;

/**
 * A simplex of points in whole numbers: the differences of its vertices to the first one, as
 * multiples of a power of two that divides them all. For what doubles can't settle; exact for all
 * finite coordinates, and slow.
 */
final class ExactSimplex {
  /** Enough bits for a quotient to be rounded once to a double, the rest being marked. */
  private static final int QUOTIENT_BITS = 60;

  /** {@code [vertex after the first][axis]}. */
  private final BigInteger[][] edges;

  /** The unit is 2^exponent. */
  private final int exponent;

  /** The simplex of some points of a cloud of up to 3 axes. */
  ExactSimplex(PointCloud points, int... vertices) {
    int least = Integer.MAX_VALUE;
    for (int vertex : vertices) {
      for (int axis = 0; axis < points.dimension(); axis++) {
        double x = points.coordinate(vertex, axis);
        least = x == 0 ? least : Math.min(least, Math.max(Math.getExponent(x), -1022) - 52);
      }
    }
    exponent = least;
    edges = new BigInteger[vertices.length - 1][3];
    for (int m = 0; m < edges.length; m++) {
      for (int axis = 0; axis < 3; axis++) {
        edges[m][axis] =
            axis < points.dimension()
                ? whole(points.coordinate(vertices[m + 1], axis))
                    .subtract(whole(points.coordinate(vertices[0], axis)))
                : BigInteger.ZERO;
      }
    }
  }

  private BigInteger whole(double x) {
    if (x == 0) {
      return BigInteger.ZERO;
    }
    int unit = Math.max(Math.getExponent(x), -1022) - 52;
    long mantissa = Double.doubleToRawLongBits(x) & 0xfffffffffffffL;
    if (Math.getExponent(x) >= -1022) {
      mantissa |= 1L << 52;
    }
    return BigInteger.valueOf(x < 0 ? -mantissa : mantissa).shiftLeft(unit - exponent);
  }

  /** The circumradius or its square, rounded as {@link Circumradius} says. */
  double radius(boolean squared) {
    BigInteger[] u = edges[0];
    BigInteger numerator = dot(u, u);
    BigInteger denominator = BigInteger.ONE;
    if (edges.length == 2) {
      BigInteger[] v = edges[1];
      BigInteger[] side = plus(u, times(v, BigInteger.ONE.negate()));
      BigInteger[] normal = cross(u, v);
      numerator = numerator.multiply(dot(v, v)).multiply(dot(side, side));
      denominator = dot(normal, normal);
    } else if (edges.length == 3) {
      BigInteger[] v = edges[1];
      BigInteger[] w = edges[2];
      BigInteger[] center =
          plus(
              times(cross(v, w), dot(u, u)),
              plus(times(cross(w, u), dot(v, v)), times(cross(u, v), dot(w, w))));
      BigInteger volume = dot(u, cross(v, w));
      numerator = dot(center, center);
      denominator = volume.multiply(volume);
    }
    return quotient(numerator, denominator.shiftLeft(2), squared);
  }

  private double quotient(BigInteger numerator, BigInteger denominator, boolean squared) {
    if (numerator.signum() == 0) {
      return 0;
    }
    if (denominator.signum() == 0) {
      return Double.MAX_VALUE;
    }
    int shift = QUOTIENT_BITS - numerator.bitLength() + denominator.bitLength();
    shift += shift & 1;
    BigInteger[] parts =
        shift >= 0
            ? numerator.shiftLeft(shift).divideAndRemainder(denominator)
            : numerator.divideAndRemainder(denominator.shiftLeft(-shift));
    BigInteger whole = parts[1].signum() == 0 ? parts[0] : parts[0].setBit(0);
    return Circumradius.finish(whole.doubleValue(), exponent - shift / 2, squared);
  }

  /**
   * Whether the last vertex lies strictly inside the smallest circumball of the others, which are 2
   * or 3.
   */
  boolean lastIsEnclosed() {
    BigInteger[] u = edges[0];
    BigInteger[] v = edges[1];
    if (edges.length == 2) {
      return dot(v, plus(v, times(u, BigInteger.ONE.negate()))).signum() < 0;
    }
    BigInteger[] w = edges[2];
    BigInteger uu = dot(u, u);
    BigInteger vv = dot(v, v);
    BigInteger uv = dot(u, v);
    BigInteger power =
        uu.multiply(vv)
            .subtract(uv.multiply(uv))
            .multiply(dot(w, w))
            .subtract(vv.multiply(uu.subtract(uv)).multiply(dot(u, w)))
            .subtract(uu.multiply(vv.subtract(uv)).multiply(dot(v, w)));
    return power.signum() < 0;
  }

  private static BigInteger dot(BigInteger[] a, BigInteger[] b) {
    return a[0].multiply(b[0]).add(a[1].multiply(b[1])).add(a[2].multiply(b[2]));
  }

  private static BigInteger[] plus(BigInteger[] a, BigInteger[] b) {
    return new BigInteger[] {a[0].add(b[0]), a[1].add(b[1]), a[2].add(b[2])};
  }

  private static BigInteger[] times(BigInteger[] a, BigInteger b) {
    return new BigInteger[] {a[0].multiply(b), a[1].multiply(b), a[2].multiply(b)};
  }

  private static BigInteger[] cross(BigInteger[] a, BigInteger[] b) {
    return new BigInteger[] {
      a[1].multiply(b[2]).subtract(a[2].multiply(b[1])),
      a[2].multiply(b[0]).subtract(a[0].multiply(b[2])),
      a[0].multiply(b[1]).subtract(a[1].multiply(b[0]))
    };
  }
}
