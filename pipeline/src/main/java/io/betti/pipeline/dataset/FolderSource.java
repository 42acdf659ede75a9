package io.betti.pipeline.dataset;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;

/**
 * Files that hold one grid each, in the order of their paths. The values become what those of the
 * first file are, or what the option {@code values} says; a file whose values cannot be held so
 * exactly is refused when it is read.
 */
final class FolderSource implements ItemSource {
  static final String VALUES = "values";
  static final List<String> OPTIONS = List.of(ReadOptions.LABELS, VALUES);

  /** What opening a small file costs, in bytes read meanwhile. */
  private static final long OPENING_BYTES = 64 << 10;

  private final ReadOptions options;
  private final GridDecoder decoder;
  private final Configuration hadoop;
  private final List<FileStatus> found;

  /** Values of every item, once they have been looked at for the shape. */
  private volatile long[] sizes;

  private final DataFile[] files;
  private final GridShape first;
  private final ValueKind kind;
  private final StructType schema;

  /**
   * Lists the files and looks at the first one's header.
   *
   * @param endings of the files in a folder
   * @throws UnreadableDataException if there are none, or the first one's header is malformed
   * @throws IllegalArgumentException if an option is wrong
   */
  FolderSource(
      ReadOptions options, List<String> endings, GridDecoder decoder, Configuration hadoop) {
    this.options = options;
    this.decoder = decoder;
    this.hadoop = hadoop;
    boolean labelled = options.word(ReadOptions.LABELS, null, List.of("folder")) != null;
    String wanted = options.word(VALUES, null, List.of("binary", "float", "double"));
    this.found = FileListing.of(options.path(), endings, hadoop);
    this.files = files(found, labelled);
    this.first = files[0].read(hadoop, false, decoder::header);
    this.kind = wanted == null ? first.kind() : ValueKind.valueOf(wanted.toUpperCase(Locale.ROOT));
    Set<ItemColumn> columns = EnumSet.allOf(ItemColumn.class);
    if (!labelled) {
      columns.remove(ItemColumn.LABEL);
    }
    var metadata = new MetadataBuilder().putString("format", options.source()).build();
    this.schema = ItemColumn.schema(columns, kind, metadata);
  }

  private static DataFile[] files(List<FileStatus> found, boolean labelled) {
    List<Path> paths = found.stream().map(FileStatus::getPath).toList();
    FolderLabels labels = labelled ? new FolderLabels(paths) : null;
    return found.stream()
        .map(
            status ->
                new DataFile(
                    status.getPath().toString(),
                    status.getLen(),
                    labelled ? labels.of(status.getPath()) : 0))
        .toArray(DataFile[]::new);
  }

  @Override
  public String name() {
    return options.source() + " " + options.path();
  }

  @Override
  public String description() {
    return files.length + " files of " + options.source();
  }

  @Override
  public long count() {
    return files.length;
  }

  @Override
  public StructType schema() {
    return schema;
  }

  @Override
  public ValueKind kind() {
    return kind;
  }

  /**
   * Opens every file for its header, several at a time.
   *
   * @throws UnreadableDataException the first file's that is malformed
   */
  @Override
  public int[] shape() {
    List<Object> looks = Arrays.stream(files).parallel().map(this::look).toList();
    boolean uniform = true;
    long[] sizes = new long[files.length];
    for (int i = 0; i < sizes.length; i++) {
      if (looks.get(i) instanceof UnreadableDataException e) {
        throw e;
      }
      int[] shape = ((GridShape) looks.get(i)).shape();
      sizes[i] = values(shape);
      uniform &= Arrays.equals(shape, first.shape());
    }
    this.sizes = sizes;
    return uniform ? first.shape() : null;
  }

  @Override
  public long largest(long count) {
    int largest = 0;
    for (int i = 1; sizes != null && i < Math.min(count, sizes.length); i++) {
      largest = sizes[i] > sizes[largest] ? i : largest;
    }
    return largest;
  }

  private static long values(int[] shape) {
    long values = 1;
    for (int size : shape) {
      values *= size;
    }
    return values;
  }

  /** A file's header, or what is wrong with it. */
  private Object look(DataFile file) {
    try {
      return file.read(hadoop, false, decoder::header);
    } catch (UnreadableDataException e) {
      return e;
    }
  }

  /** By the first one's size, since the others are not known. */
  private long valueBytes() {
    return values(first.shape()) * kind.bytes();
  }

  @Override
  public long rowBytes(StructType columns) {
    return Arrays.stream(ItemColumn.of(columns))
        .mapToLong(column -> column.rowBytes(first.shape().length, valueBytes()))
        .sum();
  }

  @Override
  public InputPartition[] partitions(
      StructType columns, long from, long to, int wanted, int cores) {
    int rows = Math.toIntExact(to - from);
    long bytes = rows * (OPENING_BYTES + valueBytes());
    int count = PartitionCount.of(wanted, rows, bytes, false, cores);
    InputPartition[] ranges = new InputPartition[count];
    for (int i = 0; i < count; i++) {
      int begin = (int) (from + ArraySource.share(rows, i, count));
      int end = (int) (from + ArraySource.share(rows, i + 1, count));
      ranges[i] = new FileRange(begin, Arrays.copyOfRange(files, begin, end));
    }
    return ranges;
  }

  @Override
  public RowReading reading(StructType columns) {
    GridDecoder decoding = decoder;
    ValueKind kept = kind;
    ItemColumn[] chosen = ItemColumn.of(columns);
    return (partition, configuration) ->
        new FileRowReader((FileRange) partition, decoding, kept, chosen, configuration);
  }

  @Override
  public List<FileStatus> files() {
    return found;
  }

  @Override
  public String place(long id) {
    return "item " + id + ", " + files[(int) id].path();
  }
}
