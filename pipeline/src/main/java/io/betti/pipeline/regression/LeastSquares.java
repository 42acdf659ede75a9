package io.betti.pipeline.regression;

import dev.ludovic.netlib.lapack.JavaLAPACK;
import org.netlib.util.doubleW;
import org.netlib.util.intW;

/**
 * Least squares solutions of least norm, by LAPACK in the Java version that comes with Spark's
 * MLlib: the same digits on every machine, which native libraries don't promise.
 *
 * <p>Rows in memory: a complete orthogonal factorisation with column pivoting ({@code dgelsy}),
 * where a triangle of condition above {@code 2^52 / max(n, p)} ends the rank. Large problems of
 * fewer rows than columns (n^2 p above {@value #LARGE}) go through X X' and its Cholesky factor if
 * its condition is below 1e8; one step of refinement gives the lost digits back.
 */
public final class LeastSquares {
  private static final long LARGE = 200_000_000;
  private static final double LEAST_RECIPROCAL = 1e-8;

  private LeastSquares() {}

  static JavaLAPACK lapack() {
    return Lapack.instance();
  }

  /**
   * Of all coefficients with the least {@code |X beta - y|}, those of least norm. A column of zeros
   * gets 0; equal columns get equal coefficients.
   */
  public static double[] minimumNorm(RegressionData data) {
    long n = data.rows();
    if (n < data.columns() && n * n * data.columns() > LARGE) {
      double[] quick = byRowProducts(data);
      if (quick != null) {
        return quick;
      }
    }
    return byFactorisation(data);
  }

  private static double[] byFactorisation(RegressionData data) {
    int n = data.rows();
    int p = data.columns();
    double[] matrix = new double[Math.multiplyExact(n, p)];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < p; j++) {
        matrix[j * n + i] = data.x(i, j);
      }
    }
    int longer = Math.max(n, p);
    double[] right = new double[longer];
    System.arraycopy(data.labels(), 0, right, 0, n);
    int[] pivots = new int[p];
    intW rank = new intW(0);
    intW info = new intW(0);
    double least = longer * 0x1p-52;
    double[] work = new double[1];
    lapack().dgelsy(n, p, 1, matrix, n, right, longer, pivots, least, rank, work, -1, info);
    work = new double[(int) work[0]];
    lapack()
        .dgelsy(n, p, 1, matrix, n, right, longer, pivots, least, rank, work, work.length, info);
    if (info.val != 0) {
      throw new ArithmeticException("no least squares of " + data + ": dgelsy says " + info.val);
    }
    double[] beta = new double[p];
    System.arraycopy(right, 0, beta, 0, p);
    return beta;
  }

  /** X'(X X')^-1 y, or null if X X' is singular or nearly so. */
  private static double[] byRowProducts(RegressionData data) {
    int n = data.rows();
    double[] factor = rowProducts(data);
    double norm = oneNorm(factor, n);
    intW info = new intW(0);
    lapack().dpotrf("L", n, factor, n, info);
    if (info.val != 0) {
      return null;
    }
    doubleW reciprocal = new doubleW(0);
    lapack().dpocon("L", n, factor, n, norm, reciprocal, new double[3 * n], new int[n], info);
    if (info.val != 0 || reciprocal.val < LEAST_RECIPROCAL) {
      return null;
    }
    double[] beta = new double[data.columns()];
    for (int round = 0; round < 2; round++) {
      double[] rest = new double[n];
      for (int i = 0; i < n; i++) {
        rest[i] = data.y(i) - data.predict(beta, i);
      }
      lapack().dpotrs("L", n, 1, factor, n, rest, n, info);
      double[] move = transposeTimes(data, rest);
      for (int j = 0; j < beta.length; j++) {
        beta[j] += move[j];
      }
    }
    return beta;
  }

  private static double oneNorm(double[] matrix, int n) {
    double largest = 0;
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int j = 0; j < n; j++) {
        sum += Math.abs(matrix[i * n + j]);
      }
      largest = Math.max(largest, sum);
    }
    return largest;
  }

  /** X X' in full: four by four products at a time, columns in tiles that stay in the cache. */
  static double[] rowProducts(RegressionData data) {
    int n = data.rows();
    double[] products = new double[Math.multiplyExact(n, n)];
    int tile = 256;
    for (int from = 0; from < data.columns(); from += tile) {
      int to = Math.min(from + tile, data.columns());
      for (int i = 0; i < n; i += 4) {
        for (int k = 0; k <= i; k += 4) {
          addBlock(data, i, k, from, to, products);
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int k = i + 1; k < n; k++) {
        products[i * n + k] = products[k * n + i];
      }
    }
    return products;
  }

  private static void addBlock(
      RegressionData data, int i, int k, int from, int to, double[] products) {
    int n = data.rows();
    if (i + 4 <= n && k + 4 <= n) {
      addWhole(data.features(), data.columns(), i, k, from, to, products, n);
      return;
    }
    for (int a = i; a < Math.min(i + 4, n); a++) {
      for (int b = k; b < Math.min(k + 4, n); b++) {
        double sum = 0;
        for (int j = from; j < to; j++) {
          sum += data.x(a, j) * data.x(b, j);
        }
        products[a * n + b] += sum;
      }
    }
  }

  /** Two rows against four at a time: eight sums stay in registers. */
  private static void addWhole(
      double[] x, int p, int i, int k, int from, int to, double[] products, int n) {
    for (int a = i; a < i + 4; a += 2) {
      double s00 = 0;
      double s01 = 0;
      double s02 = 0;
      double s03 = 0;
      double s10 = 0;
      double s11 = 0;
      double s12 = 0;
      double s13 = 0;
      for (int j = from; j < to; j++) {
        double u = x[a * p + j];
        double v = x[(a + 1) * p + j];
        double w0 = x[k * p + j];
        double w1 = x[(k + 1) * p + j];
        double w2 = x[(k + 2) * p + j];
        double w3 = x[(k + 3) * p + j];
        s00 += u * w0;
        s01 += u * w1;
        s02 += u * w2;
        s03 += u * w3;
        s10 += v * w0;
        s11 += v * w1;
        s12 += v * w2;
        s13 += v * w3;
      }
      int at = a * n + k;
      products[at] += s00;
      products[at + 1] += s01;
      products[at + 2] += s02;
      products[at + 3] += s03;
      products[at + n] += s10;
      products[at + n + 1] += s11;
      products[at + n + 2] += s12;
      products[at + n + 3] += s13;
    }
  }

  /** X'v. */
  static double[] transposeTimes(RegressionData data, double[] v) {
    int p = data.columns();
    double[] x = data.features();
    double[] out = new double[p];
    for (int i = 0; i < data.rows(); i++) {
      double factor = v[i];
      int at = i * p;
      for (int j = 0; j < p; j++) {
        out[j] += factor * x[at + j];
      }
    }
    return out;
  }

  static void checkRidge(double lambda) {
    if (!(lambda >= 0) || Double.isInfinite(lambda)) {
      throw new IllegalArgumentException(
          "lambda = " + lambda + " must be a finite number >= 0, as 0.1");
    }
  }
}
