package io.betti.pipeline.dataset;

import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Labelled images (and other grids) from files, as a data set for Spark. */
public final class ImageDataset {
  /** A limit that keeps all. */
  public static final long ALL = Long.MAX_VALUE;

  /** A number of partitions that follows the size of the data and Spark's default parallelism. */
  public static final int BY_SIZE = 0;

  private ImageDataset() {}

  /**
   * The items of an IDX file: columns id, shape, values and, with labels, label. See {@link
   * IdxDataSource} for their types and what is checked when.
   *
   * <p>To know the type, the shape and the count beforehand without reading the items, ask {@link
   * IdxHeader#read(String, org.apache.hadoop.conf.Configuration)}.
   *
   * @param images an IDX file of 1 to 4 axes, plain or gzip
   * @param labels an IDX file of as many labels, or null
   * @param limit keeps the first so many, at least 0, {@link #ALL} for all
   * @param partitions number of partitions, at least 1, {@link #BY_SIZE} to leave it open
   * @throws UnreadableDataException if a file cannot be read, or the labels do not fit the items
   * @throws IllegalArgumentException if {@code limit < 0} or {@code partitions < 0}
   */
  public static Dataset<Row> idx(
      SparkSession spark, String images, String labels, long limit, int partitions) {
    return idx(spark, images, labels, 0, limit, partitions);
  }

  /**
   * A range of the items of an IDX file; otherwise as {@link #idx(SparkSession, String, String,
   * long, int)}. Ids stay the indices in the file.
   *
   * @param from the first item, at least 0
   * @param to after the last item, {@link #ALL} for the end of the file; a range beyond the end is
   *     cut off there
   * @throws UnreadableDataException if a file cannot be read, or the labels do not fit the items
   * @throws IllegalArgumentException if {@code from < 0}, {@code to < 0} or {@code partitions < 0}
   */
  public static Dataset<Row> idx(
      SparkSession spark, String images, String labels, long from, long to, int partitions) {
    DataFrameReader reader =
        spark.read().format("idx").option(ReadOptions.FROM, from).option(ReadOptions.LIMIT, to);
    if (labels != null) {
      reader.option(ReadOptions.LABELS, labels);
    }
    if (partitions != BY_SIZE) {
      reader.option(ReadOptions.PARTITIONS, partitions);
    }
    return reader.load(images);
  }
}
