package io.betti.pipeline.regression;

import java.util.SplittableRandom;

/**
 * Rows of independent standard normal numbers with labels of a linear model. A row has a random
 * stream of its own, seeded by (seed, trial, row).
 *
 * <p>Normal numbers by the polar method (Marsaglia and Bray, A convenient method for generating
 * normal variables, SIAM Review 6 (1964), doi:10.1137/1006063) from {@link SplittableRandom}, whose
 * sequence is specified; the logarithm is {@link StrictMath}'s. Features are rounded to float,
 * which halves the memory of what keeps them and changes nothing that is asked of them.
 */
final class NormalRows {
  private NormalRows() {}

  /**
   * Seed of the stream of a row; row -1 is that of the true coefficients. Each part is mixed before
   * the next is added: seeds a fixed distance apart would give one sequence, shifted.
   */
  static long stream(long seed, int trial, int row) {
    return mix(mix(mix(seed) + trial) + row);
  }

  private static long mix(long key) {
    return new SplittableRandom(key).nextLong();
  }

  static RegressionData of(double[] beta, long seed, int trial, int rows, double noise) {
    if (rows < 1 || !(noise >= 0) || Double.isInfinite(noise)) {
      throw new IllegalArgumentException(
          "problem of "
              + rows
              + " rows with noise "
              + noise
              + "; rows must be at least 1, the noise a finite number >= 0");
    }
    int p = beta.length;
    double[] x = new double[Math.multiplyExact(rows, p)];
    double[] y = new double[rows];
    for (int i = 0; i < rows; i++) {
      NormalSource source = new NormalSource(new SplittableRandom(stream(seed, trial, i)));
      double sum = 0;
      for (int j = 0; j < p; j++) {
        double feature = (float) source.next();
        x[i * p + j] = feature;
        sum += feature * beta[j];
      }
      y[i] = sum + noise * source.next();
    }
    return RegressionData.of(x, y, p);
  }

  /** Standard normal numbers, two of each accepted pair. */
  private static final class NormalSource {
    private final SplittableRandom random;
    private double spare;
    private boolean hasSpare;

    NormalSource(SplittableRandom random) {
      this.random = random;
    }

    double next() {
      if (hasSpare) {
        hasSpare = false;
        return spare;
      }
      while (true) {
        double u = 2 * random.nextDouble() - 1;
        double v = 2 * random.nextDouble() - 1;
        double s = u * u + v * v;
        if (s > 0 && s < 1) {
          double factor = Math.sqrt(-2 * StrictMath.log(s) / s);
          spare = v * factor;
          hasSpare = true;
          return u * factor;
        }
      }
    }
  }
}
