package io.betti.jobs;

import io.betti.pipeline.dataset.IdxReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The first items of an input, for a report to show.
 *
 * @param items each a byte[], float[] or double[], at its index in the file
 */
record FirstItems(List<Object> items) {
  /**
   * Reads them.
   *
   * @param most how many
   */
  static FirstItems of(Split split, int most, Configuration configuration) {
    Path path = new Path(split.images());
    try (IdxReader reader =
        IdxReader.open(path.getFileSystem(configuration).open(path), split.images())) {
      List<Object> items = new ArrayList<>();
      while (items.size() < Math.min(most, split.rows())) {
        items.add(split.values(reader.next()));
      }
      return new FirstItems(items);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path + " again", e);
    }
  }

  int size() {
    return items.size();
  }

  Object values(int id) {
    return items.get(id);
  }

  /** An item as floats, each multiplied by a number. */
  float[] floats(int id, double scale) {
    Object values = items.get(id);
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
