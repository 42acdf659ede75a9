package io.betti.topology.distance;

import java.util.Arrays;

/**
 * The points of a {@link PlaneTree}, each with a price that is taken off its cost: finds those
 * whose cost from a place, less their price, is least. A subtree is skipped by the least cost of
 * its box less its highest price.
 *
 * <p>Cost: a search looks at O(log n) boxes and the points it returns, where points are in general
 * position. A reused workspace.
 */
final class PlaneIndex extends PlaneTree {
  private final WassersteinOptions options;
  private final GroundNorm norm;
  private double[] prices;
  private double[] highestPrice = {};
  private double placeBirth;
  private double placeDeath;

  /** What the last search found, a heap with the dearest first. */
  private int[] found = new int[16];

  private double[] foundCost = new double[16];
  private int foundCount;
  private int wanted;
  private double limit;

  PlaneIndex(WassersteinOptions options) {
    this.options = options;
    norm = options.groundNorm();
  }

  /** Takes points, all at price 0. */
  @Override
  void build(double[] birthValues, double[] deathValues, int count) {
    super.build(birthValues, deathValues, count);
    prices = null;
    if (highestPrice.length < nodes()) {
      highestPrice = new double[nodes()];
    }
    Arrays.fill(highestPrice, 0, nodes(), 0);
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
    double cost = options.power(least(norm, node, placeBirth, placeDeath));
    return cost * (1 - 1e-14) - highestPrice[node];
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
