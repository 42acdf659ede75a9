package io.betti.pipeline.regression;

import dev.ludovic.netlib.lapack.JavaLAPACK;
import org.netlib.util.intW;

/**
 * Eigenvalues and vectors of a symmetric positive semidefinite matrix, by LAPACK's {@code dsyevd}
 * in its Java version, whose results are the same on every machine.
 */
final class SymmetricEigen {
  private final int size;

  /** Ascending. */
  private final double[] values;

  /** Vector k from {@code k * size}. */
  private final double[] vectors;

  private SymmetricEigen(int size, double[] values, double[] vectors) {
    this.size = size;
    this.values = values;
    this.vectors = vectors;
  }

  /** Of a matrix, which is left as it is. */
  static SymmetricEigen of(double[] matrix, int size) {
    double[] vectors = matrix.clone();
    double[] values = new double[size];
    double[] work = new double[1];
    int[] whole = new int[1];
    intW info = new intW(0);
    JavaLAPACK lapack = LeastSquares.lapack();
    lapack.dsyevd("V", "U", size, vectors, size, values, work, -1, whole, -1, info);
    work = new double[(int) work[0]];
    whole = new int[whole[0]];
    lapack.dsyevd(
        "V", "U", size, vectors, size, values, work, work.length, whole, whole.length, info);
    if (info.val != 0) {
      throw new ArithmeticException(
          "no eigenvalues of a matrix of " + size + " rows: dsyevd says " + info.val);
    }
    return new SymmetricEigen(size, values, vectors);
  }

  /** The largest eigenvalue. */
  double largest() {
    return values[size - 1];
  }

  /**
   * The solution of {@code (A + shift) x = b}; at shift 0 that of least norm, where eigenvalues
   * below {@code size * 2^-52} of the largest count as 0.
   */
  double[] solve(double[] b, double shift) {
    double[] x = new double[size];
    double least = shift > 0 ? 0 : size * 0x1p-52 * values[size - 1];
    for (int k = 0; k < size; k++) {
      double value = Math.max(0, values[k]);
      if (shift == 0 && value <= least) {
        continue;
      }
      double along = 0;
      for (int j = 0; j < size; j++) {
        along += vectors[k * size + j] * b[j];
      }
      double factor = along / (value + shift);
      for (int j = 0; j < size; j++) {
        x[j] += factor * vectors[k * size + j];
      }
    }
    return x;
  }

  /**
   * The shift s at which {@code s |x(s)|} reaches a target, which it does once, for it grows from 0
   * to its limit {@code |b|}: infinite if the target is not below that.
   *
   * @param target above 0
   * @param ofRows whether the length of {@code X'x} is meant, A being XX', and the limit is {@code
   *     |X'b|}
   */
  double shiftFor(double[] b, double target, boolean ofRows) {
    double[] squares = new double[size];
    double limit = 0;
    for (int k = 0; k < size; k++) {
      double along = 0;
      for (int j = 0; j < size; j++) {
        along += vectors[k * size + j] * b[j];
      }
      squares[k] = along * along * (ofRows ? Math.max(0, values[k]) : 1);
      limit += squares[k];
    }
    limit = Math.sqrt(limit);
    if (target >= limit) {
      return Double.POSITIVE_INFINITY;
    }
    // s |b| / (largest + s) is below the curve, so here the target is passed.
    double high = 2 * target * values[size - 1] / (limit - target);
    double low = 0;
    for (int round = 0; round < 200 && high - low > 0x1p-50 * high; round++) {
      double middle = (low + high) / 2;
      if (middle * length(squares, middle) < target) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private double length(double[] squares, double shift) {
    double sum = 0;
    for (int k = 0; k < size; k++) {
      double d = Math.max(0, values[k]) + shift;
      sum += squares[k] / (d * d);
    }
    return Math.sqrt(sum);
  }
}
