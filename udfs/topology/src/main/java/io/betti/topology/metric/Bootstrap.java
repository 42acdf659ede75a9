package io.betti.topology.metric;

import java.util.Arrays;

/**
 * Intervals for a mean by the percentile bootstrap: the mean of as many numbers drawn from the
 * given ones with replacement, many times over, and the interval that leaves out equal shares of
 * these means at both ends. Its ends are means that occurred, so an end may be +Infinity.
 *
 * <p>Draw j of replicate b depends on the seed, b and j alone, and each mean is summed in the order
 * of its draws: the same numbers in the same order have the same interval everywhere.
 *
 * <p>Source: B. Efron, Bootstrap methods: another look at the jackknife, Annals of Statistics 7
 * (1979), doi:10.1214/aos/1176344552. Cost: replicates times numbers.
 *
 * @param replicates how many means, at least 1
 * @param level nominal confidence, above 0 and below 1
 * @param seed seed of the draws
 */
public record Bootstrap(int replicates, double level, long seed) {
  /**
   * Refuses what is out of range.
   *
   * @throws IllegalArgumentException if there are fewer than 1 replicates, or the level is not
   *     between 0 and 1
   */
  public Bootstrap {
    if (replicates < 1 || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "bootstrap: replicates "
              + replicates
              + " must be >= 1, level "
              + level
              + " above 0 and below 1, as 1000 and 0.95");
    }
  }

  /**
   * The interval for the mean of some numbers.
   *
   * @throws IllegalArgumentException if there are none, or one is NaN
   */
  public Interval interval(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no numbers to draw from; pass at least 1");
    }
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        throw new IllegalArgumentException(
            "number " + i + " of a mean is NaN; leave it out or correct it");
      }
    }
    double[] means = new double[replicates];
    for (int b = 0; b < replicates; b++) {
      means[b] = mean(values, SplitMix.mix(seed, b));
    }
    Arrays.sort(means);
    int out = (int) Math.floor((1 - level) / 2 * replicates);
    return new Interval(means[out], means[replicates - 1 - out], level);
  }

  private static double mean(double[] values, long stream) {
    double sum = 0;
    for (int j = 0; j < values.length; j++) {
      sum += values[SplitMix.below(values.length, SplitMix.mix(stream + j))];
    }
    return sum / values.length;
  }
}
