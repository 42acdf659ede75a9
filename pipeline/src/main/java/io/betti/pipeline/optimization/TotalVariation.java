package io.betti.pipeline.optimization;

/**
 * TV: the sum of sizes of differences of neighbours in the vector. The subgradient takes 0 for the
 * sign of a difference 0; the proximal map is that of {@link TautString}.
 */
final class TotalVariation implements Penalty {
  private final int size;
  private final TautString string;

  TotalVariation(int size) {
    this.size = size;
    this.string = new TautString(size);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public double value(double[] beta) {
    double sum = 0;
    for (int j = 1; j < size; j++) {
      sum += Math.abs(beta[j] - beta[j - 1]);
    }
    return sum;
  }

  @Override
  public double gradient(double[] beta, double[] out) {
    double before = 0;
    for (int j = 1; j < size; j++) {
      double sign = Math.signum(beta[j] - beta[j - 1]);
      out[j - 1] = before - sign;
      before = sign;
    }
    out[size - 1] = before;
    return value(beta);
  }

  @Override
  public boolean hasProximal() {
    return true;
  }

  @Override
  public void proximal(double[] point, double step, double[] out) {
    string.proximal(point, step, out);
  }

  @Override
  public String toString() {
    return "tv";
  }
}
