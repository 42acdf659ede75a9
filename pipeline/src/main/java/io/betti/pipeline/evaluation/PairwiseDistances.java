package io.betti.pipeline.evaluation;

import io.betti.topology.metric.DistanceBlock;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * All distances between the rows of two tables, as a table of {@code left} (id), {@code right} (id)
 * and {@code distance}, in no particular order.
 *
 * <p>The tables are read, checked and cut into slices at once; distances are computed when the
 * result is read, in tiles of some thousand pairs, each task between a slice of one and a slice of
 * the other, so that neither their number nor uneven partitions cost memory. Each reading computes
 * them again; what is kept of the tables goes with the result.
 */
public final class PairwiseDistances {
  /** Columns of the result. */
  public static final StructType SCHEMA =
      new StructType()
          .add("left", DataTypes.LongType, false)
          .add("right", DataTypes.LongType, false)
          .add("distance", DataTypes.DoubleType, false);

  private PairwiseDistances() {}

  /**
   * The distances.
   *
   * @throws IllegalArgumentException as {@link GenerativeScores#of}
   */
  public static Dataset<Row> between(Dataset<Row> left, Dataset<Row> right, ItemDistance distance) {
    return between(left, right, distance, 0);
  }

  /**
   * The distances, with the work cut otherwise, which changes no distance.
   *
   * @param slices into how many slices each table is cut; 0 for a few per core
   * @throws IllegalArgumentException as {@link GenerativeScores#of}, or if slices are below 0
   */
  public static Dataset<Row> between(
      Dataset<Row> left, Dataset<Row> right, ItemDistance distance, int slices) {
    if (slices < 0) {
      throw new IllegalArgumentException("number of slices " + slices + " must be >= 0");
    }
    ItemCodec codec = distance.codec();
    ItemTable rows = new ItemTable("left", left, codec, slices, 0);
    ItemTable columns = new ItemTable("right", right, codec, slices, 0);
    ItemTable.requireAlike("left", rows, "right", columns);
    JavaRDD<Row> distances =
        rows.slices()
            .cartesian(columns.slices())
            .flatMap(pair -> rows(new FullBlock(pair._2(), distance).tiles(pair._1())));
    return left.sparkSession().createDataFrame(distances, SCHEMA);
  }

  /** The rows of tiles, a tile at a time. */
  private static Iterator<Row> rows(Iterator<DistanceBlock> tiles) {
    return new Iterator<>() {
      private DistanceBlock tile;
      private int at;

      @Override
      public boolean hasNext() {
        return (tile != null && at < tile.rowCount() * tile.columnCount()) || tiles.hasNext();
      }

      @Override
      public Row next() {
        if (!hasNext()) {
          throw new NoSuchElementException("no more distances");
        }
        if (tile == null || at == tile.rowCount() * tile.columnCount()) {
          tile = tiles.next();
          at = 0;
        }
        int i = at / tile.columnCount();
        int j = at++ % tile.columnCount();
        return RowFactory.create(tile.row(i), tile.column(j), tile.distance(i, j));
      }
    };
  }
}
