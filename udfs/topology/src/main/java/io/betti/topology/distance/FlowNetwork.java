package io.betti.topology.distance;

import java.util.Arrays;

/**
 * A transport on a sparse bipartite network whose nodes have supplies, with the diagonal as a
 * partner that is never full: successive shortest paths with node potentials (Edmonds, Karp 1972,
 * doi:10.1145/321694.321699), which are the dual variables.
 *
 * <p>Edges may be added between solves; a node whose dual had to fall is {@link #release}d and
 * served anew. A path starts at a node with supply left and ends at the diagonal or at a node of
 * the other side that has supply left or at the diagonal; one routine serves either side.
 *
 * <p>Nodes 0..lefts-1 are the left ones, the right ones follow. Half-edges 2e and 2e + 1 are those
 * of edge e at its left and right end. A workspace.
 */
final class FlowNetwork {
  private static final int NONE = -1;

  int lefts;
  int nodes;
  int edges;
  double[] dual = {};
  private double[] diagonal = {};

  /** Supply that is not yet served. */
  private int[] open = {};

  private int[] atDiagonal = {};

  private int[] head = {};
  private int[] flowHead = {};
  private int[] ends = new int[256];
  private int[] next = new int[256];
  private int[] flowNext = new int[256];
  private double[] cost = new double[128];
  private int[] flow = new int[128];

  private double[] distance = {};

  /** The edge by which a search reached a node. */
  private int[] via = {};

  private int[] seen = {};
  private int stamp;
  private int[] tree = {};
  private int treeSize;
  private final NodeHeap heap = new NodeHeap();

  private double shortest;
  private int end;
  private boolean endsAtDiagonal;

  void clear(int leftCount, int rightCount) {
    lefts = leftCount;
    nodes = leftCount + rightCount;
    edges = 0;
    if (head.length < nodes) {
      reserve(nodes + (nodes >> 1));
    }
    Arrays.fill(head, 0, nodes, NONE);
    heap.reserve(nodes);
    clearFlow();
  }

  /** Takes back all flow; the edges stay. Supplies are to be set again. */
  void clearFlow() {
    Arrays.fill(flow, 0, edges, 0);
    Arrays.fill(flowHead, 0, nodes, NONE);
    Arrays.fill(atDiagonal, 0, nodes, 0);
  }

  private void reserve(int room) {
    dual = new double[room];
    diagonal = new double[room];
    open = new int[room];
    atDiagonal = new int[room];
    head = new int[room];
    flowHead = new int[room];
    distance = new double[room];
    via = new int[room];
    seen = new int[room];
    tree = new int[room];
    stamp = 0;
  }

  void setNode(int node, int supply, double toDiagonal) {
    open[node] = supply;
    diagonal[node] = toDiagonal;
  }

  /** Adds an edge between a left and a right node. */
  void addEdge(int left, int right, double edgeCost) {
    if (edges == flow.length) {
      int room = Math.multiplyExact(edges, 2);
      ends = Arrays.copyOf(ends, Math.multiplyExact(room, 2));
      next = Arrays.copyOf(next, 2 * room);
      flowNext = Arrays.copyOf(flowNext, 2 * room);
      cost = Arrays.copyOf(cost, room);
      flow = Arrays.copyOf(flow, room);
    }
    cost[edges] = edgeCost;
    flow[edges] = 0;
    attach(2 * edges, left);
    attach(2 * edges + 1, right);
    edges++;
  }

  private void attach(int half, int node) {
    ends[half] = node;
    next[half] = head[node];
    head[node] = half;
  }

  /** Half-edges of a node: the first, then {@link #next}; negative at the end. */
  int first(int node) {
    return head[node];
  }

  int next(int half) {
    return next[half];
  }

  int otherEnd(int half) {
    return ends[half ^ 1];
  }

  int flow(int half) {
    return flow[half >> 1];
  }

  /** A first dual of row and then column minima. */
  void startDual() {
    for (int node = 0; node < nodes; node++) {
      double least = diagonal[node];
      for (int h = head[node]; h >= 0; h = next[h]) {
        double other = node < lefts ? 0 : dual[otherEnd(h)];
        least = Math.min(least, cost[h >> 1] - other);
      }
      dual[node] = least;
    }
  }

  /** The flow that the dual makes free of charge, but for its rounding. */
  void startFlow() {
    for (int node = 0; node < lefts; node++) {
      for (int h = head[node]; h >= 0 && open[node] > 0; h = next[h]) {
        int other = otherEnd(h);
        if (open[other] > 0 && cost[h >> 1] * (1 - 1e-15) - dual[node] - dual[other] <= 0) {
          push(h >> 1, Math.min(open[node], open[other]));
          int amount = flow[h >> 1];
          open[node] -= amount;
          open[other] -= amount;
        }
      }
    }
    for (int node = 0; node < nodes; node++) {
      if (dual[node] == diagonal[node]) {
        atDiagonal[node] += open[node];
        open[node] = 0;
      }
    }
  }

  /** Serves all supplies. */
  void solve() {
    for (int node = 0; node < nodes; node++) {
      while (open[node] > 0) {
        search(node);
        raise();
        augment(node);
      }
    }
  }

  /** The difference between the costs of a solution and the sum of the dual, relatively. */
  double gap() {
    CompensatedSum costs = new CompensatedSum();
    CompensatedSum duals = new CompensatedSum();
    for (int edge = 0; edge < edges; edge++) {
      costs.add(flow[edge] * cost[edge]);
    }
    for (int node = 0; node < nodes; node++) {
      costs.add(atDiagonal[node] * diagonal[node]);
      long supply = atDiagonal[node];
      for (int h = flowHead[node]; h >= 0; h = flowNext[h]) {
        supply += flow[h >> 1];
      }
      duals.add(supply * dual[node]);
    }
    double value = costs.value();
    return value == 0 ? 0 : Math.abs(value - duals.value()) / value;
  }

  /** Takes back all that a left node was given, and lowers its dual. */
  void release(int node, double lower) {
    dual[node] = lower;
    open[node] += atDiagonal[node];
    atDiagonal[node] = 0;
    while (flowHead[node] >= 0) {
      int half = flowHead[node];
      int amount = flow[half >> 1];
      open[node] += amount;
      open[otherEnd(half)] += amount;
      pull(half >> 1, amount);
    }
  }

  /** Shortest paths from a node until the nearest end is certain. */
  private void search(int source) {
    if (++stamp == Integer.MAX_VALUE) {
      Arrays.fill(seen, 0);
      stamp = 1;
    }
    treeSize = 0;
    heap.clear();
    shortest = Double.POSITIVE_INFINITY;
    scan(source, 0);
    while (!heap.isEmpty() && heap.leastKey() < shortest) {
      int b = heap.poll();
      tree[treeSize++] = b;
      for (int h = flowHead[b]; h >= 0; h = flowNext[h]) {
        int a = otherEnd(h);
        if (seen[a] != stamp) {
          via[a] = h >> 1;
          scan(a, distance[b]);
        }
      }
    }
  }

  private void scan(int a, double base) {
    seen[a] = stamp;
    distance[a] = base;
    tree[treeSize++] = a;
    double alone = base + Math.max(0, diagonal[a] - dual[a]);
    if (alone < shortest) {
      shortest = alone;
      end = a;
      endsAtDiagonal = true;
    }
    double offset = base - dual[a];
    for (int h = head[a]; h >= 0; h = next[h]) {
      int b = otherEnd(h);
      double d = Math.max(base, cost[h >> 1] + offset - dual[b]);
      if (d < shortest) {
        reach(b, h >> 1, d);
      }
    }
  }

  private void reach(int b, int edge, double d) {
    boolean isNew = seen[b] != stamp;
    if (!isNew && d >= distance[b]) {
      return;
    }
    seen[b] = stamp;
    distance[b] = d;
    via[b] = edge;
    if (open[b] > 0 || atDiagonal[b] > 0) {
      shortest = d;
      end = b;
      endsAtDiagonal = false;
    } else if (isNew) {
      heap.add(b, d);
    } else {
      heap.lower(b, d);
    }
  }

  /** Raises the dual of the source's side, and lowers the other's, as far as the path is long. */
  private void raise() {
    boolean leftSource = tree[0] < lefts;
    for (int k = 0; k < treeSize; k++) {
      int node = tree[k];
      double by = shortest - distance[node];
      if (by > 0) {
        dual[node] += node < lefts == leftSource ? by : -by;
      }
    }
  }

  private void augment(int source) {
    int amount = open[source];
    if (!endsAtDiagonal) {
      amount = Math.min(amount, open[end] > 0 ? open[end] : atDiagonal[end]);
    }
    boolean forward = !endsAtDiagonal;
    for (int node = end; node != source; forward = !forward) {
      amount = forward ? amount : Math.min(amount, flow[via[node]]);
      node = across(via[node], node);
    }
    open[source] -= amount;
    settleEnd(amount);
    forward = !endsAtDiagonal;
    for (int node = end; node != source; forward = !forward) {
      int edge = via[node];
      node = across(edge, node);
      if (forward) {
        push(edge, amount);
      } else {
        pull(edge, amount);
      }
    }
  }

  private void settleEnd(int amount) {
    if (endsAtDiagonal) {
      atDiagonal[end] += amount;
    } else if (open[end] > 0) {
      open[end] -= amount;
    } else {
      atDiagonal[end] -= amount;
    }
  }

  private int across(int edge, int node) {
    return ends[2 * edge] == node ? ends[2 * edge + 1] : ends[2 * edge];
  }

  private void push(int edge, int amount) {
    if (flow[edge] == 0) {
      for (int h = 2 * edge; h <= 2 * edge + 1; h++) {
        flowNext[h] = flowHead[ends[h]];
        flowHead[ends[h]] = h;
      }
    }
    flow[edge] += amount;
  }

  private void pull(int edge, int amount) {
    flow[edge] -= amount;
    if (flow[edge] == 0) {
      for (int h = 2 * edge; h <= 2 * edge + 1; h++) {
        unlink(h);
      }
    }
  }

  private void unlink(int half) {
    int node = ends[half];
    if (flowHead[node] == half) {
      flowHead[node] = flowNext[half];
      return;
    }
    int h = flowHead[node];
    while (flowNext[h] != half) {
      h = flowNext[h];
    }
    flowNext[h] = flowNext[half];
  }
}
