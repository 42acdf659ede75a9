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
  private final int k;

  /** The k least distances of each item, ascending, then k of the next; filled up by infinity. */
  private final double[] least;

  private final PairTally tally;

  /**
   * An empty state.
   *
   * @param k which neighbour
   * @throws IllegalArgumentException if k is below 1 or above the number of items - 1
   */
  public NeighbourRadii(ItemIds items, int k) {
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
    this.items = items;
    this.k = k;
    least = new double[Math.multiplyExact(items.size(), k)];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    tally = new PairTally(items.size());
  }

  /**
   * Takes a block.
   *
   * @param block rows the items that ask, columns their neighbours, both of the set
   * @throws IllegalArgumentException if an id is unknown
   */
  public void add(DistanceBlock block) {
    int[] rows = block.rowPlaces(items);
    int[] columns = block.columnPlaces(items);
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        if (rows[i] != columns[j]) {
          tally.add(rows[i], columns[j]);
          insert(rows[i], block.distance(i, j));
        }
      }
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
    if (k != other.k || !items.equals(other.items)) {
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
   * Refuses results of less or more than every pair once.
   *
   * @throws IllegalStateException if a pair is missing or came twice
   */
  public void requireComplete() {
    tally.requireAll(items, items.size(), true);
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
