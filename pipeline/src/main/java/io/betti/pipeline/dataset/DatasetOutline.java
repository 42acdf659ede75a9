package io.betti.pipeline.dataset;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;

/**
 * What a look at a data set tells without reading its values, and without a Spark session.
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
   * The item of most points or values, as far as the look told: the first one where that is not
   * known. Meaningless if there are no items.
   */
  public long largest() {
    return source.largest();
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

  /** The items from the first on, read in the calling thread; to be closed. */
  public ItemIterator read() {
    return new ItemIterator(source, hadoop);
  }

  /** What was found, as in {@code 10000 items of ubyte 28 x 28, gzip}. */
  @Override
  public String toString() {
    return source.description();
  }
}
