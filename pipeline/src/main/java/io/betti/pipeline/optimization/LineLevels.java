package io.betti.pipeline.optimization;

import io.betti.topology.diagram.Energy;
import io.betti.topology.diagram.WeightedSum;
import io.betti.topology.filtration.Direction;
import java.util.Arrays;

/**
 * A weighted energy E(1,0,i0;PD0) of the level sets of coefficients along a line, without a
 * diagram.
 *
 * <p>Coefficients come in the order of the filtration; the components are runs of neighbours, each
 * known at its two ends by its other end and its first coefficient. One that joins two runs ends
 * the bar of the run that began later. Value and gradient are those of the general way; where bars
 * are equally long on both sides of place i0 the general way is asked, whose order decides.
 *
 * <p>Sorting starts from the order of the last call, as in {@link GapSum}: O(p) then. No allocation
 * but in the case of equally long bars.
 */
final class LineLevels implements Penalty {
  private final double weight;
  private final Penalty general;
  private final int size;
  private final boolean falling;
  private final IndexOrder order;
  private final LongestBars longest;

  /** Values in the filtration's direction. */
  private final double[] values;

  /** At an end of a run, its other end; -1 where no run has come. */
  private final int[] otherEnd;

  /** At an end of a run, its first coefficient. */
  private final int[] first;

  /** Place in the order, which compares first coefficients. */
  private final int[] rank;

  private final double[] ends;

  LineLevels(WeightedSum.Term term, Direction direction, Penalty general) {
    this.weight = term.weight();
    this.general = general;
    this.size = general.size();
    this.falling = direction == Direction.SUPERLEVEL;
    this.order = new IndexOrder(size);
    this.longest = new LongestBars(Math.max(0, ((Energy) term.function()).i0() - 2));
    this.values = new double[size];
    this.otherEnd = new int[size];
    this.first = new int[size];
    this.rank = new int[size];
    this.ends = new double[size];
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public double value(double[] beta) {
    return weight * scan(beta);
  }

  @Override
  public double gradient(double[] beta, double[] out) {
    double energy = scan(beta);
    if (longest.isTied()) {
      return general.gradient(beta, out);
    }
    // Lengths grow with the values in the filtration's direction, so with -beta where these fall.
    double sign = falling ? -weight : weight;
    longest.subtractFrom(ends, 1);
    for (int j = 0; j < size; j++) {
      out[j] = sign * ends[j] + 0.0;
    }
    return weight * energy;
  }

  /** Finds all bars; writes their derivatives to {@code ends} and returns the energy. */
  private double scan(double[] beta) {
    for (int j = 0; j < size; j++) {
      values[j] = falling ? -beta[j] : beta[j];
    }
    Arrays.fill(otherEnd, -1);
    Arrays.fill(ends, 0);
    longest.clear();
    int[] sorted = order.sort(values);
    double sum = 0;
    for (int k = 0; k < size; k++) {
      int i = sorted[k];
      rank[i] = k;
      boolean left = i > 0 && otherEnd[i - 1] >= 0;
      boolean right = i + 1 < size && otherEnd[i + 1] >= 0;
      if (left && right) {
        sum += join(i);
      } else if (left) {
        makeRun(otherEnd[i - 1], i, first[i - 1]);
      } else if (right) {
        makeRun(i, otherEnd[i + 1], first[i + 1]);
      } else {
        makeRun(i, i, i);
      }
    }
    return Math.max(0, sum - longest.sum());
  }

  /** Joins the runs beside a coefficient, and returns the length of the bar that ends there. */
  private double join(int i) {
    int one = first[i - 1];
    int other = first[i + 1];
    int elder = rank[one] < rank[other] ? one : other;
    int younger = elder == one ? other : one;
    otherEnd[i] = i;
    makeRun(otherEnd[i - 1], otherEnd[i + 1], elder);
    double length = values[i] - values[younger];
    if (length > 0) {
      ends[i]++;
      ends[younger]--;
      longest.offer(length, younger, i);
    }
    return length;
  }

  private void makeRun(int from, int to, int birth) {
    otherEnd[from] = to;
    otherEnd[to] = from;
    first[from] = birth;
    first[to] = birth;
  }

  @Override
  public String toString() {
    return general.toString();
  }
}
