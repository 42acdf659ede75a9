package io.betti.pipeline.evaluation;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import scala.Tuple2;

/**
 * What is known of a partition's items without their values: ids, sizes, and 128 bits of a digest
 * by which equal ones are told (two of a trillion distinct items share one with a chance of
 * 10^-15); the outlines that occur; what is wrong with rows.
 */
final class ItemHeads implements Serializable {
  private static final long serialVersionUID = 1L;

  final long[] ids;
  final int[] sizes;

  /** Two numbers an item. */
  final long[] digests;

  final String[] outlines;

  /** The id of the first item of each outline. */
  final long[] outlineIds;

  /** Ids of bad rows; null where a row has none. */
  final Long[] badIds;

  final String[] reasons;

  private ItemHeads(
      long[] ids,
      int[] sizes,
      long[] digests,
      String[] outlines,
      long[] outlineIds,
      Long[] badIds,
      String[] reasons) {
    this.ids = ids;
    this.sizes = sizes;
    this.digests = digests;
    this.outlines = outlines;
    this.outlineIds = outlineIds;
    this.badIds = badIds;
    this.reasons = reasons;
  }

  /** The heads of packed rows. */
  static ItemHeads of(Iterator<Tuple2<Long, byte[]>> items, ItemCodec codec) {
    Collector collector = new Collector(codec);
    items.forEachRemaining(collector::add);
    return collector.heads();
  }

  List<BadItem> bad() {
    List<BadItem> bad = new ArrayList<>();
    for (int i = 0; i < reasons.length; i++) {
      bad.add(new BadItem(badIds[i], reasons[i]));
    }
    return bad;
  }

  private static final class Collector {
    private final ItemCodec codec;
    private final MessageDigest digest;
    private long[] ids = new long[64];
    private int[] sizes = new int[64];
    private long[] digests = new long[128];
    private int count;
    private final List<String> outlines = new ArrayList<>();
    private final List<Long> outlineIds = new ArrayList<>();
    private final List<Long> badIds = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();

    Collector(ItemCodec codec) {
      this.codec = codec;
      try {
        digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }

    void add(Tuple2<Long, byte[]> item) {
      byte[] row = item._2();
      if (item._1() == null || !PackedRow.isGood(row)) {
        badIds.add(item._1());
        reasons.add(PackedRow.isGood(row) ? "it has no id" : PackedRow.reason(row));
        return;
      }
      if (count == ids.length) {
        ids = Arrays.copyOf(ids, 2 * count);
        sizes = Arrays.copyOf(sizes, 2 * count);
        digests = Arrays.copyOf(digests, 4 * count);
      }
      byte[] packed = PackedRow.item(row);
      ByteBuffer bits = ByteBuffer.wrap(digest.digest(packed));
      digests[2 * count] = bits.getLong();
      digests[2 * count + 1] = bits.getLong();
      sizes[count] = packed.length;
      ids[count++] = item._1();
      String outline = codec.outline(packed);
      if (!outlines.contains(outline)) {
        outlines.add(outline);
        outlineIds.add(item._1());
      }
    }

    ItemHeads heads() {
      return new ItemHeads(
          Arrays.copyOf(ids, count),
          Arrays.copyOf(sizes, count),
          Arrays.copyOf(digests, 2 * count),
          outlines.toArray(String[]::new),
          outlineIds.stream().mapToLong(Long::longValue).toArray(),
          badIds.toArray(Long[]::new),
          reasons.toArray(String[]::new));
    }
  }

  /** A row on its way: a byte that says whether it is good, then its item or what is wrong. */
  static final class PackedRow {
    private static final byte GOOD = 1;
    private static final byte BAD = 0;

    private PackedRow() {}

    static byte[] good(byte[] item) {
      return marked(GOOD, item);
    }

    static byte[] bad(String reason) {
      return marked(BAD, reason.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] marked(byte mark, byte[] rest) {
      byte[] row = new byte[1 + rest.length];
      row[0] = mark;
      System.arraycopy(rest, 0, row, 1, rest.length);
      return row;
    }

    static boolean isGood(byte[] row) {
      return row[0] == GOOD;
    }

    static byte[] item(byte[] row) {
      return Arrays.copyOfRange(row, 1, row.length);
    }

    static String reason(byte[] row) {
      return new String(row, 1, row.length - 1, StandardCharsets.UTF_8);
    }
  }
}
