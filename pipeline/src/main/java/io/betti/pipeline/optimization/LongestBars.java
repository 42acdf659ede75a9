package io.betti.pipeline.optimization;

/**
 * The longest finite bars of a scan, with the two coefficients at their ends, for an energy
 * E(1,0,i0;PD0), which leaves them out. No allocation after it is made.
 */
final class LongestBars {
  /** Most bars that are left out this way; beyond, the general way is not slower. */
  static final int MOST = 16;

  private final int most;

  /** Lengths found, descending, and their ends. */
  private final double[] lengths;

  private final int[] lowEnds;
  private final int[] highEnds;
  private int count;

  /** Length of the longest bar that counts, 0 for none. */
  private double next;

  /** Keeps up to a number of bars, which may be 0. */
  LongestBars(int most) {
    this.most = most;
    this.lengths = new double[most];
    this.lowEnds = new int[most];
    this.highEnds = new int[most];
  }

  void clear() {
    count = 0;
    next = 0;
  }

  /** Takes a bar of positive length into account. */
  void offer(double length, int low, int high) {
    if (count == most && (most == 0 || length <= lengths[most - 1])) {
      next = Math.max(next, length);
      return;
    }
    if (count == most) {
      next = Math.max(next, lengths[most - 1]);
    } else {
      count++;
    }
    int k = count - 1;
    for (; k > 0 && lengths[k - 1] < length; k--) {
      lengths[k] = lengths[k - 1];
      lowEnds[k] = lowEnds[k - 1];
      highEnds[k] = highEnds[k - 1];
    }
    lengths[k] = length;
    lowEnds[k] = low;
    highEnds[k] = high;
  }

  /** Whether equally long bars lie on both sides of the last place that is left out. */
  boolean isTied() {
    return most > 0 && count == most && lengths[most - 1] == next;
  }

  /** Sum of the lengths. */
  double sum() {
    double sum = 0;
    for (int k = 0; k < count; k++) {
      sum += lengths[k];
    }
    return sum;
  }

  /** Takes the bars' derivatives, 1 at the high end and -1 at the low one, off a gradient. */
  void subtractFrom(double[] gradient, double weight) {
    for (int k = 0; k < count; k++) {
      gradient[highEnds[k]] -= weight;
      gradient[lowEnds[k]] += weight;
    }
  }
}
