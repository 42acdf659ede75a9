package io.betti.pipeline.evaluation;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import scala.Tuple2;

/** The positions of a table's items, and which of them are equal. */
final class ItemOrder implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Ascending. */
  private final long[] ids;

  /** The place of an id by position, and the other way round. */
  private final int[] placeAt;

  private final int[] positionOf;

  /** The place of the first item equal to each, by place. */
  private final int[] classOf;

  ItemOrder(long[] ids, int[] placeAt, int[] classOf) {
    this.ids = ids;
    this.placeAt = placeAt;
    this.classOf = classOf;
    positionOf = new int[placeAt.length];
    for (int p = 0; p < placeAt.length; p++) {
      positionOf[placeAt[p]] = p;
    }
  }

  int position(long id) {
    return positionOf[Arrays.binarySearch(ids, id)];
  }

  /** The block of some items, positions rising by one. */
  ItemBlock block(Iterator<Tuple2<Integer, byte[]>> items) {
    int first = -1;
    int count = 0;
    long[] own = new long[16];
    int distinct = 0;
    byte[][] packed = new byte[16][];
    int[] runs = new int[16];
    int last = -1;
    while (items.hasNext()) {
      Tuple2<Integer, byte[]> item = items.next();
      int place = placeAt[item._1()];
      if (count == own.length) {
        own = Arrays.copyOf(own, 2 * count);
      }
      if (count == 0 || classOf[place] != last) {
        if (distinct == packed.length) {
          packed = Arrays.copyOf(packed, 2 * distinct);
          runs = Arrays.copyOf(runs, 2 * distinct);
        }
        runs[distinct] = count;
        packed[distinct++] = item._2();
        last = classOf[place];
      }
      first = count == 0 ? item._1() : first;
      own[count++] = ids[place];
    }
    runs = Arrays.copyOf(runs, distinct + 1);
    runs[distinct] = count;
    return new ItemBlock(first, Arrays.copyOf(own, count), Arrays.copyOf(packed, distinct), runs);
  }
}
