package io.betti.pipeline.regression;

import io.betti.pipeline.optimization.Loss;
import java.util.Arrays;

/**
 * The mean logistic loss of a linear classifier of two classes: the mean of {@code log(1 +
 * exp(-s))} with s = x . beta for label 1 and s = -x . beta for label 0.
 *
 * <p>Where a plane separates the classes there is no minimum without a penalty: coefficients grow
 * for ever, and a fit says that it has not converged. A gradient costs 2 n p products.
 */
public final class LogisticLoss implements Loss {
  private final RegressionData data;
  private final double[] x;
  private final double[] scratch;
  private double lipschitz = Double.NaN;

  /**
   * The loss of rows in memory.
   *
   * @throws IllegalArgumentException if a label is neither 0 nor 1
   */
  public LogisticLoss(RegressionData data) {
    this.data = data;
    this.x = data.features();
    this.scratch = new double[data.columns()];
    for (int i = 0; i < data.rows(); i++) {
      if (data.y(i) != 0 && data.y(i) != 1) {
        throw new IllegalArgumentException(
            "label of row " + i + " is " + data.y(i) + "; a classifier's labels are 0 and 1");
      }
    }
  }

  @Override
  public int size() {
    return data.columns();
  }

  @Override
  public double value(double[] beta) {
    double sum = 0;
    for (int i = 0; i < data.rows(); i++) {
      sum += loss(data.predict(beta, i), data.y(i));
    }
    return sum / data.rows();
  }

  /** {@code log(1 + exp(-s))} without overflow. */
  private static double loss(double score, double label) {
    double s = label == 1 ? score : -score;
    return s > 0 ? StrictMath.log1p(StrictMath.exp(-s)) : StrictMath.log1p(StrictMath.exp(s)) - s;
  }

  /** The probability of label 1 at a score {@code x . beta}. */
  public static double probability(double score) {
    double e = StrictMath.exp(-Math.abs(score));
    return score >= 0 ? 1 / (1 + e) : e / (1 + e);
  }

  @Override
  public double gradient(double[] beta, double[] out) {
    int p = data.columns();
    Arrays.fill(out, 0, p, 0);
    double sum = 0;
    for (int i = 0; i < data.rows(); i++) {
      double score = data.predict(beta, i);
      sum += loss(score, data.y(i));
      double factor = (probability(score) - data.y(i)) / data.rows();
      int at = i * p;
      for (int j = 0; j < p; j++) {
        out[j] += factor * x[at + j];
      }
    }
    return sum / data.rows();
  }

  /** A quarter of the largest eigenvalue of X'X / n. */
  @Override
  public double lipschitz() {
    if (Double.isNaN(lipschitz)) {
      lipschitz = 0.25 / data.rows() * Spectrum.largest(data.columns(), this::timesSquare);
    }
    return lipschitz;
  }

  private void timesSquare(double[] vector, double[] out) {
    int p = data.columns();
    Arrays.fill(scratch, 0);
    for (int i = 0; i < data.rows(); i++) {
      double along = data.predict(vector, i);
      int at = i * p;
      for (int j = 0; j < p; j++) {
        scratch[j] += along * x[at + j];
      }
    }
    System.arraycopy(scratch, 0, out, 0, p);
  }
}
