package io.betti.topology.homology;

import java.util.Arrays;

/**
 * Persistence pairs of a Rips filtration above dimension 0 by cohomology over Z/2, one dimension
 * after the other.
 *
 * <p>Simplices of dimension k are taken from the last to the first, and the coboundary of each is
 * reduced by those before until its first cofacet, the pivot, is no other's: that is its death, or
 * it has none. What is never looked at closely, or not even written down:
 *
 * <ul>
 *   <li><b>Clearing:</b> a simplex that is a death in dimension k - 1 is no birth.
 *   <li><b>Apparent pairs:</b> a simplex and the first of its cofacets, of which it is the last
 *       facet, are a pair. Those of one diameter are told by a look at the ranks of edges, both
 *       ways, and are stored nowhere. They are all but few.
 *   <li><b>Emergent pairs:</b> a first cofacet that is no other's pivot ends the reduction before
 *       it began.
 *   <li><b>Implicit columns:</b> simplices are made edge by edge, from the ends and the common
 *       neighbours of each; coboundaries are walked as far as needed ({@link CoboundaryColumn}); of
 *       a reduced column the simplices whose coboundaries were added up are kept.
 * </ul>
 *
 * <p><b>Source.</b> Bauer, "Ripser: Efficient Computation of Vietoris-Rips Persistence Barcodes"
 * (2021), doi:10.1007/s41468-021-00071-5; de Silva, Morozov, Vejdemo-Johansson, "Dualities in
 * Persistent (Co)homology" (2011), doi:10.1088/0266-5611/27/12/124003. Departures: the order is by
 * vertex list, not Ripser's; columns are walked lazily; the simplices of a dimension are never
 * listed.
 *
 * <p>Not safe for use by several threads.
 */
final class RipsCohomology {
  /** Takes the pairs that are found. */
  interface Pairs {
    /**
     * A birth and a death.
     *
     * @param birthEdge the critical edge (i, j) as i * n + j
     * @param birthRank its rank
     * @param deathEdge -1 if there is no death
     * @param deathRank -1 if there is no death
     */
    void found(int dimension, int birthEdge, int birthRank, int deathEdge, int deathRank);
  }

  private final RipsEdges edges;
  private final boolean zeroLength;
  private final ApparentPairs apparent;
  private final CoboundaryColumn column;
  private SimplexCode code;
  private int n;
  private int dimension;
  private Pairs pairs;

  /** Deaths among the simplices of this dimension but for apparent ones. */
  private PivotTable cleared = new PivotTable();

  /** Pivots of the columns of this dimension but for apparent ones, and the columns' numbers. */
  private PivotTable pivots = new PivotTable();

  /** The simplices that column c adds up, from {@code start[c]}. */
  private long[] members = new long[64];

  private int[] start = new int[64];
  private int columns;

  /** Columns of one diameter that must be reduced. */
  private long[] candidates = new long[64];

  private int candidateCount;

  /** Whether there is one edge of this diameter, so that all simplices of it contain that edge. */
  private boolean onlyEdge;

  /** Common neighbours of an edge's ends that are no farther apart than they. */
  private int[] lune = {};

  private int luneSize;

  /** Vertices of the simplex at hand, of a cofacet and of a facet of it. */
  private int[] simplex = {};

  private int[] cofacet = {};
  private int[] facet = {};

  /** The simplex's vertices besides the ends of its edge, as they are chosen. */
  private int[] extra = {};

  RipsCohomology(RipsEdges edges, boolean zeroLength) {
    this.edges = edges;
    this.zeroLength = zeroLength;
    this.apparent = new ApparentPairs(edges);
    this.column = new CoboundaryColumn(edges);
  }

  /** Starts on edges, with the forest of those that are deaths in dimension 0. */
  void start(SpanningTree tree, Pairs sink) {
    n = edges.points();
    code = SimplexCode.ofPoints(n);
    pairs = sink;
    if (lune.length < n) {
      lune = new int[n];
    }
    pivots.clear();
    for (int e = 0; e < tree.edges(); e++) {
      int i = tree.low(e);
      int j = tree.high(e);
      int rank = edges.rank[i * n + j];
      pivots.put(code.place(rank, (long) i << code.bits() | j, 2), e);
    }
  }

  /** Finds the pairs of a dimension; to be called for 1, 2, 3, ... in turn. */
  void pair(int homologyDimension) {
    dimension = homologyDimension;
    PivotTable deaths = pivots;
    pivots = cleared;
    pivots.clear();
    cleared = deaths;
    columns = 0;
    if (simplex.length < dimension + 3) {
      simplex = new int[dimension + 3];
      cofacet = new int[dimension + 3];
      facet = new int[dimension + 3];
      extra = new int[dimension + 3];
    }
    apparent.start(dimension + 2);
    column.start(dimension, code);
    int e = edges.size();
    while (e > 0) {
      int last = e;
      int rank = edges.rankOf(e - 1);
      while (e > 0 && edges.rankOf(e - 1) == rank) {
        e--;
      }
      pairDiameter(e, last, rank);
    }
  }

  /** The simplices of one diameter, from the last to the first. */
  private void pairDiameter(int from, int to, int rank) {
    candidateCount = 0;
    onlyEdge = to - from == 1;
    for (int e = from; e < to; e++) {
      if (dimension == 1) {
        considerEdge(edges.low(e), edges.high(e), rank);
      } else {
        findLune(edges.low(e), edges.high(e), rank);
        choose(edges.low(e), edges.high(e), 0, 0, rank);
      }
    }
    if (candidateCount > 1) {
      Arrays.sort(candidates, 0, candidateCount);
    }
    for (int c = candidateCount - 1; c >= 0; c--) {
      reduce(candidates[c], rank);
    }
  }

  private void considerEdge(int i, int j, int rank) {
    facet[0] = i;
    facet[1] = j;
    int first = apparent.firstCofacet(facet, 2, rank, n);
    // An edge alone in its rank is the only facet of that rank.
    if (first < 0 || !onlyEdge || zeroLength) {
      consider(facet, rank, first);
    }
  }

  private void findLune(int i, int j, int rank) {
    int[] ranks = edges.rank;
    int rowI = i * n;
    int rowJ = j * n;
    luneSize = 0;
    for (int w = 0; w < n; w++) {
      if (ranks[rowI + w] <= rank && ranks[rowJ + w] <= rank) {
        lune[luneSize++] = w;
      }
    }
  }

  /** Chooses what an edge needs to become a simplex of its diameter, vertices rising. */
  private void choose(int i, int j, int chosen, int from, int rank) {
    for (int k = from; k < luneSize; k++) {
      if (isNear(lune[k], chosen, rank)) {
        extra[chosen] = lune[k];
        if (chosen + 2 < dimension) {
          choose(i, j, chosen + 1, k + 1, rank);
        } else {
          complete(i, j, rank);
        }
      }
    }
  }

  private boolean isNear(int w, int chosen, int rank) {
    for (int k = 0; k < chosen; k++) {
      if (edges.rank[extra[k] * n + w] > rank) {
        return false;
      }
    }
    return true;
  }

  private void complete(int i, int j, int rank) {
    int chosen = dimension - 1;
    int k = 0;
    while (k < luneSize && !isNear(lune[k], chosen, rank)) {
      k++;
    }
    int first = k < luneSize ? lune[k] : -1;
    // With one edge of this rank the simplex is the last facet of rank of the cofacet, which must
    // contain that edge, unless an earlier vertex can be left out instead.
    if (onlyEdge && !zeroLength && first >= 0 && first < extra[0]) {
      return;
    }
    merge(i, j, chosen);
    if (onlyEdge || apparent.criticalEdge(simplex, dimension + 1, rank) == i * n + j) {
      consider(simplex, rank, first);
    }
  }

  /** Writes the simplex of an edge and the chosen vertices, rising. */
  private void merge(int i, int j, int chosen) {
    int k = 0;
    int at = 0;
    while (k < chosen && extra[k] < i) {
      simplex[at++] = extra[k++];
    }
    simplex[at++] = i;
    while (k < chosen && extra[k] < j) {
      simplex[at++] = extra[k++];
    }
    simplex[at++] = j;
    while (k < chosen) {
      simplex[at++] = extra[k++];
    }
  }

  /** Notes a simplex for reduction unless it is half of an apparent pair or cleared. */
  private void consider(int[] vertices, int rank, int first) {
    int count = dimension + 1;
    if (first >= 0) {
      int behind = 0;
      while (behind < count && vertices[count - 1 - behind] > first) {
        behind++;
      }
      System.arraycopy(vertices, 0, cofacet, 0, count - behind);
      cofacet[count - behind] = first;
      System.arraycopy(vertices, count - behind, cofacet, count - behind + 1, behind);
      if (apparent.isLastFacet(cofacet, count + 1, count - behind, rank)) {
        if (zeroLength) {
          int birthEdge = apparent.criticalEdge(vertices, count, rank);
          found(birthEdge, rank, apparent.criticalEdge(cofacet, count + 1, rank), rank);
        }
        return;
      }
    }
    long packed = code.pack(vertices, count);
    if (cleared.get(code.place(rank, packed, count)) >= 0) {
      return;
    }
    if (dimension > 1 && apparent.facet(vertices, count, rank) >= 0) {
      return;
    }
    if (candidateCount == candidates.length) {
      candidates = Arrays.copyOf(candidates, larger(candidateCount));
    }
    candidates[candidateCount++] = packed;
  }

  /** Reduces the coboundary of a simplex, and keeps its pivot. */
  private void reduce(long birth, int rank) {
    int count = dimension + 1;
    int from = columns == 0 ? 0 : start[columns];
    int end = addMember(birth, from);
    column.clear();
    column.add(birth, rank, Long.MIN_VALUE, 0);
    while (true) {
      long pivot = column.popPivot();
      if (pivot == SimplexCode.NONE) {
        code.unpack(birth, count, simplex, 0);
        found(apparent.criticalEdge(simplex, count, rank), rank, -1, -1);
        return;
      }
      int diameter = code.rank(pivot, count + 1);
      code.unpack(pivot, count + 1, cofacet, 0);
      int without = apparent.facet(cofacet, count + 1, diameter);
      if (without >= 0) {
        long paired = code.remove(code.simplex(pivot, count + 1), count - without);
        column.add(paired, diameter, pivot, cofacet[without] + 1);
        end = addMember(paired, end);
        continue;
      }
      int c = pivots.get(pivot);
      if (c < 0) {
        keep(pivot, from, end);
        code.unpack(birth, count, simplex, 0);
        found(
            apparent.criticalEdge(simplex, count, rank),
            rank,
            apparent.criticalEdge(cofacet, count + 1, diameter),
            diameter);
        return;
      }
      for (int m = start[c]; m < start[c + 1]; m++) {
        column.add(members[m], rankOf(members[m]), pivot, 0);
        end = addMember(members[m], end);
      }
    }
  }

  private int rankOf(long packed) {
    int count = dimension + 1;
    code.unpack(packed, count, facet, 0);
    int rank = 0;
    for (int a = 0; a < count; a++) {
      for (int b = a + 1; b < count; b++) {
        rank = Math.max(rank, edges.rank[facet[a] * n + facet[b]]);
      }
    }
    return rank;
  }

  private int addMember(long packed, int at) {
    if (at == members.length) {
      members = Arrays.copyOf(members, larger(at));
    }
    members[at] = packed;
    return at + 1;
  }

  /** Keeps a reduced column; simplices that were added twice drop out. */
  private void keep(long pivot, int from, int end) {
    Arrays.sort(members, from, end);
    int to = from;
    for (int m = from; m < end; m++) {
      if (m + 1 < end && members[m] == members[m + 1]) {
        m++;
      } else {
        members[to++] = members[m];
      }
    }
    if (columns + 2 > start.length) {
      start = Arrays.copyOf(start, larger(start.length));
    }
    start[columns] = from;
    start[columns + 1] = to;
    pivots.put(pivot, columns++);
  }

  private static int larger(int capacity) {
    if (capacity > Integer.MAX_VALUE / 2) {
      throw new IllegalArgumentException(
          "the reduction of this Rips complex needs more than "
              + capacity
              + " simplices in one array; give a threshold, fewer points or a lower dimension");
    }
    return 2 * capacity;
  }

  /** What begins and ends with one edge is no bar, whatever the lengths. */
  private void found(int birthEdge, int birthRank, int deathEdge, int deathRank) {
    if (birthRank != deathRank || zeroLength && birthEdge != deathEdge) {
      pairs.found(dimension, birthEdge, birthRank, deathEdge, deathRank);
    }
  }
}
