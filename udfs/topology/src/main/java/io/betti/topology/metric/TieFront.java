package io.betti.topology.metric;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The candidates for an item's nearest neighbour that may still be taken, given those seen so far.
 *
 * <p>The neighbour is the candidate of lowest rank among those tied with the least distance. A
 * candidate is out for good when another is no farther and has a lower rank (whenever the first is
 * tied, so is the second), or when it is beyond the limit of the least distance (which only falls).
 * What is left has rising distances and falling ranks. It depends on the candidates seen and not on
 * their order, and is short: one candidate if all distances are equal, on average the logarithm of
 * their number if all are tied and none are equal.
 */
final class TieFront implements Serializable {
  private static final long serialVersionUID = 1L;

  private double[] distances = new double[1];
  private long[] ranks = new long[1];
  private int[] places = new int[1];
  private int size;

  /** The second least distance seen, as far as it may be tied; -1 if there is none. */
  private double second = -1;

  /** Whether no candidate has been seen. */
  boolean isEmpty() {
    return size == 0;
  }

  /** The least distance. */
  double least() {
    return distances[0];
  }

  /** The candidate that is taken. */
  int nearest() {
    return places[size - 1];
  }

  /** Whether a second candidate is tied with the least distance. */
  boolean isTied() {
    return second >= 0 && second <= TieBreak.limit(distances[0]);
  }

  /** The candidate taken among those no farther than a limit; -1 if there is none. */
  int nearestWithin(double limit) {
    int at = entryWithin(limit);
    return at < 0 ? -1 : places[at];
  }

  /** The rank of {@link #nearestWithin}, which there must be. */
  long rankWithin(double limit) {
    return ranks[entryWithin(limit)];
  }

  private int entryWithin(double limit) {
    int at = size - 1;
    while (at >= 0 && distances[at] > limit) {
      at--;
    }
    return at;
  }

  /** Takes a candidate. */
  void add(double distance, long rank, int place) {
    count(distance);
    offer(distance, rank, place);
  }

  /** Takes what another front has seen. */
  void addAll(TieFront other) {
    addAll(other, null);
  }

  /**
   * Takes what another front has seen.
   *
   * @param renumbered the place here of every place there; null if they are the same
   */
  void addAll(TieFront other, int[] renumbered) {
    if (other.size > 0) {
      count(other.distances[0]);
      for (int i = 0; i < other.size; i++) {
        int place = renumbered == null ? other.places[i] : renumbered[other.places[i]];
        offer(other.distances[i], other.ranks[i], place);
      }
      if (other.second >= 0) {
        count(other.second);
      }
    }
  }

  /** Keeps the second least distance, before {@link #offer} moves the least. */
  private void count(double distance) {
    if (size > 0) {
      double greater = Math.max(distance, distances[0]);
      second = second >= 0 ? Math.min(second, greater) : greater;
    }
  }

  private void offer(double distance, long rank, int place) {
    if (size > 0 && distance > TieBreak.limit(distances[0])) {
      return;
    }
    int from = 0;
    while (from < size && distances[from] <= distance) {
      if (ranks[from] <= rank) {
        return;
      }
      from++;
    }
    // An equal distance of higher rank stands just before, and is beaten too.
    if (from > 0 && distances[from - 1] == distance) {
      from--;
    }
    int to = from;
    while (to < size && ranks[to] >= rank) {
      to++;
    }
    replace(from, to, distance, rank, place);
    double limit = TieBreak.limit(distances[0]);
    while (distances[size - 1] > limit) {
      size--;
    }
  }

  private void replace(int from, int to, double distance, long rank, int place) {
    int moved = size - to;
    int newSize = from + 1 + moved;
    if (newSize > distances.length) {
      distances = Arrays.copyOf(distances, 2 * newSize);
      ranks = Arrays.copyOf(ranks, 2 * newSize);
      places = Arrays.copyOf(places, 2 * newSize);
    }
    System.arraycopy(distances, to, distances, from + 1, moved);
    System.arraycopy(ranks, to, ranks, from + 1, moved);
    System.arraycopy(places, to, places, from + 1, moved);
    distances[from] = distance;
    ranks[from] = rank;
    places[from] = place;
    size = newSize;
  }
}
