package io.betti.pipeline.optimization;

import java.util.Arrays;

/**
 * L2: the Euclidean norm. The subgradient at 0 is 0; the proximal map shrinks the whole vector by a
 * length, down to 0.
 */
final class EuclideanNorm implements Penalty {
  private final int size;

  EuclideanNorm(int size) {
    this.size = size;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public double value(double[] beta) {
    double sum = 0;
    for (int j = 0; j < size; j++) {
      sum += beta[j] * beta[j];
    }
    return Math.sqrt(sum);
  }

  @Override
  public double gradient(double[] beta, double[] out) {
    double norm = value(beta);
    if (norm == 0) {
      Arrays.fill(out, 0, size, 0);
      return 0;
    }
    for (int j = 0; j < size; j++) {
      out[j] = beta[j] / norm;
    }
    return norm;
  }

  @Override
  public double normWeight() {
    return 1;
  }

  @Override
  public boolean hasProximal() {
    return true;
  }

  @Override
  public void proximal(double[] point, double step, double[] out) {
    double norm = value(point);
    double shrink = norm > step ? 1 - step / norm : 0;
    for (int j = 0; j < size; j++) {
      out[j] = shrink * point[j];
    }
  }

  @Override
  public String toString() {
    return "l2";
  }
}
