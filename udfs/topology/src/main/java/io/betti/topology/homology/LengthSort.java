package io.betti.topology.homology;

import java.util.Arrays;

/**
 * Sorts numbers that each belong to a length, by length, stably: a radix sort of the bits of
 * doubles of at least 0, which order as the doubles do. Passes in which all digits agree are left
 * out. O(m) for m numbers, 24 m bytes, kept between calls.
 *
 * <p>Not safe for use by several threads.
 */
final class LengthSort {
  private static final int DIGIT_BITS = 11;
  private static final int DIGITS = 1 << DIGIT_BITS;
  private static final int PASSES = 6;

  /** Bytes for one number. */
  static final int BYTES = 24;

  private final int[][] counts = new int[PASSES][DIGITS];
  private long[] keys = {};
  private int[] numbers = {};
  private long[] spareKeys = {};
  private int[] spareNumbers = {};
  private int size;

  /** Forgets all and makes room. */
  void clear(int capacity) {
    size = 0;
    if (keys.length < capacity) {
      keys = new long[capacity];
      numbers = new int[capacity];
      spareKeys = new long[capacity];
      spareNumbers = new int[capacity];
    }
  }

  /** Adds a number; there must be room. */
  void add(double length, int number) {
    keys[size] = Double.doubleToRawLongBits(length);
    numbers[size++] = number;
  }

  /**
   * Adds a row of lengths, of those up to a limit: the number of each is its place and a base, put
   * together by or.
   */
  void addRow(double[] row, int from, int to, double limit, int base) {
    int at = size;
    for (int j = from; j < to; j++) {
      if (row[j] <= limit) {
        keys[at] = Double.doubleToRawLongBits(row[j]);
        numbers[at++] = base | j;
      }
    }
    size = at;
  }

  int size() {
    return size;
  }

  /** The length at a place. */
  double length(int place) {
    return Double.longBitsToDouble(keys[place]);
  }

  /** The number at a place. */
  int number(int place) {
    return numbers[place];
  }

  /** Sorts; equal lengths keep the order in which they were added. */
  void sort() {
    count();
    for (int pass = 0; pass < PASSES; pass++) {
      int shift = pass * DIGIT_BITS;
      int[] count = counts[pass];
      if (size == 0 || count[digit(keys[0], shift)] == size) {
        continue;
      }
      distribute(shift, count);
      swap();
    }
  }

  private void distribute(int shift, int[] count) {
    int start = 0;
    for (int d = 0; d < DIGITS; d++) {
      int c = count[d];
      count[d] = start;
      start += c;
    }
    for (int i = 0; i < size; i++) {
      int to = count[digit(keys[i], shift)]++;
      spareKeys[to] = keys[i];
      spareNumbers[to] = numbers[i];
    }
  }

  private void count() {
    for (int[] count : counts) {
      Arrays.fill(count, 0);
    }
    for (int i = 0; i < size; i++) {
      for (int pass = 0; pass < PASSES; pass++) {
        counts[pass][digit(keys[i], pass * DIGIT_BITS)]++;
      }
    }
  }

  private static int digit(long key, int shift) {
    return (int) (key >>> shift) & DIGITS - 1;
  }

  private void swap() {
    long[] k = keys;
    keys = spareKeys;
    spareKeys = k;
    int[] n = numbers;
    numbers = spareNumbers;
    spareNumbers = n;
  }
}
