package io.betti.pipeline.dataset;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;

/**
 * A CSV file of point clouds. It is read through once on the driver to find the clouds, when the
 * first scan is planned; tasks then read from the first row of theirs.
 */
final class CloudSource implements ItemSource {
  private final ReadOptions options;
  private final CloudFile file;
  private final Configuration hadoop;
  private final StructType schema;
  private List<CloudEntry> clouds;

  /**
   * Looks at the header line.
   *
   * @throws UnreadableDataException if it cannot be read or lacks a column
   * @throws IllegalArgumentException if an option is wrong
   */
  CloudSource(ReadOptions options, Configuration hadoop) {
    this.options = options;
    this.file = CloudFile.open(options, hadoop);
    this.hadoop = hadoop;
    String[] names =
        Arrays.stream(file.coordinateFields()).mapToObj(file.columns()::get).toArray(String[]::new);
    Set<ItemColumn> columns = EnumSet.of(ItemColumn.ID, ItemColumn.CLOUD, ItemColumn.POINTS);
    if (options.permissive()) {
      columns.add(ItemColumn.CORRUPT_RECORD);
    }
    var metadata =
        new MetadataBuilder()
            .putString("format", options.source())
            .putStringArray(CloudFile.COORDINATES, names)
            .build();
    this.schema = ItemColumn.schema(columns, null, metadata);
  }

  private synchronized List<CloudEntry> clouds() {
    if (clouds == null) {
      clouds = file.clouds(hadoop);
    }
    return clouds;
  }

  @Override
  public String name() {
    return options.source() + " " + options.path();
  }

  @Override
  public String description() {
    return clouds().size() + " clouds" + (file.isGzip() ? ", gzip" : "");
  }

  @Override
  public long count() {
    return clouds().size();
  }

  @Override
  public StructType schema() {
    return schema;
  }

  /** Points of the cloud. */
  @Override
  public long size(long id) {
    return clouds().get((int) id).points();
  }

  @Override
  public OptionalInt coordinates() {
    return OptionalInt.of(file.coordinateFields().length);
  }

  /** Bytes of a cloud's points in one of Spark's rows, about, on average. */
  private long pointBytes() {
    long points = clouds().stream().mapToLong(CloudEntry::points).sum();
    return points / Math.max(1, count()) * (24 + 8L * file.coordinateFields().length);
  }

  @Override
  public long rowBytes(StructType columns) {
    return ItemColumn.rowBytes(columns, 0, pointBytes());
  }

  @Override
  public InputPartition[] partitions(
      StructType columns, long from, long to, int wanted, int cores) {
    long rows = to - from;
    int count = PartitionCount.of(wanted, rows, rows * pointBytes(), file.isGzip(), cores);
    InputPartition[] ranges = new InputPartition[count];
    BlockLocation[] blocks = blocks();
    for (int i = 0; i < count; i++) {
      int first = (int) (from + ArraySource.share(rows, i, count));
      int end = (int) (from + ArraySource.share(rows, i + 1, count));
      CloudEntry[] entries = clouds().subList(first, end).toArray(new CloudEntry[0]);
      long begin = entries.length == 0 ? 0 : entries[0].begin();
      long after = end < clouds().size() ? clouds().get(end).begin() : file.length();
      ranges[i] = new CloudRange(first, entries, BlockHosts.of(blocks, begin, after));
    }
    return ranges;
  }

  private BlockLocation[] blocks() {
    if (file.isGzip()) {
      return new BlockLocation[0];
    }
    try {
      Path path = new Path(file.path());
      return path.getFileSystem(hadoop).getFileBlockLocations(path, 0, file.length());
    } catch (IOException e) {
      throw ItemFile.storage(file.path(), e);
    }
  }

  @Override
  public RowReading reading(StructType columns) {
    CloudFile read = file;
    boolean permissive = options.permissive();
    ItemColumn[] chosen = ItemColumn.of(columns);
    return (partition, configuration) ->
        new CloudRowReader(read, (CloudRange) partition, chosen, permissive, configuration);
  }

  @Override
  public List<FileStatus> files() {
    try {
      Path path = new Path(file.path());
      return List.of(path.getFileSystem(hadoop).getFileStatus(path));
    } catch (IOException e) {
      throw ItemFile.storage(file.path(), e);
    }
  }

  @Override
  public String place(long id) {
    CloudEntry cloud = clouds().get((int) id);
    return "cloud " + cloud.cloud() + ", from line " + cloud.line() + " of " + file.path();
  }
}
