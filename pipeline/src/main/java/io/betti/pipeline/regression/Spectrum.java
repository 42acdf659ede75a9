package io.betti.pipeline.regression;

/** The largest eigenvalue of a symmetric, positive semidefinite map, from above. */
final class Spectrum {
  /** A linear map. */
  interface LinearMap {
    void times(double[] vector, double[] out);
  }

  private static final int STEPS = 300;

  private Spectrum() {}

  /**
   * The largest eigenvalue by power iteration from a fixed start, enlarged by the residual of its
   * eigenvector and a hundredth of what is left: at least the true one for a start that is not
   * orthogonal to its vector.
   */
  static double largest(int p, LinearMap map) {
    double[] vector = new double[p];
    double[] image = new double[p];
    for (int j = 0; j < p; j++) {
      // No structure that data would have; a sum of ones would be orthogonal to centred columns.
      vector[j] = 1 + 0.5 * StrictMath.sin(j * 1.618033988749895 + 1);
    }
    double value = 0;
    for (int step = 0; step < STEPS; step++) {
      normalise(vector);
      map.times(vector, image);
      double next = dot(vector, image);
      double residual = residual(vector, image, next);
      value = next + residual;
      if (residual <= 1e-3 * next) {
        break;
      }
      System.arraycopy(image, 0, vector, 0, p);
    }
    return 1.01 * value;
  }

  private static void normalise(double[] vector) {
    double norm = Math.sqrt(dot(vector, vector));
    for (int j = 0; j < vector.length; j++) {
      vector[j] = norm > 0 ? vector[j] / norm : 0;
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  private static double residual(double[] vector, double[] image, double value) {
    double sum = 0;
    for (int j = 0; j < vector.length; j++) {
      double r = image[j] - value * vector[j];
      sum += r * r;
    }
    return Math.sqrt(sum);
  }
}
