package io.betti.pipeline.optimization;

/**
 * Indices by value, then index: the order of the last call is improved by insertion, and merged
 * anew if that takes long. No allocation.
 */
final class IndexOrder {
  /** Moves an index on average after which merging is quicker. */
  private static final int MOVES = 16;

  private int[] order;
  private int[] spare;

  IndexOrder(int size) {
    order = new int[size];
    spare = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
  }

  /** The order of some finite values; the array is kept and changed by the next call. */
  int[] sort(double[] values) {
    long left = (long) MOVES * order.length;
    for (int k = 1; k < order.length; k++) {
      int index = order[k];
      double value = values[index];
      int at = k - 1;
      while (at >= 0 && isAfter(values, order[at], value, index)) {
        order[at + 1] = order[at];
        at--;
      }
      order[at + 1] = index;
      left -= k - 1 - at;
      if (left < 0) {
        merge(values);
        break;
      }
    }
    return order;
  }

  private static boolean isAfter(double[] values, int other, double value, int index) {
    return values[other] > value || (values[other] == value && other > index);
  }

  private void merge(double[] values) {
    for (int width = 1; width < order.length; width *= 2) {
      for (int from = 0; from < order.length; from += 2 * width) {
        int middle = Math.min(from + width, order.length);
        int to = Math.min(from + 2 * width, order.length);
        mergeRuns(values, from, middle, to);
      }
      int[] merged = spare;
      spare = order;
      order = merged;
    }
  }

  private void mergeRuns(double[] values, int from, int middle, int to) {
    int left = from;
    int right = middle;
    for (int k = from; k < to; k++) {
      boolean takeRight =
          left == middle
              || (right < to && isAfter(values, order[left], values[order[right]], order[right]));
      spare[k] = takeRight ? order[right++] : order[left++];
    }
  }
}
