package io.betti.pipeline.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The heads of all items of a table, in ascending order of their ids. */
final class TableHeads {
  private static final int NAMED = 3;

  private final String side;
  final long[] ids;
  final int[] sizes;
  final String outline;

  /** The place of the first item equal to each. */
  final int[] classOf;

  /** Number of distinct items. */
  private int distinct;

  /**
   * The heads of a table's partitions as one.
   *
   * @param side what errors call the table
   * @throws IllegalArgumentException if a row is bad, there is none, an id occurs twice, or two
   *     items have different outlines
   */
  TableHeads(String side, List<ItemHeads> parts) {
    this.side = side;
    refuseBad(parts);
    int count = parts.stream().mapToInt(part -> part.ids.length).sum();
    if (count == 0) {
      throw new IllegalArgumentException(
          "the " + side + " table has no items; distances need at least 1");
    }
    long[] all = new long[count];
    int at = 0;
    for (ItemHeads part : parts) {
      System.arraycopy(part.ids, 0, all, at, part.ids.length);
      at += part.ids.length;
    }
    Arrays.sort(all);
    for (int i = 1; i < count; i++) {
      if (all[i] == all[i - 1]) {
        throw new IllegalArgumentException(
            "id "
                + all[i]
                + " of the "
                + side
                + " table occurs more than once; ids must be distinct");
      }
    }
    ids = all;
    sizes = new int[count];
    classOf = new int[count];
    classify(parts);
    outline = outline(parts);
  }

  private record Digest(long high, long low) {}

  private void classify(List<ItemHeads> parts) {
    Digest[] digests = new Digest[ids.length];
    for (ItemHeads part : parts) {
      for (int i = 0; i < part.ids.length; i++) {
        int place = Arrays.binarySearch(ids, part.ids[i]);
        sizes[place] = part.sizes[i];
        digests[place] = new Digest(part.digests[2 * i], part.digests[2 * i + 1]);
      }
    }
    Map<Digest, Integer> first = new HashMap<>();
    for (int i = 0; i < ids.length; i++) {
      Integer known = first.putIfAbsent(digests[i], i);
      classOf[i] = known == null ? i : known;
    }
    distinct = first.size();
  }

  private void refuseBad(List<ItemHeads> parts) {
    List<BadItem> bad = new ArrayList<>();
    parts.forEach(part -> bad.addAll(part.bad()));
    if (bad.isEmpty()) {
      return;
    }
    bad.sort(BadItem.BY_ID);
    StringBuilder text = new StringBuilder("the " + side + " table has bad rows: ");
    for (int i = 0; i < Math.min(NAMED, bad.size()); i++) {
      BadItem item = bad.get(i);
      text.append(i == 0 ? "" : "; ")
          .append(item.id() == null ? "a row" : "id " + item.id())
          .append(": ")
          .append(item.reason());
    }
    text.append(bad.size() > NAMED ? "; and " + (bad.size() - NAMED) + " more" : "");
    throw new IllegalArgumentException(text.toString());
  }

  private String outline(List<ItemHeads> parts) {
    Map<String, Long> first = new HashMap<>();
    for (ItemHeads part : parts) {
      for (int i = 0; i < part.outlines.length; i++) {
        first.merge(part.outlines[i], part.outlineIds[i], Math::min);
      }
    }
    List<String> outlines = first.keySet().stream().sorted().toList();
    if (outlines.size() > 1) {
      throw new IllegalArgumentException(
          "items of the "
              + side
              + " table differ: id "
              + first.get(outlines.get(0))
              + " has "
              + outlines.get(0)
              + ", id "
              + first.get(outlines.get(1))
              + " "
              + outlines.get(1)
              + "; a distance needs all alike");
    }
    return outlines.get(0);
  }

  int distinct() {
    return distinct;
  }

  /** The places by position. */
  int[] order() {
    long[] keys = new long[ids.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (long) classOf[i] << 32 | i;
    }
    Arrays.sort(keys);
    int[] order = new int[keys.length];
    for (int p = 0; p < order.length; p++) {
      order[p] = (int) keys[p];
    }
    return order;
  }
}
