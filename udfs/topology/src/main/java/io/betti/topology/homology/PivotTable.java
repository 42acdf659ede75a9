package io.betti.topology.homology;

import java.util.Arrays;

/**
 * A map from cells, as longs, to numbers of at least 0: open addressing with linear probing, filled
 * to two thirds at most. Keeps its space when cleared. Not safe for use by several threads.
 */
final class PivotTable {
  /** The 64-bit golden ratio: multiplication spreads neighbouring keys (Knuth, volume 3, 6.4). */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private static final int FIRST_BITS = 8;

  private long[] keys = new long[1 << FIRST_BITS];

  /** -1 where there is no entry. */
  private int[] values = new int[1 << FIRST_BITS];

  private int shift = Long.SIZE - FIRST_BITS;
  private int size;

  PivotTable() {
    Arrays.fill(values, -1);
  }

  void clear() {
    if (size > 0) {
      Arrays.fill(values, -1);
      size = 0;
    }
  }

  int size() {
    return size;
  }

  /** The number of a cell, -1 if it has none. */
  int get(long key) {
    return values[place(key)];
  }

  /** Sets the number of a cell that has none yet. */
  void put(long key, int value) {
    if (3L * (size + 1) > 2L * values.length) {
      grow();
    }
    int at = place(key);
    assert values[at] < 0 : "cell paired twice";
    keys[at] = key;
    values[at] = value;
    size++;
  }

  /** Where a cell is, or where it would go. */
  private int place(long key) {
    int at = (int) ((key * SPREAD) >>> shift);
    while (values[at] >= 0 && keys[at] != key) {
      at = at + 1 & values.length - 1;
    }
    return at;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[2 * oldKeys.length];
    values = new int[2 * oldKeys.length];
    shift--;
    Arrays.fill(values, -1);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] >= 0) {
        int at = place(oldKeys[i]);
        keys[at] = oldKeys[i];
        values[at] = oldValues[i];
      }
    }
  }
}
