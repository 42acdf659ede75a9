package io.betti.pipeline.evaluation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The k nearest rows of a table, of every row of another, exact.
 *
 * <p>The result has the columns {@code id} (long), {@code rank} (int, from 1), {@code neighbour}
 * (long) and {@code distance} (double), rows of one id together and by rank. Equal distances are
 * ranked by the neighbours' ids. The same bit for bit whatever the partitions and the cut of the
 * work.
 *
 * <p>Under {@link ItemDistance#wasserstein} bounds leave out most pairs. The search runs when it is
 * called; the driver holds 16 k bytes an item and a block of some tens of megabytes.
 */
public final class NearestSearch {
  /** Columns of the result. */
  public static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType, false)
          .add("rank", DataTypes.IntegerType, false)
          .add("neighbour", DataTypes.LongType, false)
          .add("distance", DataTypes.DoubleType, false);

  private static final int CHUNK = 4096;

  private final ItemDistance distance;
  private final int k;
  private final int tasks;
  private final int blockItems;

  private NearestSearch(ItemDistance distance, int k, int tasks, int blockItems) {
    if (k < 1 || tasks < 0 || blockItems < 0) {
      throw new IllegalArgumentException(
          "nearest search: k "
              + k
              + " must be >= 1, tasks "
              + tasks
              + " and items of a block "
              + blockItems
              + " >= 0");
    }
    this.distance = distance;
    this.k = k;
    this.tasks = tasks;
    this.blockItems = blockItems;
  }

  /**
   * A search.
   *
   * @param k how many neighbours, at least 1; an item has fewer if there are no more
   * @throws IllegalArgumentException if k is below 1
   */
  public static NearestSearch of(ItemDistance distance, int k) {
    return new NearestSearch(distance, k, 0, 0);
  }

  /**
   * The same with the work cut otherwise, which changes no result; see {@link ScoreOptions}.
   *
   * @throws IllegalArgumentException if a number is below 0
   */
  public NearestSearch cut(int newTasks, int newBlockItems) {
    return new NearestSearch(distance, k, newTasks, newBlockItems);
  }

  /**
   * The nearest of the right table's rows, of every row of the left one.
   *
   * @throws IllegalArgumentException as {@link GenerativeScores#of}
   */
  public Dataset<Row> between(Dataset<Row> left, Dataset<Row> right) {
    try (ItemTable items = table("left", left);
        ItemTable candidates = table("right", right)) {
      ItemTable.requireAlike("left", items, "right", candidates);
      return search(left.sparkSession(), items, candidates, false);
    }
  }

  /**
   * The nearest other rows of a table, of every row of it.
   *
   * @throws IllegalArgumentException as {@link GenerativeScores#of}
   */
  public Dataset<Row> within(Dataset<Row> rows) {
    try (ItemTable items = table("given", rows)) {
      return search(rows.sparkSession(), items, items, true);
    }
  }

  private ItemTable table(String side, Dataset<Row> rows) {
    return new ItemTable(side, rows, distance.codec(), tasks, blockItems);
  }

  private Dataset<Row> search(
      SparkSession spark, ItemTable items, ItemTable candidates, boolean within) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    NeighbourLists all = new NeighbourLists(0, items.ids().size(), k);
    new ItemSearch(context, distance).lists(items, candidates, within, k, all);
    List<NeighbourLists> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += CHUNK) {
      chunks.add(all.part(from, Math.min(all.size(), from + CHUNK)));
    }
    long[] ids = items.idsByPosition();
    Broadcast<long[]> idAt = context.broadcast(ids);
    return spark.createDataFrame(
        context.parallelize(chunks, chunks.size()).flatMap(chunk -> rows(chunk, idAt.value())),
        SCHEMA);
  }

  private static Iterator<Row> rows(NeighbourLists lists, long[] idAt) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < lists.size(); i++) {
      for (int n = 0; n < lists.count(i); n++) {
        rows.add(
            RowFactory.create(
                idAt[lists.first() + i], n + 1, lists.id(i, n), lists.distance(i, n)));
      }
    }
    return rows.iterator();
  }
}
