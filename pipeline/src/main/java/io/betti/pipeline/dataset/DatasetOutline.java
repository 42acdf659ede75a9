package io.betti.pipeline.dataset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import scala.Option;

/**
 * What a look at a data set tells without reading its values, and without a Spark session; from it
 * the items can be read, with Spark or without.
 *
 * <p>Immutable; holds the files as they were found. {@link GridDatasets#outline} makes it.
 */
public final class DatasetOutline {
  private final String format;
  private final String path;
  private final Map<String, String> options;
  private final ItemSource source;
  private final Configuration hadoop;
  private final int[] shape;

  DatasetOutline(
      String format,
      String path,
      Map<String, String> options,
      ItemSource source,
      Configuration hadoop) {
    this.format = format;
    this.path = path;
    this.options = Map.copyOf(options);
    this.source = source;
    this.hadoop = hadoop;
    this.shape = source.shape();
  }

  /** The format's short name. */
  public String format() {
    return format;
  }

  /** Where it is, as the user named it. */
  public String path() {
    return path;
  }

  /** The options by which it was looked at. */
  public Map<String, String> options() {
    return options;
  }

  /** Number of items; ids are 0 to one less. */
  public long items() {
    return source.count();
  }

  /** Whether the items are grids; otherwise they are point clouds. */
  public boolean isGrids() {
    return source.kind() != null;
  }

  /** The shape of every grid, last axis fastest; empty if there are several, or no grids. */
  public Optional<int[]> shape() {
    return Optional.ofNullable(shape).map(int[]::clone);
  }

  /** What the values of the grids become; empty for point clouds. */
  public Optional<ValueKind> kind() {
    return Optional.ofNullable(source.kind());
  }

  /** The number of coordinates of a point; empty for grids. */
  public OptionalInt coordinates() {
    return source.coordinates();
  }

  /**
   * Of the first items that of most points or values, as far as the look told: the first one where
   * that is not known.
   *
   * @param count how many items
   * @param except items that are passed over, since they turned out to be unreadable
   * @return nothing if no item is left
   */
  public OptionalLong largest(long count, Set<Long> except) {
    long largest = -1;
    for (long id = 0; id < count; id++) {
      boolean larger = largest < 0 || source.size(id) > source.size(largest);
      largest = larger && !except.contains(id) ? id : largest;
    }
    return largest < 0 ? OptionalLong.empty() : OptionalLong.of(largest);
  }

  /** Whether the items have labels. */
  public boolean isLabelled() {
    return source.schema().getFieldIndex(ItemColumn.LABEL.columnName()).isDefined();
  }

  /** The files, labels included, with their lengths and times; in the order of the items. */
  public List<FileStatus> files() {
    return source.files();
  }

  /**
   * Where an item stands, for messages.
   *
   * @param id {@code 0 <= id < items()}
   */
  public String place(long id) {
    return source.place(id);
  }

  /**
   * A range of the items, as {@link GridDatasets#read}, but of the data set as it was looked at: no
   * file is listed, and no file of clouds searched again, so that several ranges fit together.
   *
   * @param from the first item, at least 0
   * @param to after the last item, {@link GridDatasets#ALL} for the end; a range beyond the end is
   *     cut off there
   * @param partitions number of partitions, at least 1, {@link GridDatasets#BY_SIZE} to leave it
   *     open
   * @throws UnreadableDataException if the labels cannot be read
   * @throws IllegalArgumentException if {@code from < 0}, {@code to < 0} or {@code partitions < 0}
   */
  public Dataset<Row> rows(SparkSession spark, long from, long to, int partitions) {
    Map<String, String> range = new HashMap<>(options);
    range.put(ReadOptions.PATH, path);
    range.put(ReadOptions.FROM, Long.toString(from));
    range.put(ReadOptions.LIMIT, Long.toString(to));
    if (partitions != GridDatasets.BY_SIZE) {
      range.put(ReadOptions.PARTITIONS, Integer.toString(partitions));
    }
    DataFormat known = DataFormat.of(format);
    known.options(range);
    CaseInsensitiveStringMap chosen = new CaseInsensitiveStringMap(range);
    ItemTable table = new ItemTable(known, chosen, spark, source);
    source.verify();
    return org.apache.spark.sql.classic.Dataset.ofRows(
        (org.apache.spark.sql.classic.SparkSession) spark,
        DataSourceV2Relation.create(table, Option.empty(), Option.empty(), chosen, Option.empty()));
  }

  /** The items from the first on, read in the calling thread; to be closed. */
  public ItemIterator read() {
    return read(0);
  }

  /**
   * The items from one on, read in the calling thread; to be closed.
   *
   * @param from {@code 0 <= from <= items()}
   */
  public ItemIterator read(long from) {
    return new ItemIterator(source, hadoop, from);
  }

  /** What was found, as in {@code 10000 items of ubyte 28 x 28, gzip}. */
  @Override
  public String toString() {
    return source.description();
  }
}
