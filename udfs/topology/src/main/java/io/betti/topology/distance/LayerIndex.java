package io.betti.topology.distance;

import java.util.Arrays;

/**
 * The points of a {@link PlaneTree}, each in a layer or taken out: finds some point of a layer
 * within a distance, and takes points out. Every node keeps the lowest and the highest layer below
 * it.
 *
 * <p>Cost: O(log n) boxes for a search or a removal where points are in general position. A reused
 * workspace.
 */
final class LayerIndex extends PlaneTree {
  /** The layer of a point that was taken out. */
  static final int OUT = -1;

  private final GroundNorm norm;
  private int[] layer = {};
  private int[] lowest = {};
  private int[] highest = {};
  private int[] placeOf = {};
  private double birth;
  private double death;
  private double within;
  private int wanted;

  LayerIndex(GroundNorm norm) {
    this.norm = norm;
  }

  @Override
  void build(double[] birthValues, double[] deathValues, int count) {
    super.build(birthValues, deathValues, count);
    if (layer.length < count) {
      layer = new int[count + (count >> 1)];
      placeOf = new int[layer.length];
    }
    if (lowest.length < nodes()) {
      lowest = new int[nodes()];
      highest = new int[nodes()];
    }
    for (int n = 0; n < count; n++) {
      placeOf[order[n]] = n;
    }
  }

  /** Puts every point into its layer; {@link #OUT} takes it out. */
  void setLayers(int[] layers) {
    System.arraycopy(layers, 0, layer, 0, size);
    if (size > 0) {
      gather(0, 0, size);
    }
  }

  /** Puts every point into layer 0. */
  void restore() {
    Arrays.fill(layer, 0, size, 0);
    if (size > 0) {
      gather(0, 0, size);
    }
  }

  private void gather(int node, int from, int to) {
    if (to - from > LEAF) {
      int middle = (from + to) >>> 1;
      gather(2 * node + 1, from, middle);
      gather(2 * node + 2, middle, to);
    }
    summarize(node, from, to);
  }

  private void summarize(int node, int from, int to) {
    int low = Integer.MAX_VALUE;
    int high = OUT;
    if (to - from > LEAF) {
      low = Math.min(lowest[2 * node + 1], lowest[2 * node + 2]);
      high = Math.max(highest[2 * node + 1], highest[2 * node + 2]);
    } else {
      for (int n = from; n < to; n++) {
        int of = layer[order[n]];
        low = of >= 0 ? Math.min(low, of) : low;
        high = Math.max(high, of);
      }
    }
    lowest[node] = low;
    highest[node] = high;
  }

  /** Takes a point out. */
  void remove(int point) {
    layer[point] = OUT;
    remove(0, 0, size, placeOf[point]);
  }

  private void remove(int node, int from, int to, int place) {
    if (to - from > LEAF) {
      int middle = (from + to) >>> 1;
      if (place < middle) {
        remove(2 * node + 1, from, middle, place);
      } else {
        remove(2 * node + 2, middle, to, place);
      }
    }
    summarize(node, from, to);
  }

  /** Some point of a layer within a distance of a place, or -1. */
  int find(double placeBirth, double placeDeath, double distance, int ofLayer) {
    birth = placeBirth;
    death = placeDeath;
    within = distance;
    wanted = ofLayer;
    return size == 0 ? -1 : find(0, 0, size);
  }

  private int find(int node, int from, int to) {
    if (lowest[node] > wanted
        || highest[node] < wanted
        || least(norm, node, birth, death) > within) {
      return -1;
    }
    if (to - from <= LEAF) {
      for (int n = from; n < to; n++) {
        int i = order[n];
        if (layer[i] == wanted && norm.length(births[i] - birth, deaths[i] - death) <= within) {
          return i;
        }
      }
      return -1;
    }
    int middle = (from + to) >>> 1;
    int found = find(2 * node + 1, from, middle);
    return found >= 0 ? found : find(2 * node + 2, middle, to);
  }
}
