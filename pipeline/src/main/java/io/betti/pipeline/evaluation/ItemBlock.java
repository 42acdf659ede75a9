package io.betti.pipeline.evaluation;

import io.betti.topology.metric.ItemIds;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/** A run of a table's items, equal ones kept once. They stand next to each other. */
final class ItemBlock implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Position of the first item in its table. */
  final int first;

  /** Ids of the items, by position. */
  final long[] ids;

  /** The distinct items, packed. */
  final byte[][] packed;

  /** Items {@code runs[d] .. runs[d + 1]} are equal to distinct item d. */
  final int[] runs;

  ItemBlock(int first, long[] ids, byte[][] packed, int[] runs) {
    this.first = first;
    this.ids = ids;
    this.packed = packed;
    this.runs = runs;
  }

  /** Blocks that follow each other as one. */
  static ItemBlock joined(List<ItemBlock> blocks) {
    int size = blocks.stream().mapToInt(ItemBlock::size).sum();
    int distinct = blocks.stream().mapToInt(b -> b.packed.length).sum();
    long[] ids = new long[size];
    byte[][] packed = new byte[distinct][];
    int[] runs = new int[distinct + 1];
    int at = 0;
    int d = 0;
    for (ItemBlock block : blocks) {
      System.arraycopy(block.ids, 0, ids, at, block.size());
      System.arraycopy(block.packed, 0, packed, d, block.packed.length);
      for (int k = 0; k < block.packed.length; k++) {
        runs[d + k] = at + block.runs[k];
      }
      at += block.size();
      d += block.packed.length;
    }
    runs[distinct] = size;
    return new ItemBlock(blocks.get(0).first, ids, packed, runs);
  }

  int size() {
    return ids.length;
  }

  /** The ids as a set. */
  ItemIds idSet() {
    return ItemIds.of(ids);
  }

  /** The distinct item of every item. */
  int[] distinctOf() {
    int[] distinctOf = new int[ids.length];
    for (int d = 0; d < packed.length; d++) {
      Arrays.fill(distinctOf, runs[d], runs[d + 1], d);
    }
    return distinctOf;
  }
}
