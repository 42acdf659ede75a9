package io.betti.pipeline.optimization;

/** L1: the sum of sizes. The subgradient at 0 is 0; the proximal map is soft thresholding. */
final class AbsoluteSum implements Penalty {
  private final int size;

  AbsoluteSum(int size) {
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
      sum += Math.abs(beta[j]);
    }
    return sum;
  }

  @Override
  public double gradient(double[] beta, double[] out) {
    for (int j = 0; j < size; j++) {
      out[j] = Math.signum(beta[j]);
    }
    return value(beta);
  }

  @Override
  public boolean hasProximal() {
    return true;
  }

  @Override
  public void proximal(double[] point, double step, double[] out) {
    for (int j = 0; j < size; j++) {
      double b = point[j];
      out[j] = b > step ? b - step : b < -step ? b + step : 0;
    }
  }

  @Override
  public String toString() {
    return "l1";
  }
}
