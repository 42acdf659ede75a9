package io.betti.topology.homology;

/**
 * What the ranks of edges tell about one simplex: its first cofacet and its last facet of the same
 * diameter, its critical edge. A simplex and its first cofacet, of which it is the last facet, are
 * an apparent pair; told without a table, by looking both ways.
 *
 * <p>Simplices are given as arrays whose first {@code count} entries are vertices, rising, all
 * pairs of them edges of at most the given rank. Not safe for use by several threads.
 */
final class ApparentPairs {
  private final RipsEdges edges;
  private int n;
  private int[] facet = {};

  ApparentPairs(RipsEdges edges) {
    this.edges = edges;
  }

  /** Starts on simplices of up to so many vertices. */
  void start(int vertices) {
    n = edges.points();
    if (facet.length < vertices) {
      facet = new int[vertices];
    }
  }

  /** Whether a cofacet without its vertex at a place is its last facet of this rank. */
  boolean isLastFacet(int[] cofacet, int count, int place, int rank) {
    for (int k = 0; k < place; k++) {
      if (isOfRank(cofacet, count, k, rank)) {
        return false;
      }
    }
    return true;
  }

  /** Whether vertices but one, none farther apart than a rank, are of that rank. */
  private boolean isOfRank(int[] vertices, int count, int without, int rank) {
    int[] ranks = edges.rank;
    for (int a = 0; a < count; a++) {
      for (int b = a + 1; b < count; b++) {
        if (a != without && b != without && ranks[vertices[a] * n + vertices[b]] == rank) {
          return true;
        }
      }
    }
    return false;
  }

  /** The first vertex below a bound that makes a cofacet of the same rank, -1 if none does. */
  int firstCofacet(int[] vertices, int count, int rank, int below) {
    int[] ranks = edges.rank;
    int rowA = vertices[0] * n;
    int rowB = vertices[1] * n;
    for (int w = 0; w < below; w++) {
      if (ranks[rowA + w] <= rank && ranks[rowB + w] <= rank) {
        int k = 2;
        while (k < count && ranks[vertices[k] * n + w] <= rank) {
          k++;
        }
        if (k == count) {
          return w;
        }
      }
    }
    return -1;
  }

  /**
   * The facet that makes an apparent pair of one diameter with a simplex.
   *
   * @return the place of the vertex that it leaves out, -1 if there is none
   */
  int facet(int[] vertices, int count, int rank) {
    int k = 0;
    while (!isOfRank(vertices, count, k, rank)) {
      if (++k == count) {
        return -1;
      }
    }
    System.arraycopy(vertices, 0, facet, 0, k);
    System.arraycopy(vertices, k + 1, facet, k, count - 1 - k);
    return firstCofacet(facet, count - 1, rank, vertices[k]) < 0 ? k : -1;
  }

  /** The last edge of a rank of a simplex, (i, j) as i * n + j. */
  int criticalEdge(int[] vertices, int count, int rank) {
    for (int a = count - 2; a >= 0; a--) {
      for (int b = count - 1; b > a; b--) {
        if (edges.rank[vertices[a] * n + vertices[b]] == rank) {
          return vertices[a] * n + vertices[b];
        }
      }
    }
    throw new AssertionError("no edge of rank " + rank);
  }
}
