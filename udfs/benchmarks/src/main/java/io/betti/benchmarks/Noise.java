package io.betti.benchmarks;

import java.util.Random;

/** Volumes of seeded noise: standard normal numbers, smoothed by a Gaussian. */
final class Noise {
  private Noise() {}

  /**
   * A cube of noise.
   *
   * @param sigma of the Gaussian, in voxels; cut off at four sigma, mirrored at the border
   */
  static float[] smooth(int side, double sigma, long seed) {
    Random random = new Random(seed);
    double[] values = new double[side * side * side];
    for (int v = 0; v < values.length; v++) {
      values[v] = random.nextGaussian();
    }
    double[] weights = weights(sigma);
    for (int step = 1; step < values.length; step *= side) {
      values = smoothed(values, weights, step, side);
    }
    float[] floats = new float[values.length];
    for (int v = 0; v < floats.length; v++) {
      floats[v] = (float) values[v];
    }
    return floats;
  }

  private static double[] weights(double sigma) {
    int radius = (int) Math.ceil(4 * sigma);
    double[] weights = new double[2 * radius + 1];
    double sum = 0;
    for (int k = 0; k < weights.length; k++) {
      double x = (k - radius) / sigma;
      weights[k] = Math.exp(-x * x / 2);
      sum += weights[k];
    }
    for (int k = 0; k < weights.length; k++) {
      weights[k] /= sum;
    }
    return weights;
  }

  private static double[] smoothed(double[] values, double[] weights, int step, int side) {
    double[] smoothed = new double[values.length];
    int radius = weights.length / 2;
    for (int v = 0; v < values.length; v++) {
      int at = v / step % side;
      for (int k = 0; k < weights.length; k++) {
        int to = Math.floorMod(at + k - radius, 2 * side);
        to = to < side ? to : 2 * side - 1 - to;
        smoothed[v] += weights[k] * values[v + (to - at) * step];
      }
    }
    return smoothed;
  }
}
