package io.betti.topology.metric;

import java.io.Serializable;

/**
 * Which pairs of an item that asks and a candidate have come, told without a table of all pairs.
 *
 * <p>An item's number of pairs and the sum of a 64-bit number per candidate are kept, so tallies
 * add up in any order. A missing pair is seen by the count; a pair that came twice while another is
 * missing by the sum, save with a chance of 2^-64.
 */
final class PairTally implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] counts;
  private final long[] sums;

  PairTally(int items) {
    counts = new int[items];
    sums = new long[items];
  }

  void add(int item, int candidate) {
    counts[item]++;
    sums[item] += SplitMix.mix(candidate);
  }

  /** The number that stands for all of some candidates. */
  static long sumOf(int[] candidates) {
    long sum = 0;
    for (int candidate : candidates) {
      sum += SplitMix.mix(candidate);
    }
    return sum;
  }

  /**
   * Adds several candidates at once.
   *
   * @param sum {@link #sumOf} them
   */
  void add(int item, int count, long sum) {
    counts[item] += count;
    sums[item] += sum;
  }

  /** Takes a candidate back. */
  void remove(int item, int candidate) {
    counts[item]--;
    sums[item] -= SplitMix.mix(candidate);
  }

  void addAll(PairTally other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
      sums[i] += other.sums[i];
    }
  }

  /**
   * Refuses anything but every pair once.
   *
   * @param items ids of those that ask
   * @param candidates the candidates
   * @param withoutSelf whether an item is not its own candidate
   */
  void requireAll(ItemIds items, ItemIds candidates, boolean withoutSelf) {
    long all = 0;
    for (int j = 0; j < candidates.size(); j++) {
      all += SplitMix.mix(j);
    }
    for (int i = 0; i < counts.length; i++) {
      int self = withoutSelf ? candidates.placeOrNone(items.id(i)) : -1;
      int expected = self >= 0 ? candidates.size() - 1 : candidates.size();
      if (counts[i] != expected) {
        throw new IllegalStateException(
            "item "
                + items.id(i)
                + " has "
                + counts[i]
                + " distances and there are "
                + expected
                + " items to compare it with; give every pair exactly once");
      }
      if (sums[i] != (self >= 0 ? all - SplitMix.mix(self) : all)) {
        throw new IllegalStateException(
            "item "
                + items.id(i)
                + " has "
                + counts[i]
                + " distances, but some pair came twice and another is missing;"
                + " give every pair exactly once");
      }
    }
  }
}
