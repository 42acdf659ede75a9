package io.betti.pipeline.regression;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * A mean with its 95 % confidence interval by Student's t: exact for independent normal values, a
 * good approximation for means of many others. Of one value the interval is unknown (NaN), of none
 * the mean too.
 *
 * @param count how many values
 * @param mean of them
 * @param standardError of the mean
 * @param low lower end
 * @param high upper end
 */
public record Interval(int count, double mean, double standardError, double low, double high) {
  private static final double UPPER = 0.975;

  /** The interval of some values, summed in their order. */
  public static Interval of(double[] values) {
    int n = values.length;
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / n;
    if (n < 2) {
      return new Interval(n, mean, Double.NaN, Double.NaN, Double.NaN);
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double error = Math.sqrt(squares / (n - 1) / n);
    double margin = error * new TDistribution(n - 1).inverseCumulativeProbability(UPPER);
    return new Interval(n, mean, error, mean - margin, mean + margin);
  }

  /** The interval with both ends and the mean taken to the exponential: of a mean of logarithms. */
  public Interval exponential() {
    return new Interval(count, Math.exp(mean), Double.NaN, Math.exp(low), Math.exp(high));
  }
}
