package io.betti.pipeline.optimization;

import java.util.Arrays;

/**
 * Adam (Kingma and Ba, Adam: a method for stochastic optimization, ICLR 2015, arXiv:1412.6980,
 * algorithm 1) with the usual constants: decay 0.9 and 0.999 of the moments, 1e-8 beside the root.
 *
 * <p>Keeps the moments of one run. A step is O(p) without an allocation.
 */
public final class Adam {
  private static final double DECAY1 = 0.9;
  private static final double DECAY2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final double[] first;
  private final double[] second;
  private double power1 = 1;
  private double power2 = 1;

  /** A run for p coefficients. */
  public Adam(int p) {
    first = new double[p];
    second = new double[p];
  }

  /** Forgets the moments: a new run. */
  public void reset() {
    Arrays.fill(first, 0);
    Arrays.fill(second, 0);
    power1 = 1;
    power2 = 1;
  }

  /**
   * One step.
   *
   * @param beta the coefficients, changed
   * @param gradient at {@code beta}
   * @param rate learning rate, above 0
   */
  public void step(double[] beta, double[] gradient, double rate) {
    power1 *= DECAY1;
    power2 *= DECAY2;
    double length = rate / (1 - power1);
    double root = 1 / Math.sqrt(1 - power2);
    for (int j = 0; j < first.length; j++) {
      double g = gradient[j];
      double m = DECAY1 * first[j] + (1 - DECAY1) * g;
      double v = DECAY2 * second[j] + (1 - DECAY2) * g * g;
      first[j] = m;
      second[j] = v;
      beta[j] -= length * m / (Math.sqrt(v) * root + EPSILON);
    }
  }
}
