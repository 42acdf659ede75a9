package io.betti.topology.homology;

import java.util.Arrays;

/**
 * The edges of a Rips filtration in its order, and each length replaced by its rank, so that what
 * comes after compares ints: equal lengths share a rank, ranks are dense from 0.
 *
 * <p>Space for n points and m edges: 4 n^2 bytes for the ranks of all pairs, 8 m for neighbours, 40
 * m for the sorted edges; kept between calls. Not safe for use by several threads.
 */
final class RipsEdges {
  /** The rank of a pair that is no edge; of a vertex with itself, too. */
  static final int NO_EDGE = Integer.MAX_VALUE;

  /** Most points: the ranks of all pairs are one array. */
  static final int MAX_POINTS = 46340;

  /** Most edges: the neighbours of all vertices are one array. */
  static final int MAX_EDGES = Integer.MAX_VALUE / 2 - 8;

  private final LengthSort sort = new LengthSort();
  private int n;
  private int ranks;
  private double[] lengths = {};
  private int[] rankAt = {};
  private double[] row = {};

  /** Ranks of pairs, row-major {@code [i][j]}; rows of n. */
  int[] rank = {};

  /** Neighbours of vertex i from {@code nearFrom[i]}, by (rank, vertex). */
  int[] near = {};

  int[] nearFrom = {};

  /**
   * Collects the edges of lengths up to a cut.
   *
   * @param edges their number, or more
   */
  void build(int points, Distances distances, double cut, int edges) {
    n = points;
    sort.clear(edges);
    if (row.length < n) {
      row = new double[n];
    }
    double limit = Math.min(cut, Double.MAX_VALUE);
    for (int i = 0; i < n; i++) {
      distances.write(i, i + 1, n, row);
      sort.addRow(row, i + 1, n, limit, i << 16);
    }
    sort.sort();
    makeRoom();
    rankLengths();
    listNeighbours();
  }

  private void makeRoom() {
    if (rankAt.length < sort.size()) {
      rankAt = new int[sort.size()];
      lengths = new double[sort.size()];
      near = new int[2 * sort.size()];
    }
    if (rank.length < n * n) {
      rank = new int[n * n];
    }
    if (nearFrom.length <= n) {
      nearFrom = new int[n + 1];
    }
    Arrays.fill(rank, 0, n * n, NO_EDGE);
    Arrays.fill(nearFrom, 0, n + 1, 0);
  }

  private void rankLengths() {
    ranks = 0;
    for (int e = 0; e < sort.size(); e++) {
      if (ranks == 0 || sort.length(e) != lengths[ranks - 1]) {
        lengths[ranks++] = sort.length(e);
      }
      rankAt[e] = ranks - 1;
      int i = low(e);
      int j = high(e);
      rank[i * n + j] = ranks - 1;
      rank[j * n + i] = ranks - 1;
      nearFrom[i]++;
      nearFrom[j]++;
    }
  }

  /** Edges in order bring the neighbours of each vertex in order. */
  private void listNeighbours() {
    int start = 0;
    for (int i = 0; i <= n; i++) {
      int degree = nearFrom[i];
      nearFrom[i] = start;
      start += degree;
    }
    for (int e = 0; e < sort.size(); e++) {
      int i = low(e);
      int j = high(e);
      near[nearFrom[i]++] = j;
      near[nearFrom[j]++] = i;
    }
    System.arraycopy(nearFrom, 0, nearFrom, 1, n);
    nearFrom[0] = 0;
  }

  /** Number of points. */
  int points() {
    return n;
  }

  /** Number of edges. */
  int size() {
    return sort.size();
  }

  /** Number of different lengths. */
  int ranks() {
    return ranks;
  }

  /** The length of a rank. */
  double length(int of) {
    return lengths[of];
  }

  /** Rank of edge e, edges in order. */
  int rankOf(int e) {
    return rankAt[e];
  }

  /** Low end of edge e. */
  int low(int e) {
    return sort.number(e) >>> 16;
  }

  /** High end of edge e. */
  int high(int e) {
    return sort.number(e) & 0xffff;
  }

  /** The first of a vertex's neighbours whose rank is at least a bound, as a place in near. */
  int firstNear(int vertex, int least) {
    int row = vertex * n;
    int a = nearFrom[vertex];
    int b = nearFrom[vertex + 1];
    while (a < b) {
      int middle = (a + b) >>> 1;
      if (rank[row + near[middle]] < least) {
        a = middle + 1;
      } else {
        b = middle;
      }
    }
    return a;
  }
}
