package io.betti.topology.homology;

import java.util.Arrays;

/**
 * PD0 of a Rips filtration: the minimum spanning forest with respect to the strict order of edges
 * (length, vertex list), and the elder rule over its edges in that order. The order is strict, so
 * the forest is unique, whichever way it is found.
 *
 * <p><b>Source.</b> Where the edges are sorted already: Kruskal, "On the Shortest Spanning Subtree
 * of a Graph and the Traveling Salesman Problem" (1956), doi:10.1090/S0002-9939-1956-0078686-7, up
 * to the edge that makes all one. Where they need not be: Prim, "Shortest Connection Networks and
 * Some Generalizations" (1957), doi:10.1002/j.1538-7305.1957.tb01515.x, n^2 / 2 distances for n
 * points.
 *
 * <p>Space O(n), kept between calls. Not safe for use by several threads.
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

  /** Finds the forest of edges that are sorted, and pairs vertices with edges. */
  void build(RipsEdges sorted) {
    clear(sorted.points());
    sort.clear(points);
    for (int e = 0; e < sorted.size() && size + 1 < points; e++) {
      int i = sorted.low(e);
      int j = sorted.high(e);
      int a = root(i);
      int b = root(j);
      if (a != b) {
        parent[Math.max(a, b)] = Math.min(a, b);
        sort.add(sorted.length(sorted.rankOf(e)), size);
        edges[size++] = edge(i, j);
      }
    }
    separate();
  }

  /** Finds the forest of edges up to a threshold, and pairs vertices with edges. */
  void build(int n, Distances distances, double threshold) {
    clear(n);
    grow(n, distances, threshold);
    Arrays.sort(edges, 0, size);
    sort.clear(size);
    for (int e = 0; e < size; e++) {
      sort.add(distances.between((int) (edges[e] >>> 32), (int) edges[e]), e);
    }
    sort.sort();
  }

  private void clear(int n) {
    points = n;
    size = 0;
    if (best.length < n) {
      outside = new int[n];
      best = new double[n];
      from = new int[n];
      edges = new long[n];
      parent = new int[n];
    }
    separate();
  }

  /** Every vertex a component. */
  private void separate() {
    for (int v = 0; v < points; v++) {
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
