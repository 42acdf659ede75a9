package io.betti.pipeline.evaluation;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The k nearest of every item of a run of positions, by distance and then by id. Lists of other
 * candidates merge in any order to those of all.
 */
final class NeighbourLists implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int first;
  private final int k;

  /** Neighbour n of item i at {@code i * k + n}. */
  private final double[] distances;

  private final long[] ids;

  /** How many neighbours an item has. */
  private final int[] counts;

  /** Empty lists for the positions {@code first .. first + size}. */
  NeighbourLists(int first, int size, int k) {
    this.first = first;
    this.k = k;
    distances = new double[Math.multiplyExact(size, k)];
    ids = new long[distances.length];
    counts = new int[size];
  }

  void add(int item, double distance, long id) {
    int from = item * k;
    int count = counts[item];
    if (count == k && !before(distance, id, from + k - 1)) {
      return;
    }
    counts[item] = count = Math.min(k, count + 1);
    int at = from + count - 1;
    while (at > from && before(distance, id, at - 1)) {
      distances[at] = distances[at - 1];
      ids[at] = ids[at - 1];
      at--;
    }
    distances[at] = distance;
    ids[at] = id;
  }

  private boolean before(double distance, long id, int at) {
    return distance < distances[at] || (distance == distances[at] && id < ids[at]);
  }

  /** Takes lists of a run of these positions. */
  void merge(NeighbourLists part) {
    for (int i = 0; i < part.counts.length; i++) {
      for (int n = 0; n < part.counts[i]; n++) {
        add(part.first - first + i, part.distances[i * k + n], part.ids[i * k + n]);
      }
    }
  }

  /** The lists of some of the items, {@code from .. to}. */
  NeighbourLists part(int from, int to) {
    NeighbourLists part = new NeighbourLists(first + from, to - from, k);
    System.arraycopy(distances, from * k, part.distances, 0, part.distances.length);
    System.arraycopy(ids, from * k, part.ids, 0, part.ids.length);
    System.arraycopy(counts, from, part.counts, 0, part.counts.length);
    return part;
  }

  /** The first position. */
  int first() {
    return first;
  }

  int size() {
    return counts.length;
  }

  int count(int item) {
    return counts[item];
  }

  double distance(int item, int n) {
    return distances[item * k + n];
  }

  long id(int item, int n) {
    return ids[item * k + n];
  }

  /** The distance of the k-th of each; infinite if there are fewer. */
  double[] farthest() {
    double[] farthest = new double[counts.length];
    Arrays.setAll(
        farthest, i -> counts[i] < k ? Double.POSITIVE_INFINITY : distances[i * k + k - 1]);
    return farthest;
  }
}
