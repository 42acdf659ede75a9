package io.betti.jobs;

import io.betti.pipeline.dataset.Item;
import io.betti.pipeline.dataset.ItemIterator;
import java.util.ArrayList;
import java.util.List;

/**
 * The first items of an input, for a report to show.
 *
 * @param items each at its index
 */
record FirstItems(List<Item> items) {
  /**
   * Reads them.
   *
   * @param most how many
   */
  static FirstItems of(Split split, int most) {
    List<Item> items = new ArrayList<>();
    try (ItemIterator all = split.data().read()) {
      while (items.size() < Math.min(most, split.rows())) {
        items.add(all.next());
      }
    }
    return new FirstItems(items);
  }

  int size() {
    return items.size();
  }

  Item item(int id) {
    return items.get(id);
  }

  /** The values of a grid as floats, each multiplied by a number. */
  float[] floats(int id, double scale) {
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
