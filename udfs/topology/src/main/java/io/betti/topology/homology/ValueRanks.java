package io.betti.topology.homology;

import java.util.Arrays;

/**
 * Dense ranks of doubles, equal values sharing one. The space is kept between calls.
 *
 * <p>Not safe for use by several threads.
 */
final class ValueRanks {
  private double[] sorted = {};
  private int distinct;
  private double[] values = {};

  void rank(double[] of) {
    if (sorted.length != of.length) {
      sorted = new double[of.length];
    }
    for (int i = 0; i < of.length; i++) {
      sorted[i] = of[i] + 0.0;
    }
    Arrays.sort(sorted);
    distinct = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[distinct++] = sorted[i];
      }
    }
    values = of;
  }

  int distinct() {
    return distinct;
  }

  int rank(int i) {
    return Arrays.binarySearch(sorted, 0, distinct, values[i] + 0.0);
  }
}
