package io.betti.topology.distance;

import io.betti.topology.diagram.PersistenceDiagram;
import java.util.Arrays;

/**
 * The bottleneck distance between two persistence diagrams in one homology dimension: the least
 * number such that every bar can be matched with a bar of the other diagram or with the diagonal
 * within that ground distance. The limit of the Wasserstein distances as their order grows; its
 * usual ground norm is infinity.
 *
 * <p><b>Input</b> and essential bars as in {@link WassersteinDistance}.
 *
 * <p><b>Method.</b> The result is the distance of some pair of bars or of a bar to the diagonal.
 * The largest distance from a bar to its nearest partner is a lower bound; bisection then encloses
 * the result until few candidates remain, which are searched one by one. Whether a number is
 * enough: the bars farther than that from the diagonal must be matched, those of the left with any
 * of the right and those of the right with any of the left, which can be decided apart (Mendelsohn,
 * Dulmage 1958, doi:10.4153/CJM-1958-027-8), each by {@link NeighbourMatching}.
 *
 * <p><b>Exactness.</b> Exact: no more rounding than that of one ground distance. Deterministic.
 *
 * <p>Cost: about O(n^1.5 log n) a decision, some 40 decisions; O(n + m) space.
 *
 * <p>A reused workspace, not safe for several threads.
 *
 * <p>Source: Efrat, Itai, Katz 2001, doi:10.1007/s00453-001-0016-8; Cohen-Steiner, Edelsbrunner,
 * Harer 2007, doi:10.1007/s00454-006-1276-5.
 */
public final class BottleneckDistance {
  private final GroundNorm norm;
  private final EssentialBars essential;
  private final PointSet[] points = {new PointSet("left diagram"), new PointSet("right diagram")};
  private final double[][] toDiagonal = {{}, {}};
  private final int[][] far = {{}, {}};
  private final NeighbourMatching[] matching;
  private final DistanceRange range;

  /** A workspace for the usual distance: ground norm infinity, essential bars matched. */
  public BottleneckDistance() {
    this(GroundNorm.INFINITY, EssentialBars.match());
  }

  /** A workspace for one distance. */
  public BottleneckDistance(GroundNorm groundNorm, EssentialBars essential) {
    norm = groundNorm;
    this.essential = essential;
    matching = new NeighbourMatching[] {new NeighbourMatching(norm), new NeighbourMatching(norm)};
    range = new DistanceRange(norm);
  }

  /**
   * The distance between the bars of a dimension.
   *
   * @return at least 0; infinite if essential bars are to be matched and their numbers differ
   * @throws IllegalArgumentException if a birth is not finite or a death NaN
   */
  public double distance(PersistenceDiagram left, PersistenceDiagram right, int dimension) {
    points[0].load(left, dimension, essential);
    points[1].load(right, dimension, essential);
    if (!points[0].matchesEssential(points[1])) {
      return Double.POSITIVE_INFINITY;
    }
    double least = 0;
    for (int k = 0; k < points[0].essentialCount; k++) {
      least = Math.max(least, Math.abs(points[0].essentialBirth(k) - points[1].essentialBirth(k)));
    }
    return finite(least);
  }

  /** The larger of a number and the distance between the finite bars. */
  private double finite(double least) {
    load();
    double low = Math.max(least, range.farthestNearest(toDiagonal));
    if (suffices(low)) {
      return low;
    }
    double high = 0;
    for (int side = 0; side < 2; side++) {
      for (int i = 0; i < points[side].size; i++) {
        high = Math.max(high, toDiagonal[side][i]);
      }
    }
    return between(low, high);
  }

  private void load() {
    PointSet left = points[0];
    PointSet right = points[1];
    matching[0].load(left.births, left.deaths, left.size, right.births, right.deaths, right.size);
    matching[1].load(right.births, right.deaths, right.size, left.births, left.deaths, left.size);
    range.load(left, right);
    for (int side = 0; side < 2; side++) {
      PointSet set = points[side];
      if (toDiagonal[side].length < set.size) {
        toDiagonal[side] = new double[set.size + (set.size >> 1)];
        far[side] = new int[toDiagonal[side].length];
      }
      for (int i = 0; i < set.size; i++) {
        toDiagonal[side][i] = norm.toDiagonal(set.births[i], set.deaths[i]);
      }
    }
  }

  /** The least candidate that suffices, given one bound that doesn't and one that does. */
  private double between(double tooLow, double enough) {
    double low = tooLow;
    double high = enough;
    int most = 4 * (points[0].size + points[1].size) + 64;
    int count = range.collect(low, high, toDiagonal, most);
    while (count > most) {
      double middle = low + (high - low) / 2;
      if (middle <= low || middle >= high) {
        return high;
      }
      if (suffices(middle)) {
        high = middle;
      } else {
        low = middle;
      }
      count = range.collect(low, high, toDiagonal, most);
    }
    double[] candidates = range.candidates();
    Arrays.sort(candidates, 0, count);
    int from = 0;
    int to = count - 1;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (suffices(candidates[middle])) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return candidates[from];
  }

  /** Whether all bars can be matched within a distance. */
  private boolean suffices(double distance) {
    for (int side = 0; side < 2; side++) {
      int count = 0;
      for (int i = 0; i < points[side].size; i++) {
        if (toDiagonal[side][i] > distance) {
          far[side][count++] = i;
        }
      }
      if (!matching[side].covers(far[side], count, distance)) {
        return false;
      }
    }
    return true;
  }
}
