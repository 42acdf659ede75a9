package io.betti.jobs;

import io.betti.pipeline.dataset.Item;
import io.betti.pipeline.dataset.ItemIterator;
import java.lang.reflect.Array;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Some of the first items of an input, for a report to show.
 *
 * @param items by their ids
 */
record FirstItems(Map<Long, Item> items) {
  /** Values that are kept at most: enough for pictures, and little beside a job's own memory. */
  private static final long MOST_VALUES = 1L << 23;

  /** Reads the first items, so many of them. */
  static FirstItems of(Split split, int most) {
    return of(split, LongStream.range(0, Math.min(most, split.rows())).boxed().toList());
  }

  /**
   * Reads some items, as many of them as memory is spent on; those that are corrupt are passed
   * over.
   *
   * @param ids rising
   */
  static FirstItems of(Split split, List<Long> ids) {
    Map<Long, Item> items = new HashMap<>();
    long values = 0;
    try (ItemIterator all = split.data().read()) {
      for (long id : ids) {
        Item item = all.next();
        while (item.id() < id) {
          item = all.next();
        }
        if (!item.isReadable()) {
          continue;
        }
        values += Array.getLength(item.values());
        if (values > MOST_VALUES) {
          break;
        }
        items.put(id, item);
      }
    }
    return new FirstItems(items);
  }

  int size() {
    return items.size();
  }

  boolean has(long id) {
    return items.containsKey(id);
  }

  Item item(long id) {
    return items.get(id);
  }

  /** The values of a grid as floats, each multiplied by a number. */
  float[] floats(long id, double scale) {
    Object values = items.get(id).values();
    if (values instanceof byte[] bytes) {
      float[] floats = new float[bytes.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) ((bytes[i] & 0xFF) * scale);
      }
      return floats;
    }
    if (values instanceof float[] given) {
      float[] floats = new float[given.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) (given[i] * scale);
      }
      return floats;
    }
    double[] doubles = (double[]) values;
    float[] floats = new float[doubles.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) (doubles[i] * scale);
    }
    return floats;
  }
}
