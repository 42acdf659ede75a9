package io.betti.pipeline.regression;

/** The data of make_solutions.py: whole numbers over 128 by congruences. */
final class WholeNumbers {
  private WholeNumbers() {}

  private static double[] numbers(int count, int salt) {
    double[] out = new double[count];
    for (int i = 0; i < count; i++) {
      long k = ((i + salt) * 7919L + 104729) % 1009;
      k = (k * k * 31 + k * 17 + i * 13L + 7) % 1009;
      out[i] = (k - 504) / 128.0;
    }
    return out;
  }

  static RegressionData data(int n, int p) {
    double[] x = numbers(n * p, 0);
    double[] y = numbers(n, 5000);
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int j = 0; j < p; j++) {
        sum += x[i * p + j] * (j / 3 % 4 - 1);
      }
      y[i] = sum + y[i] / 16;
    }
    return RegressionData.of(x, y, p);
  }

  /** The same rows with the classes y > 0. */
  static RegressionData classes(int n, int p) {
    RegressionData data = data(n, p);
    double[] y = data.labels().clone();
    for (int i = 0; i < n; i++) {
      y[i] = y[i] > 0 ? 1 : 0;
    }
    return RegressionData.of(data.features(), y, p);
  }
}
