package io.betti.topology.homology;

import java.util.Arrays;

/**
 * The pairs of dimension 1 of a lower-star filtration in space, from the saddles that dimensions 0
 * and 2 have left over.
 *
 * <p>A vertex whose upper link has several components closes, around each but one of them, a loop
 * of its lower link with a disc. The loop is a cycle of edges among earlier vertices. It is pushed
 * down: its last vertex is taken, and the loop's edges that belong to it are replaced, along the
 * forest of that vertex's lower link ({@link VolumeLink}), by edges of earlier vertices, which is
 * adding the 2-cells with which the discrete gradient pairs them. What cannot be replaced are edges
 * to different components of the lower link. If one of these is an edge that gave birth to a loop
 * and none has claimed it, the two are a pair; if another has, that one's cycle is added, as in any
 * reduction of a matrix by columns. Every cycle ends in a pair, for the whole grid has no loops.
 *
 * <p>So the columns are those of the critical 2-cells, but in the full complex and only down to
 * where they pair: most stay short. A cycle is kept as a set of edges by vertex, a bit each, and a
 * heap of vertices.
 *
 * <p><b>Source.</b> Guillou, Vidal, Tierny, "Discrete Morse Sandwich" (2023),
 * doi:10.1109/TVCG.2023.3238008, from whom we depart in pushing whole stars of edges at a time and
 * in columns that are loops of the lower link instead of critical triangles. Edges that end a
 * component are left out: they are no pivots (Bauer, Kerber, Reininghaus 2014,
 * doi:10.1007/978-3-319-04099-8_7, "compression").
 *
 * <p>Not safe for use by several threads.
 */
final class LoopReduction {
  /** Says that a vertex is in the heap; other bits of its entry are star edges. */
  private static final int QUEUED = 1 << 30;

  private final VolumeLink tables;
  private final int[] key;
  private final int[] mask;

  /** Vertices with this key are one point: edges between them are left out. */
  private final int pointKey;

  /**
   * The edges that each link edge stands for: those of link edge e from {@code e * pathLength} on.
   * An edge goes from a base to an other end, both as index steps from the centre.
   */
  private final int pathLength;

  private final int[] base;
  private final int[] other;

  /** Whether an edge is its base's: the bit of the other end in the base's mask. */
  private final int[] ownMask;

  /** The edge's bit in the star of its base, and in that of its other end. */
  private final int[] baseBit;

  private final int[] otherBit;

  /** The cycle at work, by vertex. */
  private int[] cycle;

  private long[] heap = new long[256];
  private int heapSize;

  /** Saddles at which loops are born, and the first row of each; a row is an edge. */
  private SaddleList births;

  private int[] firstRow = {};

  /** The cycle that has claimed a row, as vertices and their bits in turn; the row's first. */
  private int[][] claims = {};

  LoopReduction(VolumeLink tables, int[] key, int[] mask, int[] step, int pointKey) {
    this.tables = tables;
    this.key = key;
    this.mask = mask;
    this.pointKey = pointKey;
    int edges = tables.linkEdges.length;
    pathLength = tables.path(0).length;
    base = new int[edges * pathLength];
    other = new int[base.length];
    ownMask = new int[base.length];
    baseBit = new int[base.length];
    otherBit = new int[base.length];
    for (int n = 0; n < base.length; n++) {
      int[] ends = tables.path(n / pathLength)[n % pathLength];
      base[n] = step[ends[0]];
      other[n] = step[ends[1]];
      ownMask[n] = 1 << VolumeLink.between(tables.neighbours, ends[0], ends[1]);
      baseBit[n] = starBit(ends[0], ends[1]);
      otherBit[n] = starBit(ends[1], ends[0]);
    }
  }

  private int starBit(int from, int to) {
    int neighbour = VolumeLink.between(tables.neighbours, from, to);
    int edge = 0;
    while (tables.starEdges[edge] != neighbour) {
      edge++;
    }
    return 1 << edge;
  }

  /**
   * Pairs every loop.
   *
   * @param born saddles at which loops are born, rising, with the roots of the lower link's trees
   *     that close one
   * @param filled saddles at which loops are filled, falling, with the link edges of one loop each
   * @param space zeros, one a framed vertex, and zeros again afterwards
   * @param pairs gets the pairs, birth and death
   * @param zeroLength whether pairs of equal keys are wanted
   */
  void reduce(SaddleList born, SaddleList filled, int[] space, PairList pairs, boolean zeroLength) {
    births = born;
    cycle = space;
    if (firstRow.length < born.size()) {
      firstRow = new int[born.size()];
    }
    int rows = 0;
    for (int n = 0; n < born.size(); n++) {
      firstRow[n] = rows;
      rows += Long.bitCount(born.bits(n));
    }
    assert rows == filled.size() : rows + " loops are born, " + filled.size() + " filled";
    claims = new int[rows][];
    for (int n = filled.size() - 1; n >= 0; n--) {
      int death = filled.vertex(n);
      for (long rest = filled.bits(n); rest != 0; rest &= rest - 1) {
        flipLinkEdge(death, Long.numberOfTrailingZeros(rest));
      }
      int birth = pushDown();
      if (zeroLength || key[birth] != key[death]) {
        pairs.add(birth, death);
      }
    }
    claims = new int[0][];
  }

  /** Pushes the cycle down to an edge that it can claim; returns that edge's vertex. */
  private int pushDown() {
    while (true) {
      long place = poll();
      int v = (int) place;
      int edges = cycle[v] & ~QUEUED;
      cycle[v] = 0;
      if (edges != 0) {
        edges = replace(v, edges);
        if (edges != 0 && claim(place, edges)) {
          return v;
        }
      }
    }
  }

  /** Replaces edges along the forest; returns those at roots that are left. */
  private int replace(int v, int edges) {
    int forest = tables.forest(mask[v]);
    int last = tables.firstEntry[forest + 1];
    int children = tables.children[forest];
    int rest = edges;
    for (int n = tables.firstEntry[forest]; n < last && (rest & children) != 0; n++) {
      int entry = tables.entries[n];
      if ((rest >> (entry & 15) & 1) == 1) {
        rest ^= 1 << (entry & 15) ^ 1 << (entry >> 4 & 15);
        flipLinkEdge(v, entry >> 8);
      }
    }
    return rest;
  }

  /** Adds the cycles that have claimed edges of a vertex, until there is none or a free edge. */
  private boolean claim(long place, int edges) {
    int n = births.indexOf(place);
    if (n < 0) {
      return false;
    }
    int closing = (int) births.bits(n);
    int rest = edges & closing;
    while (rest != 0) {
      int pivot = Integer.highestOneBit(rest);
      int row = firstRow[n] + Integer.bitCount(closing & pivot - 1);
      int[] earlier = claims[row];
      if (earlier == null) {
        claims[row] = takeAll((int) place, rest);
        return true;
      }
      rest ^= earlier[1];
      for (int m = 2; m < earlier.length; m += 2) {
        flip(earlier[m], earlier[m + 1]);
      }
    }
    return false;
  }

  /** Empties the cycle at work into an array. */
  private int[] takeAll(int first, int edges) {
    int[] all = new int[2 * heapSize + 2];
    all[0] = first;
    all[1] = edges;
    int filled = 2;
    for (int n = 0; n < heapSize; n++) {
      int v = (int) heap[n];
      int at = cycle[v] & ~QUEUED;
      cycle[v] = 0;
      if (at != 0) {
        all[filled++] = v;
        all[filled++] = at;
      }
    }
    heapSize = 0;
    return filled == all.length ? all : Arrays.copyOf(all, filled);
  }

  private void flipLinkEdge(int centre, int linkEdge) {
    int from = linkEdge * pathLength;
    for (int n = from; n < from + pathLength; n++) {
      int a = centre + base[n];
      if ((mask[a] & ownMask[n]) != 0) {
        flip(a, baseBit[n]);
      } else {
        flip(centre + other[n], otherBit[n]);
      }
    }
  }

  private void flip(int v, int edges) {
    int before = cycle[v];
    if (before == 0) {
      int k = key[v];
      if (k == pointKey) {
        return;
      }
      offer(SaddleList.place(k, v));
    }
    cycle[v] = (before | QUEUED) ^ edges;
  }

  private void offer(long place) {
    if (heapSize == heap.length) {
      heap = Arrays.copyOf(heap, 2 * heapSize);
    }
    int n = heapSize++;
    while (n > 0) {
      int parent = n - 1 >> 1;
      if (heap[parent] >= place) {
        break;
      }
      heap[n] = heap[parent];
      n = parent;
    }
    heap[n] = place;
  }

  /** Takes the last vertex out of the heap. */
  private long poll() {
    long top = heap[0];
    long place = heap[--heapSize];
    int n = 0;
    while (true) {
      int child = 2 * n + 1;
      if (child >= heapSize) {
        break;
      }
      if (child + 1 < heapSize && heap[child + 1] > heap[child]) {
        child++;
      }
      if (heap[child] <= place) {
        break;
      }
      heap[n] = heap[child];
      n = child;
    }
    heap[n] = place;
    return top;
  }
}
