package io.betti.pipeline.optimization;

/** The squared Euclidean norm, without a factor 1/2. The proximal map shrinks by a factor. */
final class SquaredNorm implements Penalty {
  private final int size;

  SquaredNorm(int size) {
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
    return sum;
  }

  @Override
  public double gradient(double[] beta, double[] out) {
    double value = value(beta);
    for (int j = 0; j < size; j++) {
      out[j] = 2 * beta[j];
    }
    return value;
  }

  @Override
  public double ridgeWeight() {
    return 1;
  }

  @Override
  public boolean hasProximal() {
    return true;
  }

  @Override
  public void proximal(double[] point, double step, double[] out) {
    double shrink = 1 / (1 + 2 * step);
    for (int j = 0; j < size; j++) {
      out[j] = shrink * point[j];
    }
  }

  @Override
  public String toString() {
    return "l2-squared";
  }
}
