package io.betti.pipeline.network.training;

import io.betti.pipeline.dataset.IdxReader;
import io.betti.pipeline.dataset.UnreadableDataException;
import io.betti.pipeline.network.ValueMap;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a network is trained on: items of unsigned bytes in memory, one byte a number, that become
 * floats by a {@link ValueMap} as batches are made. Immutable; may be shared between threads.
 */
public final class TrainingItems {
  /** From bytes to tanh's [-1, 1]. */
  public static final ValueMap BYTES_TO_TANH = new ValueMap(2.0 / 255, -1);

  /** From bytes to [0, 1]. */
  public static final ValueMap BYTES_TO_UNIT = new ValueMap(1.0 / 255, 0);

  /** From voxels in {0, 1} to tanh's [-1, 1]. */
  public static final ValueMap VOXELS_TO_TANH = new ValueMap(2, -1);

  private final byte[][] items;
  private final int length;
  private final float[] values = new float[256];
  private final long fingerprint;

  /**
   * Items of equal length.
   *
   * @param items not copied
   * @param map from unsigned bytes to a network's numbers
   * @throws IllegalArgumentException if there is no item, or lengths differ
   */
  public TrainingItems(byte[][] items, ValueMap map) {
    if (items.length == 0) {
      throw new IllegalArgumentException("no items to train on; give at least one");
    }
    this.items = items;
    length = items[0].length;
    for (int i = 0; i < items.length; i++) {
      if (items[i].length != length) {
        throw new IllegalArgumentException(
            "item " + i + " has " + items[i].length + " numbers and item 0 has " + length);
      }
    }
    for (int b = 0; b < values.length; b++) {
      values[b] = (float) map.factor() * b + (float) map.offset();
    }
    long hash = Arrays.hashCode(values);
    for (byte[] item : items) {
      hash = 31 * hash + Arrays.hashCode(item);
    }
    fingerprint = hash;
  }

  /**
   * The items of an IDX file of unsigned bytes, plain or gzip.
   *
   * @param limit the first so many; {@link Long#MAX_VALUE} for all
   * @throws UnreadableDataException if the file is malformed or not of unsigned bytes
   * @throws IOException if it cannot be read
   */
  public static TrainingItems idx(Path file, long limit, ValueMap map) throws IOException {
    return new TrainingItems(bytes(file, limit), map);
  }

  /**
   * The labels of an IDX file of one axis.
   *
   * @param limit the first so many
   * @throws UnreadableDataException if the file is malformed
   * @throws IOException if it cannot be read
   */
  public static int[] labels(Path file, long limit) throws IOException {
    try (IdxReader reader = open(file)) {
      int count = (int) Math.min(limit, reader.header().items());
      int[] labels = new int[count];
      for (int i = 0; i < count; i++) {
        labels[i] = reader.nextWhole();
      }
      return labels;
    }
  }

  private static byte[][] bytes(Path file, long limit) throws IOException {
    try (IdxReader reader = open(file)) {
      if (reader.header().itemBytes() != reader.header().itemValues()) {
        throw new UnreadableDataException(
            file.toString(), "it is " + reader.header(), "name an IDX file of unsigned bytes");
      }
      List<byte[]> items = new ArrayList<>();
      while (items.size() < limit && reader.position() < reader.header().items()) {
        items.add(reader.next());
      }
      return items.toArray(byte[][]::new);
    }
  }

  private static IdxReader open(Path file) throws IOException {
    return IdxReader.open(
        new BufferedInputStream(Files.newInputStream(file), 1 << 16), file.toString());
  }

  /**
   * Cubes with a margin of zeros: each item, a cube of edge {@code from}, in the middle of one of
   * edge {@code to}.
   *
   * @throws IllegalArgumentException if an item is no such cube, or {@code to < from}
   */
  public static byte[][] padded(byte[][] cubes, int from, int to) {
    if (to < from) {
      throw new IllegalArgumentException("cubes of edge " + from + " padded to " + to);
    }
    int margin = (to - from) / 2;
    byte[][] out = new byte[cubes.length][to * to * to];
    for (int n = 0; n < cubes.length; n++) {
      if (cubes[n].length != from * from * from) {
        throw new IllegalArgumentException(
            "item " + n + " has " + cubes[n].length + " numbers and is no cube of edge " + from);
      }
      for (int z = 0; z < from; z++) {
        for (int y = 0; y < from; y++) {
          int target = ((z + margin) * to + y + margin) * to + margin;
          System.arraycopy(cubes[n], (z * from + y) * from, out[n], target, from);
        }
      }
    }
    return out;
  }

  /** Number of items. */
  public int size() {
    return items.length;
  }

  /** Numbers in an item. */
  public int length() {
    return length;
  }

  /** Items by their indices, one after the other, into an array. */
  public void copy(int[] indices, float[] out) {
    for (int i = 0; i < indices.length; i++) {
      copy(indices[i], out, i * length);
    }
  }

  /** One item into a part of an array. */
  public void copy(int index, float[] out, int from) {
    byte[] item = items[index];
    for (int j = 0; j < length; j++) {
      out[from + j] = values[item[j] & 0xff];
    }
  }

  /** As {@code 60000 items of 784 numbers}. */
  @Override
  public String toString() {
    return items.length + " items of " + length + " numbers";
  }

  /** A hash of all items and of the map, to tell data sets apart. */
  long fingerprint() {
    return fingerprint;
  }
}
