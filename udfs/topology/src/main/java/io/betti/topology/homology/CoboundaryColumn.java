package io.betti.topology.homology;

import java.util.Arrays;

/**
 * A sum, over Z/2, of the coboundaries of simplices of one dimension, of which only the beginning
 * is ever written out.
 *
 * <p>Each simplex has a walk that gives its cofacets one by one in the order of the filtration:
 * first those of its own diameter, by vertex, then the others, by merging the sorted neighbour
 * lists of its vertices. A heap holds the next cofacet of each walk. Cofacets that come up in pairs
 * cancel; the first that doesn't is the pivot. So a column costs what comes before its pivot, not
 * what its coboundaries hold.
 *
 * <p>What comes up to the pivot of a column that is added cancels within that column; a walk that
 * starts behind the pivot therefore leaves the sum as it is.
 *
 * <p>Not safe for use by several threads.
 */
final class CoboundaryColumn {
  private static final int INITIAL_WALKS = 64;

  private final RipsEdges edges;
  private SimplexCode code;

  /** Vertices of a simplex of the column. */
  private int count;

  private int n;

  /** The heap: the next cofacet of a walk, as a place, and the number of the walk. */
  private long[] next = new long[INITIAL_WALKS];

  private int[] walk = new int[INITIAL_WALKS];
  private int size;

  /** Walks: vertices, then cursors into the neighbour lists, {@code count} of each. */
  private int[] state = {};

  private long[] simplex = new long[INITIAL_WALKS];
  private int[] rank = new int[INITIAL_WALKS];

  /** The vertex last added at the simplex's own diameter; n when these are done. */
  private int[] own = new int[INITIAL_WALKS];

  /** Walks that are over and can be used again. */
  private int[] free = new int[INITIAL_WALKS];

  private int freeSize;
  private int walks;

  CoboundaryColumn(RipsEdges edges) {
    this.edges = edges;
  }

  /** Starts on simplices of a dimension. */
  void start(int dimension, SimplexCode simplexCode) {
    code = simplexCode;
    count = dimension + 1;
    n = edges.points();
    if (state.length < next.length * 2 * count) {
      state = new int[next.length * 2 * count];
    }
    clear();
  }

  /** The empty sum. */
  void clear() {
    size = 0;
    freeSize = 0;
    walks = 0;
  }

  /**
   * Adds the coboundary of a simplex, but for what comes up to a place.
   *
   * @param of the simplex
   * @param diameter its rank
   * @param after the place that the walk starts behind
   * @param from no cofacet of the simplex's own diameter behind that place adds a vertex below this
   */
  void add(long of, int diameter, long after, int from) {
    int w = freeSize > 0 ? free[--freeSize] : newWalk();
    int base = w * 2 * count;
    code.unpack(of, count, state, base);
    simplex[w] = of;
    rank[w] = diameter;
    int reached = code.rank(after, count + 1);
    long place;
    if (reached <= diameter) {
      own[w] = from - 1;
      place = advance(w);
    } else {
      place = startLonger(w, reached);
    }
    while (place <= after) {
      place = advance(w);
    }
    if (place == SimplexCode.NONE) {
      free[freeSize++] = w;
      return;
    }
    next[size] = place;
    walk[size] = w;
    siftUp(size++);
  }

  private int newWalk() {
    if (walks == next.length) {
      int capacity = 2 * walks;
      next = Arrays.copyOf(next, capacity);
      walk = Arrays.copyOf(walk, capacity);
      simplex = Arrays.copyOf(simplex, capacity);
      rank = Arrays.copyOf(rank, capacity);
      own = Arrays.copyOf(own, capacity);
      free = Arrays.copyOf(free, capacity);
      state = Arrays.copyOf(state, Math.multiplyExact(capacity, 2 * count));
    }
    return walks++;
  }

  /**
   * Takes the first cofacet that doesn't cancel out of the sum.
   *
   * @return its place, {@link SimplexCode#NONE} if the sum is 0
   */
  long popPivot() {
    while (size > 0) {
      long first = next[0];
      int twin = 1 < size && next[1] == first ? 1 : 2 < size && next[2] == first ? 2 : 0;
      if (twin == 0) {
        advanceAt(0);
        return first;
      }
      if (simplex[walk[twin]] == simplex[walk[0]]) {
        // A simplex that was added twice: its two walks go on alike.
        removeAt(twin);
        removeAt(0);
      } else {
        advanceAt(twin);
        advanceAt(0);
      }
    }
    return SimplexCode.NONE;
  }

  private void advanceAt(int at) {
    long place = advance(walk[at]);
    if (place == SimplexCode.NONE) {
      removeAt(at);
    } else {
      next[at] = place;
      siftDown(at);
    }
  }

  private void removeAt(int at) {
    free[freeSize++] = walk[at];
    size--;
    if (at < size) {
      next[at] = next[size];
      walk[at] = walk[size];
      siftDown(at);
      siftUp(at);
    }
  }

  private void siftDown(int from) {
    int at = from;
    long place = next[at];
    int w = walk[at];
    while (true) {
      int child = 2 * at + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && next[child + 1] < next[child]) {
        child++;
      }
      if (next[child] >= place) {
        break;
      }
      next[at] = next[child];
      walk[at] = walk[child];
      at = child;
    }
    next[at] = place;
    walk[at] = w;
  }

  private void siftUp(int from) {
    int at = from;
    long place = next[at];
    int w = walk[at];
    while (at > 0 && next[(at - 1) >> 1] > place) {
      int parent = (at - 1) >> 1;
      next[at] = next[parent];
      walk[at] = walk[parent];
      at = parent;
    }
    next[at] = place;
    walk[at] = w;
  }

  /** The next cofacet of a walk, as a place. */
  private long advance(int w) {
    if (own[w] < n) {
      int[] ranks = edges.rank;
      int base = w * 2 * count;
      int diameter = rank[w];
      for (int v = own[w] + 1; v < n; v++) {
        if (isWithin(ranks, base, v, diameter)) {
          own[w] = v;
          return place(w, v, diameter);
        }
      }
      return startLonger(w, diameter + 1);
    }
    return advanceLonger(w);
  }

  private boolean isWithin(int[] ranks, int base, int v, int diameter) {
    for (int k = 0; k < count; k++) {
      if (ranks[state[base + k] * n + v] > diameter) {
        return false;
      }
    }
    return true;
  }

  /** Sets the cursors to the neighbours from a rank on. */
  private long startLonger(int w, int least) {
    own[w] = n;
    int base = w * 2 * count;
    for (int k = 0; k < count; k++) {
      state[base + count + k] = edges.firstNear(state[base + k], least);
    }
    return advanceLonger(w);
  }

  /**
   * Merges the neighbour lists by (rank, vertex). A neighbour of vertex k makes a cofacet of this
   * diameter if it is no farther from the other vertices; from a list before k it would have come
   * already were it as far.
   */
  private long advanceLonger(int w) {
    int[] ranks = edges.rank;
    int[] near = edges.near;
    int base = w * 2 * count;
    while (true) {
      long best = Long.MAX_VALUE;
      int list = -1;
      for (int k = 0; k < count; k++) {
        int vertex = state[base + k];
        int cursor = state[base + count + k];
        if (cursor < edges.nearFrom[vertex + 1]) {
          int v = near[cursor];
          long key = (long) ranks[vertex * n + v] << 32 | v;
          if (key < best) {
            best = key;
            list = k;
          }
        }
      }
      if (list < 0) {
        return SimplexCode.NONE;
      }
      state[base + count + list]++;
      int v = (int) best;
      int diameter = (int) (best >>> 32);
      if (isLongest(ranks, base, list, v, diameter)) {
        return place(w, v, diameter);
      }
    }
  }

  private boolean isLongest(int[] ranks, int base, int list, int v, int diameter) {
    for (int k = 0; k < count; k++) {
      int r = ranks[state[base + k] * n + v];
      if (k < list ? r >= diameter : r > diameter) {
        return false;
      }
    }
    return true;
  }

  private long place(int w, int v, int diameter) {
    int base = w * 2 * count;
    int behind = 0;
    while (behind < count && state[base + count - 1 - behind] > v) {
      behind++;
    }
    return code.place(diameter, code.insert(simplex[w], v, behind), count + 1);
  }
}
