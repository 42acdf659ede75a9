package io.betti.topology.metric;

import java.io.Serializable;

/**
 * The nearest candidate of every item, with ties, as a state that takes distances in any order.
 *
 * <p>Distances come as blocks (rows the items that ask, columns the candidates) or one by one;
 * states that took different pairs merge. Whatever the order and the parts, the result is bit for
 * bit that of all distances at once. A search that leaves out pairs by a lower bound says so by
 * {@link #skip}, and the bound is checked against the final nearest distance. Every pair must come
 * exactly once, by a distance or a bound, before results are read.
 *
 * <p>If the candidates are the items themselves ({@link #within}), an item is not its own
 * candidate: distances of an item to itself are passed over, whether they come or not. Each pair
 * counts for its row only; half of a symmetric matrix is given as blocks and their {@linkplain
 * DistanceBlock#transposed transposes}.
 *
 * <p>Cost: a few operations a distance; memory for the items and, where distances are tied but
 * unequal, a few candidates each. Not safe for use by several threads at once.
 */
public final class NearestNeighbours implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ItemIds items;
  private final ItemIds candidates;
  private final boolean withoutSelf;
  private final TieBreak ties;
  private final TieFront[] fronts;
  private final double[] skipped;
  private final PairTally tally;

  /** What stands for all candidates in the tally; 0 until it is needed. */
  private long allSum;

  private NearestNeighbours(ItemIds items, ItemIds candidates, boolean withoutSelf, TieBreak ties) {
    this.items = items;
    this.candidates = candidates;
    this.withoutSelf = withoutSelf;
    this.ties = ties;
    fronts = new TieFront[items.size()];
    skipped = new double[items.size()];
    for (int i = 0; i < fronts.length; i++) {
      fronts[i] = new TieFront();
      skipped[i] = Double.POSITIVE_INFINITY;
    }
    tally = new PairTally(items.size());
  }

  /** An empty state for items and the candidates of another set. */
  public static NearestNeighbours between(ItemIds items, ItemIds candidates, TieBreak ties) {
    return new NearestNeighbours(items, candidates, false, ties);
  }

  /**
   * An empty state for the items of one set among each other.
   *
   * @throws IllegalArgumentException if there are fewer than 2
   */
  public static NearestNeighbours within(ItemIds items, TieBreak ties) {
    if (items.size() < 2) {
      throw new IllegalArgumentException(
          "a set of 1 item has no neighbours among itself; pass at least 2 items");
    }
    return new NearestNeighbours(items, items, true, ties);
  }

  /**
   * An empty state for some items of one set and some candidates of the same set, to become a part
   * of {@link #within}: an item that is among the candidates is not its own.
   */
  public static NearestNeighbours partWithin(ItemIds items, ItemIds candidates, TieBreak ties) {
    return new NearestNeighbours(items, candidates, true, ties);
  }

  /**
   * Takes a block.
   *
   * @param block rows the items that ask, columns the candidates
   * @throws IllegalArgumentException if an id is unknown
   */
  public void add(DistanceBlock block) {
    int[] rows = block.rowPlaces(items);
    int[] columns = block.columnPlaces(candidates);
    for (int i = 0; i < rows.length; i++) {
      long stream = ties.stream(items.id(rows[i]));
      for (int j = 0; j < columns.length; j++) {
        take(rows[i], columns[j], block.distance(i, j), stream);
      }
    }
  }

  /** Takes a block whose columns are the items that ask. */
  public void addTransposed(DistanceBlock block) {
    int[] rows = block.rowPlaces(candidates);
    int[] columns = block.columnPlaces(items);
    for (int j = 0; j < columns.length; j++) {
      long stream = ties.stream(items.id(columns[j]));
      for (int i = 0; i < rows.length; i++) {
        take(columns[j], rows[i], block.distance(i, j), stream);
      }
    }
  }

  /**
   * Takes one distance.
   *
   * @throws IllegalArgumentException if an id is unknown, or the distance NaN or below 0
   */
  public void add(long item, long candidate, double distance) {
    requireDistance(item, candidate, distance);
    take(items.place(item), candidates.place(candidate), distance + 0.0, ties.stream(item));
  }

  /**
   * Takes note of a pair that was left out since its distance is at least a bound, and too great to
   * matter: more than {@link TieBreak#limit} of the item's nearest distance, which is checked when
   * results are read.
   *
   * @throws IllegalArgumentException if an id is unknown, or the bound NaN or below 0
   */
  public void skip(long item, long candidate, double bound) {
    requireDistance(item, candidate, bound);
    int at = items.place(item);
    int other = candidates.place(candidate);
    if (!isSelf(at, other)) {
      tally.add(at, other);
      skipped[at] = Math.min(skipped[at], bound);
    }
  }

  /**
   * Takes all candidates of an item at once: some with their distances, all others left out as by
   * {@link #skip}.
   *
   * @param found ids of some candidates, each once; the item itself is passed over
   * @param distances theirs
   * @param count how many there are
   * @param bound what the distances of all others are at least; +Infinity if there are none
   * @throws IllegalArgumentException if an id is unknown, a distance or the bound NaN or below 0
   */
  public void addFound(long item, long[] found, double[] distances, int count, double bound) {
    requireDistance(item, item, bound);
    int at = items.place(item);
    long stream = ties.stream(item);
    for (int n = 0; n < count; n++) {
      requireDistance(item, found[n], distances[n]);
      int candidate = candidates.place(found[n]);
      if (!isSelf(at, candidate)) {
        offer(at, candidate, distances[n] + 0.0, stream);
      }
    }
    skipped[at] = Math.min(skipped[at], bound);
    if (allSum == 0) {
      allSum = PairTally.sumOf(candidates.places());
    }
    int self = withoutSelf ? candidates.placeOrNone(item) : -1;
    tally.add(at, candidates.size(), allSum);
    if (self >= 0) {
      tally.remove(at, self);
    }
  }

  private boolean isSelf(int item, int candidate) {
    return withoutSelf && items.id(item) == candidates.id(candidate);
  }

  private static void requireDistance(long item, long candidate, double distance) {
    if (!(distance >= 0)) {
      throw new IllegalArgumentException(DistanceBlock.refusal(item, candidate, distance));
    }
  }

  private void take(int item, int candidate, double distance, long stream) {
    if (isSelf(item, candidate)) {
      return;
    }
    tally.add(item, candidate);
    offer(item, candidate, distance, stream);
  }

  private void offer(int item, int candidate, double distance, long stream) {
    TieFront front = fronts[item];
    if (front.isEmpty() || distance <= TieBreak.limit(front.least())) {
      front.add(distance, ties.rank(stream, candidates.id(candidate)), candidate);
    }
  }

  /**
   * Takes what another state has taken, which must be other pairs.
   *
   * @throws IllegalArgumentException if the other is of other items, candidates or ties
   */
  public void merge(NearestNeighbours other) {
    if (withoutSelf != other.withoutSelf
        || !items.equals(other.items)
        || !candidates.equals(other.candidates)
        || !ties.equals(other.ties)) {
      throw new IllegalArgumentException(
          "states of "
              + this
              + " and of "
              + other
              + " do not merge; make both with the same ids and ties");
    }
    for (int i = 0; i < fronts.length; i++) {
      fronts[i].addAll(other.fronts[i]);
      skipped[i] = Math.min(skipped[i], other.skipped[i]);
    }
    tally.addAll(other.tally);
  }

  /**
   * Takes what a state of some of the items and some of the candidates has taken, which must be
   * every pair of these, and other pairs than this one took.
   *
   * @throws IllegalArgumentException if the part has other ids or ties
   * @throws IllegalStateException if a pair of the part is missing or came twice
   */
  public void mergePart(NearestNeighbours part) {
    if (withoutSelf != part.withoutSelf || !ties.equals(part.ties)) {
      throw new IllegalArgumentException(
          part + " is no part of " + this + "; make both with the same ties");
    }
    part.tally.requireAll(part.items, part.candidates, withoutSelf);
    int[] places = part.candidates.placesIn(candidates);
    long sum = PairTally.sumOf(places);
    for (int i = 0; i < part.fronts.length; i++) {
      int at = items.place(part.items.id(i));
      fronts[at].addAll(part.fronts[i], places);
      skipped[at] = Math.min(skipped[at], part.skipped[i]);
      tally.add(at, places.length, sum);
      int self = withoutSelf ? part.candidates.placeOrNone(part.items.id(i)) : -1;
      if (self >= 0) {
        tally.remove(at, places[self]);
      }
    }
  }

  /**
   * Refuses results of less or more than every pair once.
   *
   * @throws IllegalStateException if a pair is missing or came twice, or if a bound was not beyond
   *     the limit of the nearest distance
   */
  public void requireComplete() {
    tally.requireAll(items, candidates, withoutSelf);
    for (int i = 0; i < fronts.length; i++) {
      if (fronts[i].isEmpty()) {
        throw new IllegalStateException(
            "all candidates of item " + items.id(i) + " were left out; keep its nearest");
      }
      double limit = TieBreak.limit(fronts[i].least());
      if (skipped[i] <= limit && skipped[i] < Double.POSITIVE_INFINITY) {
        throw new IllegalStateException(
            "a candidate of item "
                + items.id(i)
                + " was left out at the bound "
                + skipped[i]
                + ", but its nearest is at "
                + fronts[i].least()
                + "; leave out only what is beyond the limit");
      }
    }
  }

  /** The items that ask. */
  public ItemIds items() {
    return items;
  }

  /** The candidates. */
  public ItemIds candidates() {
    return candidates;
  }

  /** How ties are broken. */
  public TieBreak ties() {
    return ties;
  }

  /** Whether an item has had a candidate yet, so that it has a nearest one. */
  public boolean hasNeighbour(int place) {
    return !fronts[place].isEmpty();
  }

  /** The distance of the item at a place to its nearest candidate. */
  public double distance(int place) {
    return fronts[place].least();
  }

  /** The place of the nearest candidate, ties broken. */
  public int neighbour(int place) {
    return fronts[place].nearest();
  }

  /** Whether several candidates are tied for the nearest. */
  public boolean isTied(int place) {
    return fronts[place].isTied();
  }

  TieFront front(int place) {
    return fronts[place];
  }

  /** As {@code nearest of 100 ids, 0 to 99, among 50 ids, 0 to 49, ties FIRST}. */
  @Override
  public String toString() {
    return "nearest of "
        + items
        + (withoutSelf ? ", among themselves, ties " : ", among " + candidates + ", ties ")
        + ties.policy()
        + (ties.policy() == TiePolicy.RANDOM ? " from seed " + ties.seed() : "");
  }
}
