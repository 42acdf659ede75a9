package io.betti.pipeline.dataset;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;

/** One file that holds items of one shape back to back, and perhaps a file of their labels. */
final class ArraySource implements ItemSource {
  private final String format;
  private final ItemFile images;
  private final ItemFile labels;
  private final Configuration hadoop;
  private final StructType schema;
  private final boolean permissive;

  private ArraySource(ReadOptions options, ItemFile images, ItemFile labels, Configuration hadoop) {
    this.format = options.source();
    this.permissive = options.permissive();
    this.images = images;
    this.labels = labels;
    this.hadoop = hadoop;
    Set<ItemColumn> columns = EnumSet.of(ItemColumn.ID, ItemColumn.SHAPE, ItemColumn.VALUES);
    if (labels != null) {
      columns.add(ItemColumn.LABEL);
    }
    if (permissive) {
      columns.add(ItemColumn.CORRUPT_RECORD);
    }
    this.schema = ItemColumn.schema(columns, kind(), metadata());
  }

  /**
   * Looks at the file and its labels.
   *
   * @throws UnreadableDataException if a file cannot be read, or the labels do not fit the items
   */
  static ArraySource of(ReadOptions options, ItemFormat format, Configuration hadoop) {
    ItemFile images = ItemFile.open(options.path(), format, hadoop);
    String path = options.text(ReadOptions.LABELS);
    ItemFile labels = path == null ? null : ItemFile.open(path, new LabelFormat(), hadoop);
    if (labels != null) {
      checkLabels(images, labels);
    }
    return new ArraySource(options, images, labels, hadoop);
  }

  private static void checkLabels(ItemFile images, ItemFile labels) {
    ItemLayout layout = labels.layout();
    if (!layout.isWhole()) {
      throw new UnreadableDataException(
          labels.path(),
          "labels are one axis of ubyte, byte, short or int, but its header is " + layout,
          "name the file of labels; the images are " + images.path());
    }
    if (layout.count() != images.layout().count()) {
      throw new UnreadableDataException(
          labels.path(),
          "it has "
              + layout.count()
              + " labels, but "
              + images.path()
              + " has "
              + images.layout().count()
              + " items",
          "name the labels that belong to these items");
    }
  }

  private Metadata metadata() {
    return new MetadataBuilder()
        .putString(format + "_type", images.layout().typeName())
        .putLongArray("shape", Arrays.stream(shape()).asLongStream().toArray())
        .build();
  }

  /** Reads the labels through: they are small, and a fault is better found now than in a task. */
  @Override
  public void verify() {
    if (labels != null) {
      labels.verify(hadoop);
    }
  }

  @Override
  public String name() {
    return format + " " + images.path() + (labels == null ? "" : " labels " + labels.path());
  }

  @Override
  public String description() {
    return images.layout() + (images.isGzip() ? ", gzip" : "");
  }

  @Override
  public long count() {
    return images.layout().count();
  }

  @Override
  public StructType schema() {
    return schema;
  }

  @Override
  public int[] shape() {
    return images.layout().shape();
  }

  @Override
  public ValueKind kind() {
    return images.layout().kind();
  }

  @Override
  public long rowBytes(StructType columns) {
    ItemLayout layout = images.layout();
    long valueBytes = (long) layout.itemValues() * layout.kind().bytes();
    return ItemColumn.rowBytes(columns, layout.shape().length, valueBytes);
  }

  @Override
  public InputPartition[] partitions(
      StructType columns, long from, long to, int wanted, int cores) {
    boolean values = columns.getFieldIndex(ItemColumn.VALUES.columnName()).isDefined();
    BlockLocation[] blocks = values ? images.blocks(hadoop) : new BlockLocation[0];
    boolean toTheEnd = to == count();
    long rows = to - from;
    int count =
        PartitionCount.of(wanted, rows, rows * images.layout().itemBytes(), images.isGzip(), cores);
    InputPartition[] ranges = new InputPartition[count];
    for (int i = 0; i < count; i++) {
      long first = from + share(rows, i, count);
      long end = from + share(rows, i + 1, count);
      List<String> hosts = BlockHosts.of(blocks, byteOf(first), byteOf(end));
      ranges[i] = new ItemRange(first, end, toTheEnd && i == count - 1, hosts);
    }
    return ranges;
  }

  /** {@code rows * i / count}, without overflow. */
  static long share(long rows, long i, long count) {
    return rows / count * i + rows % count * i / count;
  }

  private long byteOf(long row) {
    return images.layout().headerBytes() + row * images.layout().itemBytes();
  }

  @Override
  public RowReading reading(StructType columns) {
    ItemFile itemFile = images;
    ItemFile labelFile = labels;
    boolean lenient = permissive;
    ItemColumn[] chosen = ItemColumn.of(columns);
    return (partition, configuration) ->
        new ItemRowReader(
            itemFile, labelFile, chosen, lenient, configuration, (ItemRange) partition);
  }

  @Override
  public List<FileStatus> files() {
    return labels == null ? List.of(status(images)) : List.of(status(images), status(labels));
  }

  private FileStatus status(ItemFile file) {
    try {
      Path path = new Path(file.path());
      return path.getFileSystem(hadoop).getFileStatus(path);
    } catch (IOException e) {
      throw ItemFile.storage(file.path(), e);
    }
  }

  @Override
  public String place(long id) {
    return "row " + id + " of " + images.path();
  }
}
