package io.betti.pipeline.dataset;

import java.util.List;
import java.util.OptionalInt;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.types.StructType;

/**
 * What a data set of items comes from, looked at on the driver before any task and without a Spark
 * session: how many items there are, of what columns, and how a range of them is read.
 */
interface ItemSource {
  /** What a query plan calls it. */
  String name();

  /** What was found, for a query plan. */
  String description();

  /** Number of items. */
  long count();

  /** All columns. */
  StructType schema();

  /** Bytes of some columns of one of Spark's rows, about. */
  long rowBytes(StructType columns);

  /** What is checked once more than the look at the files, when a table is made. */
  default void verify() {}

  /**
   * Cuts a range of rows into partitions, in their order.
   *
   * @param from first row
   * @param to after the last row
   * @param wanted number of partitions, 0 for as many as the size suggests
   * @param cores of Spark
   */
  InputPartition[] partitions(StructType columns, long from, long to, int wanted, int cores);

  /** How a task reads some columns of a partition. */
  RowReading reading(StructType columns);

  /**
   * The shape of every item, or null if there are several, none, or the items are no grids. May
   * read the header of every file.
   */
  default int[] shape() {
    return null;
  }

  /** What the values become, or null if the items are no grids. */
  default ValueKind kind() {
    return null;
  }

  /** How large an item is in some unit of the source's, as far as the look told; otherwise 0. */
  default long size(long id) {
    return 0;
  }

  /** The number of coordinates of a point; empty if the items are no point clouds. */
  default OptionalInt coordinates() {
    return OptionalInt.empty();
  }

  /** The files, as they were found. */
  List<FileStatus> files();

  /** What an item is called in a message: its file, and its place there. */
  String place(long id);
}
