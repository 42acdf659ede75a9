package io.betti.topology.metric;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The ids of the items of a set, distinct and in ascending order. Metrics number the items by their
 * places in this order, and sum in it, so that no result depends on the order in which items came.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class ItemIds implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] ids;

  private ItemIds(long[] ids) {
    this.ids = ids;
  }

  /**
   * The set of some ids.
   *
   * @param ids in any order; copied
   * @throws IllegalArgumentException if there are none, or if one occurs twice
   */
  public static ItemIds of(long... ids) {
    if (ids.length == 0) {
      throw new IllegalArgumentException(
          "a set without items has no metrics; pass at least 1 id, or leave the set out");
    }
    long[] sorted = ids.clone();
    Arrays.sort(sorted);
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] == sorted[i - 1]) {
        throw new IllegalArgumentException(
            "id " + sorted[i] + " occurs more than once in a set; ids must be distinct");
      }
    }
    return new ItemIds(sorted);
  }

  /**
   * The ids 0, ..., size - 1.
   *
   * @throws IllegalArgumentException if the size is below 1
   */
  public static ItemIds range(int size) {
    long[] ids = new long[Math.max(size, 0)];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = i;
    }
    return of(ids);
  }

  /** Number of items, at least 1. */
  public int size() {
    return ids.length;
  }

  /** The id at a place. */
  public long id(int place) {
    return ids[place];
  }

  /** Whether an id is one of the set. */
  public boolean contains(long id) {
    return Arrays.binarySearch(ids, id) >= 0;
  }

  /** The place of an id in the set; -1 if it is none of it. */
  int placeOrNone(long id) {
    return Math.max(-1, Arrays.binarySearch(ids, id));
  }

  /**
   * The place of an id, from 0.
   *
   * @throws IllegalArgumentException if the set does not have it
   */
  public int place(long id) {
    int place = Arrays.binarySearch(ids, id);
    if (place < 0) {
      throw new IllegalArgumentException(
          "id "
              + id
              + " is not among the "
              + ids.length
              + " ids of the set, "
              + ids[0]
              + " to "
              + ids[ids.length - 1]
              + "; name every item when the state is made");
    }
    return place;
  }

  /** The places of all, in order. */
  int[] places() {
    int[] places = new int[ids.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = i;
    }
    return places;
  }

  /**
   * The places of these in a set that has them all.
   *
   * @throws IllegalArgumentException if it lacks one
   */
  int[] placesIn(ItemIds set) {
    return set.places(ids);
  }

  /** The places of several ids. */
  int[] places(long[] some) {
    int[] places = new int[some.length];
    for (int i = 0; i < some.length; i++) {
      places[i] = place(some[i]);
    }
    return places;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ItemIds items && Arrays.equals(ids, items.ids);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ids);
  }

  /** As {@code 100 ids, 0 to 99}. */
  @Override
  public String toString() {
    return ids.length + " ids, " + ids[0] + " to " + ids[ids.length - 1];
  }
}
