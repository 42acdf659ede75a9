package io.betti.topology.distance;

import java.util.Arrays;

/**
 * A k-d tree over points of the plane (Bentley 1975, doi:10.1145/361002.361007), each with a price
 * that is taken off its distance: finds the points nearest to a place, and all points whose cost
 * less price is below a limit. Boxes are kept tight around the points; a subtree is skipped by the
 * least cost of its box less its highest price.
 *
 * <p>Cost: O(n log n) to build; a search looks at O(log n) boxes and the points it returns, where
 * points are in general position. A reused workspace.
 */
final class PlaneIndex {
  private static final int LEAF = 8;

  private final WassersteinOptions options;
  private final GroundNorm norm;
  private double[] births;
  private double[] deaths;
  private double[] prices;
  private int size;

  /** Points, so that every subtree is a range. */
  private int[] order = {};

  /** Boxes of the nodes, children of k at 2k + 1 and 2k + 2. */
  private double[] low = {};

  private double[] high = {};
  private double[] lowDeath = {};
  private double[] highDeath = {};
  private double[] highestPrice = {};

  private double placeBirth;
  private double placeDeath;

  /** What the last search found: a heap, worst first, while it searches. */
  private int[] found = new int[16];

  private double[] foundCost = new double[16];
  private int foundCount;
  private int wanted;
  private double limit;

  PlaneIndex(WassersteinOptions options) {
    this.options = options;
    norm = options.groundNorm();
  }

  /** Takes points, which must not change while the index is in use, all at price 0. */
  void build(double[] birthValues, double[] deathValues, int count) {
    births = birthValues;
    deaths = deathValues;
    prices = null;
    size = count;
    if (order.length < count) {
      order = new int[count + (count >> 1)];
    }
    int nodes = nodes(count);
    if (low.length < nodes) {
      low = new double[nodes];
      high = new double[nodes];
      lowDeath = new double[nodes];
      highDeath = new double[nodes];
      highestPrice = new double[nodes];
    }
    Arrays.fill(highestPrice, 0, nodes, 0);
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    if (count > 0) {
      build(0, 0, count);
    }
  }

  /** Room for every node of a tree that halves its ranges down to leaves. */
  private static int nodes(int count) {
    int nodes = 1;
    for (int range = count; range > LEAF; range = (range + 1) / 2) {
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

  /** Sets the prices of all points. */
  void price(double[] newPrices) {
    prices = newPrices;
    if (size > 0) {
      price(0, 0, size);
    }
  }

  private double price(int node, int from, int to) {
    double highest = Double.NEGATIVE_INFINITY;
    if (to - from <= LEAF) {
      for (int n = from; n < to; n++) {
        highest = Math.max(highest, prices[order[n]]);
      }
    } else {
      int middle = (from + to) >>> 1;
      highest = Math.max(price(2 * node + 1, from, middle), price(2 * node + 2, middle, to));
    }
    highestPrice[node] = highest;
    return highest;
  }

  /**
   * Finds the points whose cost from a place, less their price, is least and below a limit.
   *
   * @param most how many at most
   * @return how many were found; {@link #found} tells which, the dearest first
   */
  int search(double birth, double death, int most, double below) {
    placeBirth = birth;
    placeDeath = death;
    wanted = most;
    limit = below;
    foundCount = 0;
    if (found.length < most) {
      found = new int[most];
      foundCost = new double[most];
    }
    if (size > 0 && least(0) < limit) {
      search(0, 0, size);
    }
    return foundCount;
  }

  /** A point that the last search found. */
  int found(int k) {
    return found[k];
  }

  /** The least cost less price that the last search found; the limit if it found none. */
  double leastFound(double below) {
    double least = below;
    for (int k = 0; k < foundCount; k++) {
      least = Math.min(least, foundCost[k]);
    }
    return least;
  }

  private void search(int node, int from, int to) {
    if (to - from <= LEAF) {
      for (int n = from; n < to; n++) {
        offer(order[n]);
      }
      return;
    }
    int middle = (from + to) >>> 1;
    double left = least(2 * node + 1);
    double right = least(2 * node + 2);
    if (left <= right) {
      descend(2 * node + 1, from, middle, left);
      descend(2 * node + 2, middle, to, right);
    } else {
      descend(2 * node + 2, middle, to, right);
      descend(2 * node + 1, from, middle, left);
    }
  }

  private void descend(int node, int from, int to, double least) {
    if (least < limit) {
      search(node, from, to);
    }
  }

  /** A lower bound of cost less price over a box. */
  private double least(int node) {
    double b = Math.max(0, Math.max(low[node] - placeBirth, placeBirth - high[node]));
    double d = Math.max(0, Math.max(lowDeath[node] - placeDeath, placeDeath - highDeath[node]));
    // Shaved by a few units in the last place, so that rounding hides no point.
    return options.power(norm.length(b, d)) * (1 - 1e-14) - highestPrice[node];
  }

  private void offer(int i) {
    double c = options.power(norm.length(births[i] - placeBirth, deaths[i] - placeDeath));
    c -= prices == null ? 0 : prices[i];
    if (!(c < limit)) {
      return;
    }
    if (foundCount < wanted) {
      int k = foundCount++;
      while (k > 0 && foundCost[(k - 1) / 2] < c) {
        put(k, found[(k - 1) / 2], foundCost[(k - 1) / 2]);
        k = (k - 1) / 2;
      }
      put(k, i, c);
    } else {
      replaceWorst(i, c);
    }
    if (foundCount == wanted) {
      limit = Math.min(limit, foundCost[0]);
    }
  }

  private void replaceWorst(int i, double c) {
    int k = 0;
    while (true) {
      int child = 2 * k + 1;
      if (child >= foundCount) {
        break;
      }
      if (child + 1 < foundCount && foundCost[child + 1] > foundCost[child]) {
        child++;
      }
      if (foundCost[child] <= c) {
        break;
      }
      put(k, found[child], foundCost[child]);
      k = child;
    }
    put(k, i, c);
  }

  private void put(int k, int i, double c) {
    found[k] = i;
    foundCost[k] = c;
  }
}
