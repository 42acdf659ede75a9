package io.betti.pipeline.optimization;

import io.betti.topology.diagram.Energy;
import io.betti.topology.diagram.WeightedSum;
import java.util.Arrays;

/**
 * A weighted energy E(1,0,i0;PD0) of the weak alpha or Rips filtration of coefficients as points on
 * a line, without a diagram: the finite bars are the gaps between neighbours by value, so the
 * energy is the range of the coefficients less the i0 - 2 widest gaps.
 *
 * <p>Value and gradient are those of the general way: a gap's derivative goes to its two ends, of
 * equal coefficients the first takes it, and where gaps are equally wide on both sides of place i0
 * the general way is asked, whose order decides.
 *
 * <p>Sorting starts from the order of the last call, which steps of a solver change little: O(p)
 * then, O(p log p) at worst. No allocation but in the case of equally wide gaps.
 */
final class GapSum implements Penalty {
  private final double weight;
  private final Penalty general;
  private final int size;
  private final boolean isRange;
  private final IndexOrder order;
  private final LongestBars widest;
  private int lowest;
  private int highest;

  GapSum(WeightedSum.Term term, Penalty general) {
    this.weight = term.weight();
    this.general = general;
    this.size = general.size();
    int leftOut = Math.max(0, ((Energy) term.function()).i0() - 2);
    this.isRange = leftOut == 0;
    this.order = new IndexOrder(size);
    this.widest = new LongestBars(leftOut);
  }

  /** Whether a term is one that this class and {@link LineLevels} take. */
  static boolean fits(WeightedSum.Term term) {
    Energy energy = (Energy) term.function();
    return energy.p() == 1
        && energy.q() == 0
        && energy.dimension() == 0
        && energy.i0() - 2 <= LongestBars.MOST;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public double value(double[] beta) {
    scan(beta);
    return weight * energy(beta);
  }

  @Override
  public double gradient(double[] beta, double[] out) {
    scan(beta);
    if (widest.isTied()) {
      return general.gradient(beta, out);
    }
    Arrays.fill(out, 0, size, 0);
    if (lowest != highest) {
      out[highest] += weight;
      out[lowest] -= weight;
    }
    widest.subtractFrom(out, weight);
    return weight * energy(beta);
  }

  private double energy(double[] beta) {
    return Math.max(0, beta[highest] - beta[lowest] - widest.sum());
  }

  /** Finds the ends of the range and the widest gaps. */
  private void scan(double[] beta) {
    int[] sorted = order.sort(beta);
    widest.clear();
    lowest = sorted[0];
    int end = lowest;
    for (int k = 1; k < size; k++) {
      int i = sorted[k];
      double gap = beta[i] - beta[end];
      if (gap > 0) {
        widest.offer(gap, end, i);
        end = i;
      }
    }
    highest = end;
  }

  /** Only the range itself, which is convex. */
  @Override
  public boolean hasProximal() {
    return isRange && weight >= 0;
  }

  /**
   * The range pulls its upper ends down and its lower ends up by {@code step} in all: values above
   * a level a become a, values below a level b become b, where the parts above and below sum to
   * step; if a would fall below b, all become the mean (Moreau's decomposition; the dual is the
   * projection onto pairs of scaled simplices).
   */
  @Override
  public void proximal(double[] point, double step, double[] out) {
    if (!hasProximal()) {
      Penalty.super.proximal(point, step, out);
    }
    double s = step * weight;
    int[] sorted = order.sort(point);
    double high = level(point, sorted, s, true);
    double low = level(point, sorted, s, false);
    if (high < low) {
      double sum = 0;
      for (int j = 0; j < size; j++) {
        sum += point[j];
      }
      high = sum / size;
      low = high;
    }
    for (int j = 0; j < size; j++) {
      out[j] = Math.max(low, Math.min(high, point[j]));
    }
  }

  /** The level beyond which the values, counted from one end, exceed it by {@code s} in all. */
  private double level(double[] point, int[] sorted, double s, boolean upper) {
    double sum = 0;
    double sign = upper ? 1 : -1;
    for (int k = 1; k <= size; k++) {
      sum += sign * point[sorted[upper ? size - k : k - 1]];
      double level = (sum - s) / k;
      if (k == size || level >= sign * point[sorted[upper ? size - k - 1 : k]]) {
        return sign * level;
      }
    }
    throw new IllegalStateException("no level");
  }

  @Override
  public String toString() {
    return general.toString();
  }
}
