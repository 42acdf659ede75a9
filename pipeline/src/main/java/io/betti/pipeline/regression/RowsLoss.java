package io.betti.pipeline.regression;

import java.util.Arrays;

/**
 * The mean squared error from the rows themselves, for fewer rows than columns.
 *
 * <p>A gradient passes over X once: eight rows are multiplied with the coefficients and, while they
 * are in the cache, added to the gradient. That is 4 n p operations and n p numbers read; beyond
 * the caches reading is what counts.
 */
final class RowsLoss implements SquaredLoss {
  private final RegressionData data;
  private final double[] x;
  private final double[] y;
  private final int columns;
  private final double[] scratch;
  private double[] solution;

  /** Eigenvectors of X X', made for the first ridge. */
  private SymmetricEigen eigen;

  private double lipschitz = Double.NaN;

  RowsLoss(RegressionData data) {
    this.data = data;
    this.x = data.features();
    this.y = data.labels();
    this.columns = data.columns();
    this.scratch = new double[columns];
  }

  @Override
  public int size() {
    return columns;
  }

  @Override
  public long rows() {
    return y.length;
  }

  @Override
  public double value(double[] beta) {
    return gradient(beta, scratch);
  }

  @Override
  public double gradient(double[] beta, double[] out) {
    return pass(beta, y, out);
  }

  /** Writes {@code 2/n X'(X beta - labels)} and returns the mean squared error. */
  private double pass(double[] beta, double[] labels, double[] out) {
    Arrays.fill(out, 0, columns, 0);
    double scale = 2.0 / y.length;
    double sum = 0;
    int i = 0;
    for (; i + 8 <= y.length; i += 8) {
      sum += eightRows(beta, labels, i, scale, out);
    }
    for (; i < y.length; i++) {
      double r = data.predict(beta, i) - labels[i];
      sum += r * r;
      int at = i * columns;
      for (int j = 0; j < columns; j++) {
        out[j] += scale * r * x[at + j];
      }
    }
    return sum / y.length;
  }

  /** Eight sums at a time, for one alone would wait for each of its additions. */
  private double eightRows(double[] beta, double[] labels, int i, double scale, double[] out) {
    int p = columns;
    int at = i * p;
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    double e = 0;
    double f = 0;
    double g = 0;
    double h = 0;
    for (int j = 0; j < p; j++) {
      double w = beta[j];
      a += w * x[at + j];
      b += w * x[at + p + j];
      c += w * x[at + 2 * p + j];
      d += w * x[at + 3 * p + j];
      e += w * x[at + 4 * p + j];
      f += w * x[at + 5 * p + j];
      g += w * x[at + 6 * p + j];
      h += w * x[at + 7 * p + j];
    }
    a -= labels[i];
    b -= labels[i + 1];
    c -= labels[i + 2];
    d -= labels[i + 3];
    e -= labels[i + 4];
    f -= labels[i + 5];
    g -= labels[i + 6];
    h -= labels[i + 7];
    GramLoss.addRows(x, at, p, scale * a, scale * b, scale * c, scale * d, out);
    GramLoss.addRows(x, at + 4 * p, p, scale * e, scale * f, scale * g, scale * h, out);
    return a * a + b * b + c * c + d * d + e * e + f * f + g * g + h * h;
  }

  @Override
  public double lipschitz() {
    if (Double.isNaN(lipschitz)) {
      double[] zeros = new double[y.length];
      lipschitz = Spectrum.largest(columns, (vector, out) -> pass(vector, zeros, out));
    }
    return lipschitz;
  }

  @Override
  public double[] leastSquares() {
    if (solution == null) {
      solution = LeastSquares.minimumNorm(data);
    }
    return solution.clone();
  }

  @Override
  public double[] ridge(double lambda) {
    LeastSquares.checkRidge(lambda);
    if (lambda == 0) {
      return leastSquares();
    }
    return LeastSquares.transposeTimes(data, eigen().solve(y, lambda * y.length));
  }

  @Override
  public double[] shrunken(double lambda) {
    LeastSquares.checkRidge(lambda);
    if (lambda == 0) {
      return leastSquares();
    }
    double shift = eigen().shiftFor(y, lambda * y.length / 2, true);
    return Double.isInfinite(shift)
        ? new double[columns]
        : LeastSquares.transposeTimes(data, eigen().solve(y, shift));
  }

  private SymmetricEigen eigen() {
    if (eigen == null) {
      eigen = SymmetricEigen.of(LeastSquares.rowProducts(data), y.length);
    }
    return eigen;
  }
}
