package io.betti.topology.metric;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The distance of every item of a set to its k-th nearest other, as a state that takes distances in
 * any order. Items at equal distances count one by one, so k copies of an item make its radius 0.
 *
 * <p>Blocks hold ordered pairs, each counting for its row; half of a symmetric matrix is given as
 * blocks and their {@linkplain DistanceBlock#transposed transposes}. The diagonal is passed over,
 * whether it comes or not; every other pair must come exactly once.
 *
 * <p>Cost: a comparison for most distances, at most k moves; memory 8 k bytes an item. Not safe for
 * use by several threads at once.
 */
public final class NeighbourRadii implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ItemIds items;
  private final ItemIds others;
  private final int k;

  /** The k least distances of each item, ascending, then k of the next; filled up by infinity. */
  private final double[] least;

  private final PairTally tally;

  /** What stands for all others in the tally; 0 until it is needed. */
  private long allSum;

  /**
   * An empty state.
   *
   * @param k which neighbour
   * @throws IllegalArgumentException if k is below 1 or above the number of items - 1
   */
  public NeighbourRadii(ItemIds items, int k) {
    this(items, items, checked(items, k));
  }

  private static int checked(ItemIds items, int k) {
    if (k < 1 || k > items.size() - 1) {
      throw new IllegalArgumentException(
          "an item of "
              + items.size()
              + " has no neighbour number "
              + k
              + "; k must be >= 1 and <= "
              + (items.size() - 1)
              + ", take a smaller k or more items");
    }
    return k;
  }

  private NeighbourRadii(ItemIds items, ItemIds others, int k) {
    this.items = items;
    this.others = others;
    this.k = k;
    least = new double[Math.multiplyExact(items.size(), k)];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    tally = new PairTally(items.size());
  }

  /**
   * An empty state for some items of a set and some others of the same set, to become a part of a
   * state of the whole set.
   *
   * @throws IllegalArgumentException if k is below 1
   */
  public static NeighbourRadii part(ItemIds items, ItemIds others, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("neighbour number " + k + " must be >= 1");
    }
    return new NeighbourRadii(items, others, k);
  }

  /**
   * Takes a block.
   *
   * @param block rows the items that ask, columns their neighbours, both of the set
   * @throws IllegalArgumentException if an id is unknown
   */
  public void add(DistanceBlock block) {
    int[] rows = block.rowPlaces(items);
    int[] columns = block.columnPlaces(others);
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        if (block.row(i) != block.column(j)) {
          tally.add(rows[i], columns[j]);
          insert(rows[i], block.distance(i, j));
        }
      }
    }
  }

  /**
   * Takes all others of an item at once: those that are near enough with their distances; those
   * left out must be no nearer than the item's k-th nearest other.
   *
   * @param found ids of others, each once; the item itself is passed over
   * @param distances theirs
   * @param count how many there are
   * @throws IllegalArgumentException if an id is unknown, or a distance NaN or below 0
   */
  public void addFound(long item, long[] found, double[] distances, int count) {
    int at = items.place(item);
    for (int n = 0; n < count; n++) {
      if (!(distances[n] >= 0)) {
        throw new IllegalArgumentException(DistanceBlock.refusal(item, found[n], distances[n]));
      }
      if (found[n] != item) {
        insert(at, distances[n]);
      }
    }
    if (allSum == 0) {
      allSum = PairTally.sumOf(others.places());
    }
    tally.add(at, others.size(), allSum);
    int self = others.placeOrNone(item);
    if (self >= 0) {
      tally.remove(at, self);
    }
  }

  private void insert(int item, double distance) {
    int from = item * k;
    int at = from + k - 1;
    if (distance >= least[at]) {
      return;
    }
    while (at > from && least[at - 1] > distance) {
      least[at] = least[at - 1];
      at--;
    }
    least[at] = distance;
  }

  /**
   * Takes what another state has taken, which must be other pairs.
   *
   * @throws IllegalArgumentException if the other is of other items or another k
   */
  public void merge(NeighbourRadii other) {
    if (k != other.k || !items.equals(other.items) || !others.equals(other.others)) {
      throw new IllegalArgumentException(
          "radii of "
              + items
              + " at k = "
              + k
              + " and of "
              + other.items
              + " at k = "
              + other.k
              + " do not merge; make both with the same ids and k");
    }
    for (int at = 0; at < least.length; at++) {
      insert(at / k, other.least[at]);
    }
    tally.addAll(other.tally);
  }

  /**
   * Takes what a state of some of the items and some others has taken, which must be every pair of
   * these, and other pairs than this one took.
   *
   * @throws IllegalArgumentException if the part has other ids or another k
   * @throws IllegalStateException if a pair of the part is missing or came twice
   */
  public void mergePart(NeighbourRadii part) {
    if (k != part.k) {
      throw new IllegalArgumentException(
          "radii at k = " + part.k + " are no part of radii at k = " + k + "; take one k for both");
    }
    part.tally.requireAll(part.items, part.others, true);
    int[] places = part.others.placesIn(others);
    long sum = PairTally.sumOf(places);
    for (int i = 0; i < part.items.size(); i++) {
      int at = items.place(part.items.id(i));
      for (int n = 0; n < k; n++) {
        insert(at, part.least[i * k + n]);
      }
      tally.add(at, places.length, sum);
      int self = part.others.placeOrNone(part.items.id(i));
      if (self >= 0) {
        tally.remove(at, places[self]);
      }
    }
  }

  /**
   * Refuses results of less or more than every pair once.
   *
   * @throws IllegalStateException if a pair is missing or came twice
   */
  public void requireComplete() {
    tally.requireAll(items, others, true);
  }

  /** The items. */
  public ItemIds items() {
    return items;
  }

  /** Which neighbour. */
  public int k() {
    return k;
  }

  /** The distance of the item at a place to its k-th nearest other; may be +Infinity. */
  public double radius(int place) {
    return least[place * k + k - 1];
  }
}
