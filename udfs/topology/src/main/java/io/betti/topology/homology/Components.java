package io.betti.topology.homology;

import java.util.Arrays;

/**
 * Disjoint sets, each with the root that its user chose: union-find with path halving. Reusable.
 */
final class Components {
  private int[] parent = new int[0];

  /** Every one of some elements by itself. */
  void reset(int size) {
    if (parent.length < size) {
      parent = new int[size + (size >> 2)];
    }
    Arrays.setAll(parent, i -> i);
  }

  /** The root of an element's set. */
  int root(int i) {
    int at = i;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  /** Joins two sets by their roots; the elder's stays. */
  void join(int elder, int younger) {
    parent[younger] = elder;
  }
}
