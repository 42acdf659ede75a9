package io.betti.topology.distance;

/**
 * A k-d tree over points of the plane (Bentley 1975, doi:10.1145/361002.361007): every subtree is a
 * range of {@link #order}, cut in the middle down to leaves of {@link #LEAF} points, with a tight
 * box. Children of node k are 2k + 1 and 2k + 2.
 *
 * <p>Cost: O(n log n) to build. A reused workspace.
 */
class PlaneTree {
  /** Most points of a leaf. */
  static final int LEAF = 8;

  double[] births;
  double[] deaths;
  int size;

  /** Points, so that every subtree is a range. */
  int[] order = {};

  private double[] low = {};
  private double[] high = {};
  private double[] lowDeath = {};
  private double[] highDeath = {};

  /** Takes points, which must not change while the tree is in use. */
  void build(double[] birthValues, double[] deathValues, int count) {
    births = birthValues;
    deaths = deathValues;
    size = count;
    if (order.length < count) {
      order = new int[count + (count >> 1)];
    }
    int nodes = nodes();
    if (low.length < nodes) {
      low = new double[nodes];
      high = new double[nodes];
      lowDeath = new double[nodes];
      highDeath = new double[nodes];
    }
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    if (count > 0) {
      build(0, 0, count);
    }
  }

  /** Room for every node of a tree that halves its ranges down to leaves. */
  int nodes() {
    int nodes = 1;
    for (int range = size; range > LEAF; range = (range + 1) / 2) {
      nodes = 2 * nodes + 1;
    }
    return nodes;
  }

  private void build(int node, int from, int to) {
    bound(node, from, to);
    if (to - from <= LEAF) {
      return;
    }
    boolean byBirth = high[node] - low[node] >= highDeath[node] - lowDeath[node];
    int middle = (from + to) >>> 1;
    select(byBirth ? births : deaths, from, to - 1, middle);
    build(2 * node + 1, from, middle);
    build(2 * node + 2, middle, to);
  }

  private void bound(int node, int from, int to) {
    low[node] = Double.POSITIVE_INFINITY;
    lowDeath[node] = Double.POSITIVE_INFINITY;
    high[node] = Double.NEGATIVE_INFINITY;
    highDeath[node] = Double.NEGATIVE_INFINITY;
    for (int n = from; n < to; n++) {
      int i = order[n];
      low[node] = Math.min(low[node], births[i]);
      high[node] = Math.max(high[node], births[i]);
      lowDeath[node] = Math.min(lowDeath[node], deaths[i]);
      highDeath[node] = Math.max(highDeath[node], deaths[i]);
    }
  }

  /** Puts the element of rank k in place, smaller ones before it (Hoare's selection). */
  private void select(double[] keys, int first, int last, int k) {
    int from = first;
    int to = last;
    while (from < to) {
      double pivot = keys[order[(from + to) >>> 1]];
      int i = from;
      int j = to;
      while (i <= j) {
        while (keys[order[i]] < pivot) {
          i++;
        }
        while (keys[order[j]] > pivot) {
          j--;
        }
        if (i <= j) {
          int swap = order[i];
          order[i++] = order[j];
          order[j--] = swap;
        }
      }
      if (k <= j) {
        to = j;
      } else if (k >= i) {
        from = i;
      } else {
        return;
      }
    }
  }

  /** Calls for the range of every leaf, in order. */
  void eachLeaf(LeafVisitor visitor) {
    if (size > 0) {
      eachLeaf(visitor, 0, size);
    }
  }

  private void eachLeaf(LeafVisitor visitor, int from, int to) {
    if (to - from <= LEAF) {
      visitor.visit(from, to);
      return;
    }
    int middle = (from + to) >>> 1;
    eachLeaf(visitor, from, middle);
    eachLeaf(visitor, middle, to);
  }

  /** Takes the range of a leaf in {@link #order}. */
  interface LeafVisitor {
    void visit(int from, int to);
  }

  /** The least ground distance from a place to the box of a node, at most 1 part in 1e14 short. */
  double least(GroundNorm norm, int node, double birth, double death) {
    double b = Math.max(0, Math.max(low[node] - birth, birth - high[node]));
    double d = Math.max(0, Math.max(lowDeath[node] - death, death - highDeath[node]));
    // Shaved by a few units in the last place, so that rounding hides no point.
    return norm.length(b, d) * (1 - 1e-14);
  }

  /** The largest ground distance from a place to the box of a node, at most 1 part in 1e14 over. */
  double most(GroundNorm norm, int node, double birth, double death) {
    double b = Math.max(high[node] - birth, birth - low[node]);
    double d = Math.max(highDeath[node] - death, death - lowDeath[node]);
    return norm.length(b, d) * (1 + 1e-14);
  }
}
