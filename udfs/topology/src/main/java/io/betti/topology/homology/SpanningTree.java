package io.betti.topology.homology;

import java.util.Arrays;

/**
 * PD0 of a Rips filtration: the minimum spanning forest with respect to the strict order of edges
 * (length, vertex list), and the elder rule over its edges in that order.
 *
 * <p><b>Source.</b> Prim, "Shortest Connection Networks and Some Generalizations" (1957),
 * doi:10.1002/j.1538-7305.1957.tb01515.x. The order is strict, so the forest is unique and its
 * edges are those that join two components in Kruskal's algorithm, ties included.
 *
 * <p><b>Cost.</b> n^2 / 2 distances for n points and O(n) space, kept between calls. Not safe for
 * use by several threads.
 */
final class SpanningTree {
  private final LengthSort sort = new LengthSort();

  /** Points outside the forest so far, ascending. */
  private int[] outside = {};

  /** Length of the first edge, in the order, between a point and the tree that grows. */
  private double[] best = {};

  /** The end of that edge in the tree. */
  private int[] from = {};

  /** Edges as (low end, high end), 32 bits each. */
  private long[] edges = {};

  private int[] parent = {};
  private int size;
  private int points;

  /** Finds the forest of edges up to a threshold, and pairs vertices with edges. */
  void build(int n, Distances distances, double threshold) {
    points = n;
    size = 0;
    if (best.length < n) {
      outside = new int[n];
      best = new double[n];
      from = new int[n];
      edges = new long[n];
      parent = new int[n];
    }
    grow(n, distances, threshold);
    Arrays.sort(edges, 0, size);
    sort.clear(size);
    for (int e = 0; e < size; e++) {
      sort.add(distances.between((int) (edges[e] >>> 32), (int) edges[e]), e);
    }
    sort.sort();
    for (int v = 0; v < n; v++) {
      parent[v] = v;
    }
  }

  private void grow(int n, Distances distances, double threshold) {
    for (int v = 0; v < n; v++) {
      outside[v] = v;
      best[v] = Double.POSITIVE_INFINITY;
    }
    int left = n;
    int next = 0;
    while (left > 0) {
      int u = outside[next];
      if (best[u] < Double.POSITIVE_INFINITY) {
        edges[size++] = edge(from[u], u);
      }
      left--;
      System.arraycopy(outside, next + 1, outside, next, left - next);
      next = 0;
      for (int k = 0; k < left; k++) {
        int v = outside[k];
        double length = distances.between(u, v);
        if (length <= threshold && length <= best[v] && precedes(length, u, v)) {
          best[v] = length;
          from[v] = u;
        }
        int w = outside[next];
        if (best[v] < best[w] || best[v] == best[w] && precedes(best[v], v, w, from[v])) {
          next = k;
        }
      }
    }
  }

  /** Whether edge (u, v) comes before the best one of v. */
  private boolean precedes(double length, int u, int v) {
    return length < best[v] || length < Double.POSITIVE_INFINITY && edge(u, v) < edge(from[v], v);
  }

  /** Whether v's best edge comes before w's, which has the same length. */
  private boolean precedes(double length, int v, int w, int fromV) {
    return length < Double.POSITIVE_INFINITY && edge(fromV, v) < edge(from[w], w);
  }

  private static long edge(int i, int j) {
    return i < j ? (long) i << 32 | j : (long) j << 32 | i;
  }

  /** Number of edges of the forest. */
  int edges() {
    return size;
  }

  /** Length of edge e, edges in order. */
  double length(int e) {
    return sort.length(e);
  }

  /** Low end of edge e. */
  int low(int e) {
    return (int) (edges[sort.number(e)] >>> 32);
  }

  /** High end of edge e. */
  int high(int e) {
    return (int) edges[sort.number(e)];
  }

  /**
   * Joins the components at the ends of edge e; to be called for every edge in order.
   *
   * @return the vertex whose class dies: the later of the first vertices of the two
   */
  int join(int e) {
    int a = root(low(e));
    int b = root(high(e));
    int younger = Math.max(a, b);
    parent[younger] = Math.min(a, b);
    return younger;
  }

  /** Whether the class of a vertex never dies; to be asked when all edges are joined. */
  boolean isEssential(int vertex) {
    return vertex < points && parent[vertex] == vertex;
  }

  private int root(int v) {
    while (parent[v] != v) {
      parent[v] = parent[parent[v]];
      v = parent[v];
    }
    return v;
  }
}
