package io.betti.topology.distance;

/**
 * Sorts numbers 0..n-1 by a first key, then a second, then themselves. A merge sort on ints, with
 * workspace of its own.
 */
final class IndexSort {
  private static final int INSERTION_LIMIT = 24;

  private double[] first;
  private double[] second;
  private int[] order;
  private int[] spare = {};

  /** Writes 0..n-1 into an array and sorts them. */
  void sort(int[] into, int n, double[] firstKeys, double[] secondKeys) {
    first = firstKeys;
    second = secondKeys;
    order = into;
    if (spare.length < n) {
      spare = new int[n + (n >> 1)];
    }
    for (int i = 0; i < n; i++) {
      into[i] = i;
    }
    sort(0, n);
  }

  private void sort(int from, int to) {
    if (to - from <= INSERTION_LIMIT) {
      insertionSort(from, to);
      return;
    }
    int middle = (from + to) >>> 1;
    sort(from, middle);
    sort(middle, to);
    System.arraycopy(order, from, spare, from, middle - from);
    int left = from;
    int right = middle;
    for (int n = from; left < middle; n++) {
      order[n] = right < to && precedes(order[right], spare[left]) ? order[right++] : spare[left++];
    }
  }

  private void insertionSort(int from, int to) {
    for (int n = from + 1; n < to; n++) {
      int i = order[n];
      int m = n;
      while (m > from && precedes(i, order[m - 1])) {
        order[m] = order[m - 1];
        m--;
      }
      order[m] = i;
    }
  }

  private boolean precedes(int i, int j) {
    if (first[i] != first[j]) {
      return first[i] < first[j];
    }
    return second[i] != second[j] ? second[i] < second[j] : i < j;
  }
}
