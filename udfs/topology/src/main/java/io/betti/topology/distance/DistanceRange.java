package io.betti.topology.distance;

import java.util.Arrays;

/**
 * The candidates of a bottleneck distance: ground distances of pairs and distances to the diagonal,
 * collected by ranges of their value. A workspace.
 */
final class DistanceRange {
  private final GroundNorm norm;
  private final PlaneIndex[] index;
  private final PointSet[] points = new PointSet[2];
  private double[] candidates = new double[64];
  private int count;

  DistanceRange(GroundNorm norm) {
    this.norm = norm;
    WassersteinOptions byDistance = WassersteinOptions.of(1, norm);
    index = new PlaneIndex[] {new PlaneIndex(byDistance), new PlaneIndex(byDistance)};
  }

  void load(PointSet left, PointSet right) {
    points[0] = left;
    points[1] = right;
    index[0].build(left.births, left.deaths, left.size);
    index[1].build(right.births, right.deaths, right.size);
  }

  /** The largest distance from a point to the nearest of the other side and the diagonal. */
  double farthestNearest(double[][] toDiagonal) {
    double farthest = 0;
    for (int side = 0; side < 2; side++) {
      for (int i = 0; i < points[side].size; i++) {
        double alone = toDiagonal[side][i];
        if (alone > farthest) {
          index[1 - side].search(points[side].births[i], points[side].deaths[i], 1, alone);
          farthest = Math.max(farthest, index[1 - side].leastFound(alone));
        }
      }
    }
    return farthest;
  }

  /**
   * Collects the candidates above one number and up to another.
   *
   * @return how many, or more than {@code most} as soon as there are more
   */
  int collect(double above, double upTo, double[][] toDiagonal, int most) {
    count = 0;
    for (int side = 0; side < 2; side++) {
      for (int i = 0; i < points[side].size; i++) {
        add(toDiagonal[side][i], above, upTo);
      }
    }
    for (int i = 0; i < points[0].size && count <= most; i++) {
      collectPairs(i, above, upTo, most);
    }
    return count;
  }

  private void collectPairs(int i, double above, double upTo, int most) {
    double birth = points[0].births[i];
    double death = points[0].deaths[i];
    if (points[1].size > 0) {
      collectPairs(birth, death, above, upTo, most, 0, 0, points[1].size);
    }
  }

  private void collectPairs(
      double birth, double death, double above, double upTo, int most, int node, int from, int to) {
    PlaneTree tree = index[1];
    if (count > most
        || tree.least(norm, node, birth, death) > upTo
        || tree.most(norm, node, birth, death) <= above) {
      return;
    }
    if (to - from > PlaneTree.LEAF) {
      int middle = (from + to) >>> 1;
      collectPairs(birth, death, above, upTo, most, 2 * node + 1, from, middle);
      collectPairs(birth, death, above, upTo, most, 2 * node + 2, middle, to);
      return;
    }
    for (int n = from; n < to; n++) {
      int j = tree.order[n];
      add(norm.length(tree.births[j] - birth, tree.deaths[j] - death), above, upTo);
    }
  }

  private void add(double candidate, double above, double upTo) {
    if (candidate > above && candidate <= upTo) {
      if (count == candidates.length) {
        candidates = Arrays.copyOf(candidates, 2 * count);
      }
      candidates[count++] = candidate;
    }
  }

  /** The candidates collected last, in no order. */
  double[] candidates() {
    return candidates;
  }
}
