package io.betti.pipeline.dataset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Grids and point clouds from files of any format, as a data set for Spark: {@code idx}, {@code
 * npy}, {@code raw}, {@code binvox}, {@code voxmat}, {@code images}, {@code clouds}, {@code
 * meshes}.
 *
 * <p>Grids have the columns {@code id}, {@code shape}, {@code values}, perhaps {@code label}, and
 * {@code path} where each has its own file; clouds {@code id}, {@code cloud}, {@code points}, and
 * {@code path} likewise. The data sources, {@link IdxDataSource} and so on, document types and
 * options.
 */
public final class GridDatasets {
  /** After the last item. */
  public static final long ALL = Long.MAX_VALUE;

  /** A number of partitions that follows the size of the data and Spark's default parallelism. */
  public static final int BY_SIZE = 0;

  private GridDatasets() {}

  /** The short names of all formats. */
  public static List<String> formats() {
    return DataFormat.names();
  }

  /**
   * The names of a format's own options, beside {@code path}, {@code from}, {@code limit} and
   * {@code partitions}.
   *
   * @throws IllegalArgumentException if there is no such format
   */
  public static List<String> options(String format) {
    return DataFormat.of(format).optionNames();
  }

  /**
   * A range of the items of a data set. Ids stay the indices in the whole of it.
   *
   * @param format one of {@link #formats()}
   * @param path a file, or for formats of one item a file a folder or a pattern
   * @param options the format's own, see {@link #options}
   * @param from the first item, at least 0
   * @param to after the last item, {@link #ALL} for the end; a range beyond the end is cut off
   *     there
   * @param partitions number of partitions, at least 1, {@link #BY_SIZE} to leave it open
   * @throws UnreadableDataException if the data cannot be read, as far as this is known before a
   *     task
   * @throws IllegalArgumentException if there is no such format, an option is wrong, {@code from <
   *     0}, {@code to < 0} or {@code partitions < 0}
   */
  public static Dataset<Row> read(
      SparkSession spark,
      String format,
      String path,
      Map<String, String> options,
      long from,
      long to,
      int partitions) {
    DataFrameReader reader =
        spark
            .read()
            .format(DataFormat.of(format).toString())
            .options(options)
            .option(ReadOptions.FROM, from)
            .option(ReadOptions.LIMIT, to);
    if (partitions != BY_SIZE) {
      reader.option(ReadOptions.PARTITIONS, partitions);
    }
    return reader.load(path);
  }

  /**
   * Looks at a data set without reading its values: the number of items, their shape and kind, the
   * files. Of {@code idx} and {@code npy} the header tells, of {@code raw} the length; where every
   * item has its own file, each is opened for its header, several at a time; {@code clouds} are
   * read through to find them.
   *
   * @param format one of {@link #formats()}
   * @param options the format's own, see {@link #options}
   * @throws UnreadableDataException if the data cannot be read, as far as this is known from that
   * @throws IllegalArgumentException if there is no such format or an option is wrong
   */
  public static DatasetOutline outline(
      String format, String path, Map<String, String> options, Configuration hadoop) {
    DataFormat found = DataFormat.of(format);
    Map<String, String> all = new HashMap<>(options);
    all.put(ReadOptions.PATH, path);
    ItemSource source = found.source(found.options(all), hadoop);
    return new DatasetOutline(format, path, options, source, hadoop);
  }
}
