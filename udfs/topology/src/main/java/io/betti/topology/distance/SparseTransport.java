package io.betti.topology.distance;

import java.util.Arrays;

/**
 * Large transports. Equal points of a side are collapsed to one node with a supply; with p = 1,
 * points that both sides share cancel (there an optimal matching leaves them in place, by the
 * triangle inequality). The rest is solved on the {@link #NEIGHBOURS} nearest pairs of every node,
 * and then priced: a k-d tree finds, among all pairs, those whose cost is below the sum of their
 * duals. They are added, the left nodes they belong to served anew, until there is none; then the
 * dual is valid for all pairs and certifies the solution.
 *
 * <p>Cost: space O(n + m); the number of pricing rounds is small in practice (3 to 6 on random
 * points).
 */
final class SparseTransport implements TransportSolver {
  /** Nearest partners that a node starts with. */
  private static final int NEIGHBOURS = 10;

  /** Most new pairs of a node and round. */
  private static final int PRICED = 6;

  private final WassersteinOptions options;
  private final PointClasses[] classes = {new PointClasses(), new PointClasses()};

  /** Supply of each class after cancelling; node of each class, -1 if nothing is left of it. */
  private final int[][] node = {{}, {}};

  /** Per side, coordinates of the nodes; per node its class. */
  private final double[][] births = {{}, {}};

  private final double[][] deaths = {{}, {}};
  private final int[][] classOf = {{}, {}};
  private final int[] nodes = new int[2];

  private final FlowNetwork network = new FlowNetwork();
  private final PlaneIndex[] index;
  private TransportProblem problem;
  private double[] rightDual = {};
  private int[] listed = {};
  private int[][] cursor = {{}, {}};

  SparseTransport(WassersteinOptions options) {
    this.options = options;
    index = new PlaneIndex[] {new PlaneIndex(options), new PlaneIndex(options)};
  }

  int rounds;

  String stats() {
    return rounds + " rounds, edges " + network.edges + " of nodes " + nodes[0] + "+" + nodes[1];
  }

  @Override
  public boolean solve(TransportProblem transport, double enough) {
    problem = transport;
    classes[0].collapse(problem, 0);
    classes[1].collapse(problem, 1);
    if (options.order() == 1) {
      cancel();
    }
    makeNodes();
    makeEdges();
    network.start();
    rounds = 0;
    boolean optimal = false;
    while (!optimal) {
      network.solve();
      rounds++;
      optimal = !price();
      if (!optimal && enough < Double.POSITIVE_INFINITY) {
        writeDual();
        if (problem.dualValue() > enough) {
          return false;
        }
      }
    }
    writeDual();
    writeMates();
    return true;
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

  private void makeNodes() {
    for (int side = 0; side < 2; side++) {
      PointClasses points = classes[side];
      reserve(side, points.count);
      int n = 0;
      for (int k = 0; k < points.count; k++) {
        node[side][k] = points.supply[k] == 0 ? -1 : n;
        if (points.supply[k] > 0) {
          births[side][n] = points.births[k];
          deaths[side][n] = points.deaths[k];
          classOf[side][n++] = k;
        }
      }
      nodes[side] = n;
      index[side].build(births[side], deaths[side], n);
    }
    network.clear(nodes[0], nodes[1]);
    for (int side = 0; side < 2; side++) {
      for (int n = 0; n < nodes[side]; n++) {
        int k = classOf[side][n];
        network.setNode(side * nodes[0] + n, classes[side].supply[k], classes[side].diagonal[k]);
      }
    }
  }

  private void reserve(int side, int count) {
    if (node[side].length < count) {
      int room = count + (count >> 1);
      node[side] = new int[room];
      births[side] = new double[room];
      deaths[side] = new double[room];
      classOf[side] = new int[room];
      cursor[side] = new int[room];
    }
    if (listed.length < count) {
      listed = new int[count + (count >> 1)];
      rightDual = new double[listed.length];
    }
  }

  private double diagonal(int side, int n) {
    return classes[side].diagonal[classOf[side][n]];
  }

  private double cost(int left, int right) {
    return options.power(
        options
            .groundNorm()
            .length(births[0][left] - births[1][right], deaths[0][left] - deaths[1][right]));
  }

  /**
   * The nearest pairs of every left node, then those of every right node that are still missing.
   */
  private void makeEdges() {
    double most = 0;
    for (int j = 0; j < nodes[1]; j++) {
      most = Math.max(most, diagonal(1, j));
    }
    for (int i = 0; i < nodes[0]; i++) {
      double alone = diagonal(0, i);
      int found = index[1].search(births[0][i], deaths[0][i], NEIGHBOURS, alone + most);
      for (int k = 0; k < found; k++) {
        addIfWorth(i, index[1].found(k));
      }
    }
    most = 0;
    for (int i = 0; i < nodes[0]; i++) {
      most = Math.max(most, diagonal(0, i));
    }
    Arrays.fill(listed, 0, Math.max(nodes[0], nodes[1]), -1);
    for (int j = 0; j < nodes[1]; j++) {
      for (int h = network.first(nodes[0] + j); h >= 0; h = network.next(h)) {
        listed[network.otherEnd(h)] = j;
      }
      double alone = diagonal(1, j);
      int found = index[0].search(births[1][j], deaths[1][j], NEIGHBOURS, alone + most);
      for (int k = 0; k < found; k++) {
        if (listed[index[0].found(k)] != j) {
          addIfWorth(index[0].found(k), j);
        }
      }
    }
  }

  private void addIfWorth(int left, int right) {
    double c = cost(left, right);
    if (c < diagonal(0, left) + diagonal(1, right)) {
      network.addEdge(left, nodes[0] + right, c);
    }
  }

  /** Adds pairs that the dual undercuts; false if there were none. Leaves a valid dual. */
  private boolean price() {
    Arrays.fill(listed, 0, Math.max(nodes[0], nodes[1]), -1);
    System.arraycopy(network.dual, nodes[0], rightDual, 0, nodes[1]);
    index[1].price(rightDual);
    boolean added = false;
    for (int i = 0; i < nodes[0]; i++) {
      double u = network.dual[i];
      double limit = u - 1e-14 * Math.abs(u);
      int found = index[1].search(births[0][i], deaths[0][i], PRICED, limit);
      if (found > 0 && addPriced(i, found)) {
        network.release(i, index[1].leastFound(limit));
        added = true;
      }
    }
    return added;
  }

  private boolean addPriced(int i, int found) {
    for (int h = network.first(i); h >= 0; h = network.next(h)) {
      listed[network.otherEnd(h) - nodes[0]] = i;
    }
    boolean added = false;
    for (int k = 0; k < found; k++) {
      int j = index[1].found(k);
      if (listed[j] != i) {
        network.addEdge(i, nodes[0] + j, cost(i, j));
        added = true;
      }
    }
    return added;
  }

  /**
   * Writes the dual of every point. A class that was cancelled takes the least cost to a node less
   * its dual, on the left, and the negative of that on the right; with p = 1 these are valid.
   */
  private void writeDual() {
    System.arraycopy(network.dual, nodes[0], rightDual, 0, nodes[1]);
    index[1].price(rightDual);
    for (int side = 0; side < 2; side++) {
      PointClasses points = classes[side];
      for (int k = 0; k < points.count; k++) {
        int n = node[side][k];
        double u = n >= 0 ? network.dual[side * nodes[0] + n] : potential(points, k);
        u = n < 0 && side == 1 ? -u : u;
        for (int m = points.start[k]; m < points.start[k + 1]; m++) {
          problem.dual[side][points.member[m]] = u;
        }
      }
    }
  }

  private double potential(PointClasses points, int k) {
    double alone = points.diagonal[k];
    index[1].search(points.births[k], points.deaths[k], 1, alone);
    return index[1].leastFound(alone);
  }

  /** Hands the members of the classes out: cancelled ones in place, then by the flow. */
  private void writeMates() {
    problemMates();
    System.arraycopy(classes[0].start, 0, cursor[0], 0, classes[0].count);
    System.arraycopy(classes[1].start, 0, cursor[1], 0, classes[1].count);
    handOutShared();
    for (int i = 0; i < nodes[0]; i++) {
      for (int h = network.first(i); h >= 0; h = network.next(h)) {
        int j = network.otherEnd(h) - nodes[0];
        match(classOf[0][i], classOf[1][j], network.flow(h));
      }
    }
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
