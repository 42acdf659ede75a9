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
   * @param candidates number of candidates
   * @param withoutSelf whether the candidates are the items themselves and none is its own
   */
  void requireAll(ItemIds items, int candidates, boolean withoutSelf) {
    long all = 0;
    for (int j = 0; j < candidates; j++) {
      all += SplitMix.mix(j);
    }
    int expected = withoutSelf ? candidates - 1 : candidates;
    for (int i = 0; i < counts.length; i++) {
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
      if (sums[i] != (withoutSelf ? all - SplitMix.mix(i) : all)) {
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
