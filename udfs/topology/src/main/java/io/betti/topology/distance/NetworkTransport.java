package io.betti.topology.distance;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * A transport between two sides of places with supplies, on few pairs of each place, priced until
 * the dual is valid for all pairs.
 *
 * <p>It starts from a dual of row and then column minima. If that turns out to be far off (many
 * places find pairs below their dual after the first solve, as when one side is the other moved by
 * more than the distance of neighbours), it starts again from the dual of a coarser transport,
 * solved in the same way (multiscale: Mérigot 2011, doi:10.1111/j.1467-8659.2011.02032.x), whose
 * neighbourhoods lie where they should.
 */
final class NetworkTransport {
  /** Nearest partners that a place starts with. */
  private static final int NEIGHBOURS = 10;

  /** Most new pairs of a place and round. */
  private static final int PRICED = 6;

  /** Largest gap between costs and dual, relatively, that is left to rounding. */
  private static final double PRECISION = 1e-13;

  /** Fewer places than this are not made coarser. */
  private static final int COARSEST = 64;

  final PointNodes[] sides = {new PointNodes(), new PointNodes()};
  private final FlowNetwork network = new FlowNetwork();

  private final WassersteinOptions options;
  private final PlaneIndex[] index;

  /** The dual of each side, as prices of its index. */
  private final double[][] dual = {{}, {}};

  private int[] listed = {};

  /** Number of left places that the last round found pairs for. */
  private int priced;

  private NetworkTransport coarser;

  NetworkTransport(WassersteinOptions options) {
    this.options = options;
    index = new PlaneIndex[] {new PlaneIndex(options), new PlaneIndex(options)};
  }

  /** Takes the sides as they are. */
  void load() {
    for (int side = 0; side < 2; side++) {
      PointNodes nodes = sides[side];
      index[side].build(nodes.births, nodes.deaths, nodes.count);
      if (dual[side].length < nodes.count) {
        dual[side] = new double[nodes.count + (nodes.count >> 1)];
      }
    }
    if (listed.length < Math.max(sides[0].count, sides[1].count)) {
      listed = new int[2 * Math.max(sides[0].count, sides[1].count)];
    }
    startPlain();
  }

  private void clear() {
    network.clear(sides[0].count, sides[1].count);
    setNodes();
  }

  private void setNodes() {
    for (int side = 0; side < 2; side++) {
      PointNodes nodes = sides[side];
      for (int i = 0; i < nodes.count; i++) {
        network.setNode(side * sides[0].count + i, nodes.supply[i], nodes.diagonal[i]);
      }
    }
  }

  private void startPlain() {
    clear();
    makeEdges(sides[1].mostToDiagonal(), sides[0].mostToDiagonal());
    network.startDual();
    network.startFlow();
  }

  /** Prices from a coarser transport, edges by priced costs, and the best dual for these prices. */
  private void startFromCoarser() {
    if (coarser == null) {
      coarser = new NetworkTransport(options);
    }
    for (int side = 0; side < 2; side++) {
      coarser.sides[side].coarsen(sides[side], index[side], options);
    }
    coarser.load();
    coarser.solveRoughly();
    clear();
    coarser.extend(sides[1], dual[1]);
    raise(0);
    raise(1);
    for (int side = 0; side < 2; side++) {
      System.arraycopy(dual[side], 0, network.dual, side * sides[0].count, sides[side].count);
    }
    index[0].price(dual[0]);
    index[1].price(dual[1]);
    makeEdges(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    network.startFlow();
  }

  /** The right dual of a finer transport: least costs from these left places less their dual. */
  private void extend(PointNodes finer, double[] into) {
    System.arraycopy(network.dual, 0, dual[0], 0, sides[0].count);
    index[0].price(dual[0]);
    for (int j = 0; j < finer.count; j++) {
      index[0].search(finer.births[j], finer.deaths[j], 1, finer.diagonal[j]);
      into[j] = index[0].leastFound(finer.diagonal[j]);
    }
  }

  /** The largest dual of one side that is valid with the other's. */
  private void raise(int side) {
    PlaneIndex other = index[1 - side];
    other.price(dual[1 - side]);
    PointNodes nodes = sides[side];
    for (int i = 0; i < nodes.count; i++) {
      other.search(nodes.births[i], nodes.deaths[i], 1, nodes.diagonal[i]);
      dual[side][i] = other.leastFound(nodes.diagonal[i]);
    }
  }

  /**
   * Solves to the end, or until a valid dual is enough.
   *
   * @param enough asked after every round that left something to do
   * @return whether it was solved to the end
   */
  boolean solve(BooleanSupplier enough) {
    boolean plain = true;
    while (round() > 0) {
      if (enough.getAsBoolean()) {
        return false;
      }
      if (plain && isFaraway()) {
        startFromCoarser();
        plain = false;
      }
    }
    return plain || network.gap() <= PRECISION || solveSmall(enough);
  }

  /** Solves to the end, however large the rounding. */
  private void solveRoughly() {
    boolean plain = true;
    while (round() > 0) {
      if (plain && isFaraway()) {
        startFromCoarser();
        plain = false;
      }
    }
  }

  private boolean isFaraway() {
    return priced > sides[0].count / 8 && Math.min(sides[0].count, sides[1].count) > COARSEST;
  }

  /**
   * Solves once more, on the pairs known by now, from the small dual of row and column minima. The
   * dual of a coarser transport is as large as that is coarse, and its rounding too much where the
   * sides are nearly equal.
   */
  private boolean solveSmall(BooleanSupplier enough) {
    network.clearFlow();
    setNodes();
    network.startDual();
    network.startFlow();
    while (round() > 0) {
      if (enough.getAsBoolean()) {
        return false;
      }
    }
    return true;
  }

  /** Solves on the pairs so far, and adds others; the number of places that found some. */
  private int round() {
    network.solve();
    priced = price();
    return priced;
  }

  /** The nearest pairs of every left place, then those of every right one still missing. */
  private void makeEdges(double mostRight, double mostLeft) {
    PointNodes left = sides[0];
    PointNodes right = sides[1];
    for (int i = 0; i < left.count; i++) {
      double limit = left.diagonal[i] + mostRight;
      int found = index[1].search(left.births[i], left.deaths[i], NEIGHBOURS, limit);
      for (int k = 0; k < found; k++) {
        addIfWorth(i, index[1].found(k));
      }
    }
    Arrays.fill(listed, -1);
    for (int j = 0; j < right.count; j++) {
      for (int h = network.first(left.count + j); h >= 0; h = network.next(h)) {
        listed[network.otherEnd(h)] = j;
      }
      double limit = right.diagonal[j] + mostLeft;
      int found = index[0].search(right.births[j], right.deaths[j], NEIGHBOURS, limit);
      for (int k = 0; k < found; k++) {
        if (listed[index[0].found(k)] != j) {
          addIfWorth(index[0].found(k), j);
        }
      }
    }
  }

  private double cost(int i, int j) {
    PointNodes left = sides[0];
    PointNodes right = sides[1];
    return options.power(
        options
            .groundNorm()
            .length(left.births[i] - right.births[j], left.deaths[i] - right.deaths[j]));
  }

  private void addIfWorth(int i, int j) {
    double c = cost(i, j);
    if (c < sides[0].diagonal[i] + sides[1].diagonal[j]) {
      network.addEdge(i, sides[0].count + j, c);
    }
  }

  /**
   * Adds pairs that the dual undercuts, and lowers the duals of their left places, which makes the
   * dual valid for all pairs.
   *
   * @return number of left places that found some
   */
  private int price() {
    PointNodes left = sides[0];
    Arrays.fill(listed, -1);
    priceRight();
    int count = 0;
    for (int i = 0; i < left.count; i++) {
      double u = network.dual[i];
      double limit = u - 1e-14 * Math.abs(u);
      int found = index[1].search(left.births[i], left.deaths[i], PRICED, limit);
      if (found > 0 && addPriced(i, found)) {
        network.release(i, index[1].leastFound(limit));
        count++;
      }
    }
    return count;
  }

  private boolean addPriced(int i, int found) {
    int lefts = sides[0].count;
    for (int h = network.first(i); h >= 0; h = network.next(h)) {
      listed[network.otherEnd(h) - lefts] = i;
    }
    boolean added = false;
    for (int k = 0; k < found; k++) {
      int j = index[1].found(k);
      if (listed[j] != i) {
        network.addEdge(i, lefts + j, cost(i, j));
        added = true;
      }
    }
    return added;
  }

  /** The least of a cost to the diagonal and the priced costs from a place to the right side. */
  double potential(double birth, double death, double alone) {
    index[1].search(birth, death, 1, alone);
    return index[1].leastFound(alone);
  }

  /** The dual of a node, the left ones first. */
  double dual(int node) {
    return network.dual[node];
  }

  /** Takes the right dual as the prices that {@link #potential} is to use. */
  void priceRight() {
    System.arraycopy(network.dual, sides[0].count, dual[1], 0, sides[1].count);
    index[1].price(dual[1]);
  }

  /** Calls for every pair of a left and a right node that were matched. */
  void eachFlow(FlowVisitor visitor) {
    for (int i = 0; i < sides[0].count; i++) {
      for (int h = network.first(i); h >= 0; h = network.next(h)) {
        if (network.flow(h) > 0) {
          visitor.visit(i, network.otherEnd(h) - sides[0].count, network.flow(h));
        }
      }
    }
  }

  /** Takes how many points of a left node are matched with points of a right node. */
  interface FlowVisitor {
    void visit(int left, int right, int amount);
  }
}
