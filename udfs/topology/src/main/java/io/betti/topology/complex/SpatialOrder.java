package io.betti.topology.complex;

import java.util.Arrays;

/**
 * An order of insertion in which points that follow each other are near each other: rounds of twice
 * the points each, drawn with fixed numbers, and within a round along a Hilbert curve. The rounds
 * keep the expected work of an incremental triangulation near linear whatever the points are, the
 * curve keeps walks short and the memory warm. Points too near each other for the curve's cells are
 * sorted again in the box of their own.
 *
 * <p>Sources: Amenta, Choi, Rote 2003, doi:10.1145/777792.777824 (rounds); Skilling 2004,
 * doi:10.1063/1.1751381 (the curve's index from coordinates).
 */
class SpatialOrder {
  private static final int INDEX_BITS = 27;
  private static final int CODE_BITS = 32;

  /** Rounds are numbered from 0, so that keys are positive. */
  private static final int LAST_ROUND = 15;

  /** Below this many points there is one round. */
  private static final int ONE_ROUND = 64;

  /** Runs in one cell of the curve that are left as they are. */
  private static final int SHORT_RUN = 16;

  private long[] keys = {};
  private final int[] cell = new int[3];
  private final double[] least = new double[3];
  private final double[] scale = new double[3];

  /** Most points that can be ordered. */
  static int limit() {
    return 1 << INDEX_BITS;
  }

  /** Writes the places 0 to size - 1 of the points in order. */
  void sort(ScaledPoints points, int[] order) {
    int size = points.size;
    if (keys.length < size) {
      keys = new long[size];
    }
    for (int i = 0; i < size; i++) {
      keys[i] = i;
    }
    sort(points, 0, size, size > ONE_ROUND);
    for (int i = 0; i < size; i++) {
      order[i] = (int) keys[i] & (1 << INDEX_BITS) - 1;
    }
  }

  private void sort(ScaledPoints points, int begin, int end, boolean rounds) {
    int axes = points.axes;
    int bits =
        Math.min(CODE_BITS / axes, 3 + (32 - Integer.numberOfLeadingZeros(end - begin)) / axes);
    if (!measure(points, begin, end, bits)) {
      return;
    }
    for (int i = begin; i < end; i++) {
      int point = (int) keys[i] & (1 << INDEX_BITS) - 1;
      for (int axis = 0; axis < axes; axis++) {
        cell[axis] = (int) ((points.scaled[axis][point] - least[axis]) * scale[axis]);
      }
      long round =
          rounds ? LAST_ROUND - Math.min(LAST_ROUND, Integer.numberOfTrailingZeros(mix(point))) : 0;
      keys[i] = round << INDEX_BITS + CODE_BITS | hilbert(axes, bits) << INDEX_BITS | point;
    }
    Arrays.sort(keys, begin, end);
    for (int i = begin; i < end; ) {
      int run = i + 1;
      while (run < end && keys[run] >>> INDEX_BITS == keys[i] >>> INDEX_BITS) {
        run++;
      }
      if (run - i > SHORT_RUN) {
        sort(points, i, run, false);
      }
      i = run;
    }
  }

  /** Finds the box of a run; false if all its points are in one place. */
  private boolean measure(ScaledPoints points, int begin, int end, int bits) {
    boolean wide = false;
    for (int axis = 0; axis < points.axes; axis++) {
      double[] values = points.scaled[axis];
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int i = begin; i < end; i++) {
        double value = values[(int) keys[i] & (1 << INDEX_BITS) - 1];
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
      least[axis] = low;
      double cells = ((1 << bits) - 1) / (high - low);
      scale[axis] = high > low && cells <= Double.MAX_VALUE ? cells : 0;
      wide |= scale[axis] > 0;
    }
    return wide;
  }

  /** A fixed scramble of the bits, for the draw of rounds. */
  private static int mix(int i) {
    int h = i * 0x9E3779B9 + 0x7F4A7C15;
    h = (h ^ h >>> 16) * 0x85EBCA6B;
    h = (h ^ h >>> 13) * 0xC2B2AE35;
    return h ^ h >>> 16;
  }

  /** Place of the cell on the Hilbert curve through 2^(bits * axes) cells. */
  private long hilbert(int axes, int bits) {
    for (int q = 1 << bits - 1; q > 1; q >>= 1) {
      for (int k = 0; k < axes; k++) {
        if ((cell[k] & q) != 0) {
          cell[0] ^= q - 1;
        } else {
          int swap = (cell[0] ^ cell[k]) & q - 1;
          cell[0] ^= swap;
          cell[k] ^= swap;
        }
      }
    }
    for (int k = 1; k < axes; k++) {
      cell[k] ^= cell[k - 1];
    }
    int flip = 0;
    for (int q = 1 << bits - 1; q > 1; q >>= 1) {
      if ((cell[axes - 1] & q) != 0) {
        flip ^= q - 1;
      }
    }
    long code = 0;
    for (int bit = bits - 1; bit >= 0; bit--) {
      for (int k = 0; k < axes; k++) {
        code = code << 1 | ((cell[k] ^ flip) >> bit & 1);
      }
    }
    return code;
  }
}
