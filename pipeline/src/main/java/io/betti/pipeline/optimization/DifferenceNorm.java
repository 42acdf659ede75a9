package io.betti.pipeline.optimization;

import java.util.Arrays;

/**
 * TV2: the root of the summed squares of differences of neighbours in the vector. The subgradient
 * of a constant vector is 0. No proximal map in closed form.
 */
final class DifferenceNorm implements Penalty {
  private final int size;

  DifferenceNorm(int size) {
    this.size = size;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public double value(double[] beta) {
    double sum = 0;
    for (int j = 1; j < size; j++) {
      double d = beta[j] - beta[j - 1];
      sum += d * d;
    }
    return Math.sqrt(sum);
  }

  @Override
  public double gradient(double[] beta, double[] out) {
    double norm = value(beta);
    Arrays.fill(out, 0, size, 0);
    if (norm == 0) {
      return 0;
    }
    for (int j = 1; j < size; j++) {
      double d = (beta[j] - beta[j - 1]) / norm;
      out[j] += d;
      out[j - 1] -= d;
    }
    return norm;
  }

  @Override
  public String toString() {
    return "tv2";
  }
}
