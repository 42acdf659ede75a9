package io.betti.pipeline.regression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Rows of a table with their places in its order, cut into blocks that depend on nothing but the
 * number of rows and columns. What is summed block by block, and over the blocks in their order, is
 * the same bit for bit on any partitions, cores and machines.
 *
 * <p><b>The order</b> is that of the table's rows as they come, partition after partition. It is
 * the same every time for a table that is read from a file, sorted, or made of a list; after a
 * shuffle (a join, a grouping, a repartition) it is not, and a table must be sorted before.
 *
 * <p>Rows are kept where they are computed, in memory or on disk, until this is closed.
 */
final class OrderedRows implements AutoCloseable {
  /** Most blocks: more would not keep more cores busy than a sum is worth. */
  private static final int MOST_BLOCKS = 64;

  /** Fewest rows of a block, but for the last. */
  private static final long FEWEST_ROWS = 256;

  private final JavaRDD<double[]> rows;
  private final long count;
  private final int columns;

  private OrderedRows(JavaRDD<double[]> rows, long count, int columns) {
    this.rows = rows;
    this.count = count;
    this.columns = columns;
  }

  /**
   * Takes rows in their order.
   *
   * @param rows features, then the label; all of one length
   * @throws IllegalArgumentException if there are none
   */
  static OrderedRows of(JavaRDD<double[]> rows) {
    JavaRDD<double[]> kept = rows.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long count = kept.count();
      if (count == 0) {
        throw new IllegalArgumentException(
            "there are no rows to fit; give a table of at least 1 row");
      }
      return new OrderedRows(kept, count, kept.first().length - 1);
    } catch (RuntimeException e) {
      kept.unpersist();
      throw e;
    }
  }

  /** Number of rows. */
  long count() {
    return count;
  }

  /** Number of features. */
  int columns() {
    return columns;
  }

  /** The rows in memory, in their order. */
  RegressionData collect() {
    List<double[]> all = rows.collect();
    double[] x = new double[Math.multiplyExact(all.size(), columns)];
    double[] y = new double[all.size()];
    for (int i = 0; i < y.length; i++) {
      checkLength(all.get(i), columns);
      System.arraycopy(all.get(i), 0, x, i * columns, columns);
      y[i] = all.get(i)[columns];
    }
    return RegressionData.of(x, y, columns);
  }

  /**
   * Refuses a row of another length.
   *
   * @throws IllegalArgumentException if it hasn't so many features and a label
   */
  static void checkLength(double[] row, int columns) {
    if (row.length != columns + 1) {
      throw new IllegalArgumentException(
          "a row has "
              + (row.length - 1)
              + " features and the first one "
              + columns
              + "; all rows must have the same");
    }
  }

  /** How many rows a block has, but for the last: of at most so many blocks. */
  long rowsOfBlock(int mostBlocks) {
    int most = Math.max(1, Math.min(MOST_BLOCKS, mostBlocks));
    return Math.max(FEWEST_ROWS, (count + most - 1) / most);
  }

  /** What comes of a block of rows. */
  interface Fold<T> extends Serializable {
    /**
     * Computes it.
     *
     * @param first place of the first row
     * @param rows of the block, in order
     */
    T of(long first, List<double[]> rows);
  }

  /** What is made of each block, in the order of blocks. */
  <T> JavaRDD<T> blocks(long rowsOfBlock, Fold<T> fold) {
    long size = rowsOfBlock;
    int blocks = Math.toIntExact((count + size - 1) / size);
    int cores = rows.context().defaultParallelism();
    JavaPairRDD<Long, double[]> placed =
        rows.zipWithIndex().mapToPair(row -> new Tuple2<>(row._2(), row._1()));
    BlockPartitioner partitioner =
        new BlockPartitioner(size, blocks, Math.min(blocks, Math.max(1, cores)));
    return placed
        .repartitionAndSortWithinPartitions(partitioner, Comparator.<Long>naturalOrder())
        .mapPartitions(new Blocks<>(size, fold));
  }

  @Override
  public void close() {
    rows.unpersist();
  }

  /** Gathers the rows of block after block. */
  private record Blocks<T>(long size, Fold<T> fold)
      implements FlatMapFunction<Iterator<Tuple2<Long, double[]>>, T>, Serializable {
    @Override
    public Iterator<T> call(Iterator<Tuple2<Long, double[]>> placed) {
      return new Iterator<>() {
        private Tuple2<Long, double[]> next = placed.hasNext() ? placed.next() : null;

        @Override
        public boolean hasNext() {
          return next != null;
        }

        @Override
        public T next() {
          long first = next._1();
          List<double[]> rows = new ArrayList<>();
          while (next != null && next._1() / size == first / size) {
            rows.add(next._2());
            next = placed.hasNext() ? placed.next() : null;
          }
          return fold.of(first, rows);
        }
      };
    }
  }

  /** Runs of neighbouring blocks to a partition. */
  private static final class BlockPartitioner extends Partitioner {
    private static final long serialVersionUID = 1;

    private final long size;
    private final int blocks;
    private final int partitions;

    BlockPartitioner(long size, int blocks, int partitions) {
      this.size = size;
      this.blocks = blocks;
      this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public int getPartition(Object place) {
      return (int) ((Long) place / size * partitions / blocks);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof BlockPartitioner that
          && size == that.size
          && blocks == that.blocks
          && partitions == that.partitions;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(size) * 31 + blocks * 31 + partitions;
    }
  }
}
