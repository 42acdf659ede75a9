package io.betti.topology.metric;

import java.util.Arrays;

/**
 * A metric that is the mean of one number per item, with these numbers.
 *
 * <p>The mean is summed in ascending order of the ids, then divided once, so it depends on nothing
 * else. A number may be +Infinity, and the mean is then, too.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class ItemMean {
  private final ItemIds items;
  private final double[] values;
  private final int divisor;

  ItemMean(ItemIds items, double[] values, int divisor) {
    this.items = items;
    this.values = values;
    this.divisor = divisor;
  }

  /** The share of items for which something holds. */
  static ItemMean share(ItemIds items, boolean[] holds) {
    double[] values = new double[holds.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = holds[i] ? 1 : 0;
    }
    return new ItemMean(items, values, 1);
  }

  /** The mean. */
  public double value() {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / ((double) divisor * values.length);
  }

  /** The items. */
  public ItemIds items() {
    return items;
  }

  /** The number of the item at a place. */
  public double value(int place) {
    return values[place] / divisor;
  }

  /** How many items have the number +Infinity. */
  public int infiniteCount() {
    int count = 0;
    for (double value : values) {
      count += value == Double.POSITIVE_INFINITY ? 1 : 0;
    }
    return count;
  }

  /**
   * An interval for the mean over draws of these items; what they were compared with, and which
   * neighbour each has, stays as it is.
   */
  public Interval interval(Bootstrap bootstrap) {
    double[] numbers = values.clone();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] /= divisor;
    }
    return bootstrap.interval(numbers);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ItemMean mean
        && divisor == mean.divisor
        && items.equals(mean.items)
        && Arrays.equals(values, mean.values);
  }

  @Override
  public int hashCode() {
    return 31 * items.hashCode() + Arrays.hashCode(values);
  }

  /** As {@code 0.64 over 100 ids, 0 to 99}. */
  @Override
  public String toString() {
    return value() + " over " + items;
  }
}
