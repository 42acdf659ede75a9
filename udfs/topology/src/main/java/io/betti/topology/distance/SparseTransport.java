package io.betti.topology.distance;

import java.util.Arrays;

/**
 * Large transports. Equal points of a side are collapsed to one node with a supply; with p = 1,
 * points that both sides share cancel (there an optimal matching leaves them in place, by the
 * triangle inequality). The rest is a {@link NetworkTransport}.
 *
 * <p>Cost: space O(n + m); in practice a few rounds of pricing, each of about n short searches.
 */
final class SparseTransport implements TransportSolver {
  private final WassersteinOptions options;
  private final PointClasses[] classes = {new PointClasses(), new PointClasses()};

  /** Node of each class, -1 if nothing is left of it. */
  private final int[][] node = {{}, {}};

  /** Class of each node. */
  private final int[][] classOf = {{}, {}};

  private final int[][] cursor = {{}, {}};
  private final NetworkTransport network;
  private TransportProblem problem;

  SparseTransport(WassersteinOptions options) {
    this.options = options;
    network = new NetworkTransport(options);
  }

  @Override
  public boolean solve(TransportProblem transport, double enough) {
    problem = transport;
    classes[0].collapse(problem, 0);
    classes[1].collapse(problem, 1);
    if (options.order() == 1) {
      cancel();
    }
    makeNodes(0);
    makeNodes(1);
    network.load();
    boolean solved = network.solve(() -> reaches(enough));
    writeDual();
    if (solved) {
      writeMates();
    }
    return solved;
  }

  private boolean reaches(double enough) {
    if (enough == Double.POSITIVE_INFINITY) {
      return false;
    }
    writeDual();
    return problem.dualValue() > enough;
  }

  /** Takes points that both sides have off both. */
  private void cancel() {
    PointClasses left = classes[0];
    PointClasses right = classes[1];
    int k = 0;
    int l = 0;
    while (k < left.count && l < right.count) {
      int c = left.compare(k, right, l);
      if (c == 0) {
        int shared = Math.min(left.supply[k], right.supply[l]);
        left.supply[k] -= shared;
        right.supply[l] -= shared;
      }
      k += c <= 0 ? 1 : 0;
      l += c >= 0 ? 1 : 0;
    }
  }

  private void makeNodes(int side) {
    PointClasses points = classes[side];
    PointNodes nodes = network.sides[side];
    nodes.reserve(points.count);
    if (node[side].length < points.count) {
      int room = points.count + (points.count >> 1);
      node[side] = new int[room];
      classOf[side] = new int[room];
      cursor[side] = new int[room];
    }
    nodes.count = 0;
    for (int k = 0; k < points.count; k++) {
      node[side][k] = points.supply[k] == 0 ? -1 : nodes.count;
      if (points.supply[k] > 0) {
        int n = nodes.count++;
        nodes.births[n] = points.births[k];
        nodes.deaths[n] = points.deaths[k];
        nodes.diagonal[n] = points.diagonal[k];
        nodes.supply[n] = points.supply[k];
        classOf[side][n] = k;
      }
    }
  }

  /**
   * Writes the dual of every point. A class that was cancelled takes the least cost to a node less
   * its dual, on the left, and the negative of that on the right; with p = 1 these are valid.
   */
  private void writeDual() {
    int lefts = network.sides[0].count;
    network.priceRight();
    for (int side = 0; side < 2; side++) {
      PointClasses points = classes[side];
      for (int k = 0; k < points.count; k++) {
        int n = node[side][k];
        double u =
            n >= 0
                ? network.dual(side * lefts + n)
                : network.potential(points.births[k], points.deaths[k], points.diagonal[k]);
        u = n < 0 && side == 1 ? -u : u;
        for (int m = points.start[k]; m < points.start[k + 1]; m++) {
          problem.dual[side][points.member[m]] = u;
        }
      }
    }
  }

  /** Hands the members of the classes out: cancelled ones in place, then by the flow. */
  private void writeMates() {
    problemMates();
    System.arraycopy(classes[0].start, 0, cursor[0], 0, classes[0].count);
    System.arraycopy(classes[1].start, 0, cursor[1], 0, classes[1].count);
    handOutShared();
    network.eachFlow((i, j, amount) -> match(classOf[0][i], classOf[1][j], amount));
  }

  private void problemMates() {
    for (int side = 0; side < 2; side++) {
      Arrays.fill(problem.mate[side], 0, problem.size[side], TransportProblem.DIAGONAL);
    }
  }

  private void handOutShared() {
    int k = 0;
    int l = 0;
    while (k < classes[0].count && l < classes[1].count) {
      int c = classes[0].compare(k, classes[1], l);
      if (c == 0) {
        match(k, l, classes[0].size(k) - classes[0].supply[k]);
      }
      k += c <= 0 ? 1 : 0;
      l += c >= 0 ? 1 : 0;
    }
  }

  private void match(int leftClass, int rightClass, int amount) {
    for (int t = 0; t < amount; t++) {
      int i = classes[0].member[cursor[0][leftClass]++];
      int j = classes[1].member[cursor[1][rightClass]++];
      problem.mate[0][i] = j;
      problem.mate[1][j] = i;
    }
  }
}
