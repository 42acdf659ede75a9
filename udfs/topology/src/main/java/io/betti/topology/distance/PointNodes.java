package io.betti.topology.distance;

/**
 * One side of a transport network: places in the plane with supplies and costs to the diagonal. A
 * coarser side joins the places of each leaf of a k-d tree at their centre. A workspace.
 */
final class PointNodes {
  int count;
  double[] births = {};
  double[] deaths = {};
  double[] diagonal = {};
  int[] supply = {};

  /** The node of the next coarser side that each node is part of. */
  int[] parent = {};

  void reserve(int n) {
    if (births.length < n) {
      int room = n + (n >> 1);
      births = new double[room];
      deaths = new double[room];
      diagonal = new double[room];
      supply = new int[room];
      parent = new int[room];
    }
  }

  /** Makes this the coarser side of another. */
  void coarsen(PointNodes fine, PlaneTree tree, WassersteinOptions options) {
    reserve(fine.count);
    count = 0;
    tree.eachLeaf((from, to) -> join(fine, tree, from, to, options));
  }

  private void join(PointNodes fine, PlaneTree tree, int from, int to, WassersteinOptions options) {
    double birth = 0;
    double death = 0;
    int total = 0;
    for (int n = from; n < to; n++) {
      int i = tree.order[n];
      birth += fine.births[i] * fine.supply[i];
      death += fine.deaths[i] * fine.supply[i];
      total += fine.supply[i];
      fine.parent[i] = count;
    }
    births[count] = birth / total;
    deaths[count] = death / total;
    supply[count] = total;
    diagonal[count] = options.power(options.groundNorm().toDiagonal(births[count], deaths[count]));
    count++;
  }

  /** The largest cost to the diagonal. */
  double mostToDiagonal() {
    double most = 0;
    for (int i = 0; i < count; i++) {
      most = Math.max(most, diagonal[i]);
    }
    return most;
  }
}
