package io.betti.pipeline.evaluation;

import io.betti.pipeline.evaluation.ItemHeads.PackedRow;
import io.betti.topology.metric.ItemIds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * The items of a table, packed and cut into slices of about equal work.
 *
 * <p>Items have positions: by the least id of the items equal to them, then by id, so that equal
 * items stand together and nothing depends on the table's own partitions. A slice is a run of
 * positions, a block a run of slices. The driver holds some 40 bytes an item.
 */
final class ItemTable implements AutoCloseable {
  private static final String ID = "id";

  /** What an item costs beside its bytes. */
  private static final int FIXED_COST = 256;

  /** Most items of a slice. */
  private static final int SLICE_ITEMS = 4096;

  private static final int SLICES_PER_CORE = 4;
  private static final int BLOCK_ITEMS = 1 << 15;
  private static final long BLOCK_BYTES = 64L << 20;

  private final ItemIds ids;
  private final int distinct;
  private final String outline;

  /** The place among the ids, in ascending order, of a position. */
  private final int[] placeAt;

  /** First position of every slice, then the number of items. */
  private final int[] cuts;

  /** First slice of every block, then the number of slices. */
  private final int[] blocks;

  private final JavaPairRDD<Long, byte[]> packed;
  private final JavaRDD<ItemBlock> slices;
  private final Broadcast<ItemOrder> places;

  /**
   * Reads a table.
   *
   * @param side what errors call it
   * @throws IllegalArgumentException if a column is missing or of a wrong type, an id is null or
   *     occurs twice, a row is bad, there is none, or two items have different outlines
   */
  ItemTable(String side, Dataset<Row> table, ItemCodec codec, int tasks, int blockItems) {
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(table.sparkSession().sparkContext());
    packed = pack(side, table, codec).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      TableHeads heads = new TableHeads(side, heads(packed, codec));
      ids = ItemIds.of(heads.ids);
      outline = heads.outline;
      distinct = heads.distinct();
      int[] order = heads.order();
      int most = blockItems == 0 ? SLICE_ITEMS : Math.min(SLICE_ITEMS, blockItems);
      int wanted = tasks == 0 ? SLICES_PER_CORE * context.defaultParallelism() : tasks;
      cuts = cuts(heads.sizes, order, wanted, most);
      blocks = blocks(heads.sizes, order, blockItems == 0 ? BLOCK_ITEMS : blockItems);
      places = context.broadcast(new ItemOrder(heads.ids, order, heads.classOf));
      placeAt = order;
      slices = slices(packed, places, new SliceCuts(cuts)).persist(StorageLevel.MEMORY_AND_DISK());
    } catch (RuntimeException e) {
      packed.unpersist(false);
      throw e;
    }
  }

  private static JavaRDD<ItemBlock> slices(
      JavaPairRDD<Long, byte[]> packed, Broadcast<ItemOrder> order, SliceCuts cuts) {
    return packed
        .mapToPair(
            item -> new Tuple2<>(order.value().position(item._1()), PackedRow.item(item._2())))
        .repartitionAndSortWithinPartitions(cuts)
        .mapPartitions(items -> List.of(order.value().block(items)).iterator());
  }

  private static JavaPairRDD<Long, byte[]> pack(String side, Dataset<Row> table, ItemCodec codec) {
    DataType id = TableColumns.type(side, table.schema(), ID);
    TableColumns.require(side, ID, id, id instanceof IntegralType, "a whole number");
    List<Column> columns = new ArrayList<>(List.of(table.col(ID).cast("long")));
    for (String name : codec.columns(side, table.schema())) {
      columns.add(functions.col(TableColumns.quoted(name)));
    }
    return table
        .select(columns.toArray(Column[]::new))
        .toJavaRDD()
        .mapToPair(
            row -> {
              Long key = row.isNullAt(0) ? null : row.getLong(0);
              try {
                return new Tuple2<>(key, PackedRow.good(codec.pack(row)));
              } catch (IllegalArgumentException e) {
                return new Tuple2<>(key, PackedRow.bad(e.getMessage()));
              }
            });
  }

  private static List<ItemHeads> heads(JavaPairRDD<Long, byte[]> packed, ItemCodec codec) {
    return packed.mapPartitions(items -> List.of(ItemHeads.of(items, codec)).iterator()).collect();
  }

  /** The rows of a table that have no distance from others, by id; one without an id first. */
  static List<BadItem> badItems(Dataset<Row> table, ItemCodec codec) {
    List<BadItem> bad = new ArrayList<>();
    heads(pack("given", table, codec), codec).forEach(heads -> bad.addAll(heads.bad()));
    bad.sort(BadItem.BY_ID);
    return bad;
  }

  private static int[] cuts(int[] sizes, int[] order, int tasks, int mostItems) {
    long all = 0;
    for (int size : sizes) {
      all += (long) FIXED_COST + size;
    }
    long share = Math.max(1, (all + tasks - 1) / tasks);
    List<Integer> cuts = new ArrayList<>(List.of(0));
    long cost = 0;
    for (int p = 0; p < order.length; p++) {
      int from = cuts.get(cuts.size() - 1);
      long own = (long) FIXED_COST + sizes[order[p]];
      // An item beyond the share of a task stands alone, and delays no other.
      if (p > from && (p - from == mostItems || cost + own > share)) {
        cuts.add(p);
        cost = 0;
      }
      cost += own;
    }
    cuts.add(order.length);
    return cuts.stream().mapToInt(Integer::intValue).toArray();
  }

  private int[] blocks(int[] sizes, int[] order, int mostItems) {
    List<Integer> starts = new ArrayList<>(List.of(0));
    long bytes = 0;
    for (int s = 0; s < cuts.length - 1; s++) {
      long own = 0;
      for (int p = cuts[s]; p < cuts[s + 1]; p++) {
        own += (long) FIXED_COST + sizes[order[p]];
      }
      int from = starts.get(starts.size() - 1);
      if (s > from && (cuts[s + 1] - cuts[from] > mostItems || bytes + own > BLOCK_BYTES)) {
        starts.add(s);
        bytes = 0;
      }
      bytes += own;
    }
    starts.add(cuts.length - 1);
    return starts.stream().mapToInt(Integer::intValue).toArray();
  }

  /** All ids. */
  ItemIds ids() {
    return ids;
  }

  /** Number of distinct items. */
  int distinct() {
    return distinct;
  }

  /**
   * Refuses tables whose items differ in their outline.
   *
   * @throws IllegalArgumentException if they do
   */
  static void requireAlike(String side, ItemTable table, String otherSide, ItemTable other) {
    if (!table.outline.equals(other.outline)) {
      throw new IllegalArgumentException(
          side
              + " items have "
              + table.outline
              + " and "
              + otherSide
              + " items "
              + other.outline
              + "; a distance needs all alike");
    }
  }

  /** All ids by position. */
  long[] idsByPosition() {
    long[] byPosition = new long[placeAt.length];
    Arrays.setAll(byPosition, position -> ids.id(placeAt[position]));
    return byPosition;
  }

  /** The place among the ids, in ascending order, of the item at a position. */
  int placeAt(int position) {
    return placeAt[position];
  }

  /** The slices, one a partition. */
  JavaRDD<ItemBlock> slices() {
    return slices;
  }

  /** Number of blocks. */
  int blockCount() {
    return blocks.length - 1;
  }

  /** Fetches a block to the driver. */
  ItemBlock block(int number) {
    int from = blocks[number];
    int[] partitions = new int[blocks[number + 1] - from];
    Arrays.setAll(partitions, i -> from + i);
    List<ItemBlock> parts = new ArrayList<>();
    for (List<ItemBlock> part : slices.collectPartitions(partitions)) {
      parts.addAll(part);
    }
    return ItemBlock.joined(parts);
  }

  /** Lets go of what executors keep. */
  @Override
  public void close() {
    slices.unpersist(false);
    packed.unpersist(false);
    places.destroy();
  }
}
