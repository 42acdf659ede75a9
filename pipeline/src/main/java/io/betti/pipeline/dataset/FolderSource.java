package io.betti.pipeline.dataset;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;

/**
 * Files that hold one grid each, in the order of their paths. The values become what those of the
 * first file are, or what the option {@code values} says; a file whose values cannot be held so
 * exactly is refused when it is read.
 *
 * <p>A permissive read goes by the first file whose header can be read; if there is none, it fails.
 */
final class FolderSource implements ItemSource {
  static final String VALUES = "values";
  static final List<String> OPTIONS = List.of(ReadOptions.LABELS, VALUES);

  /** What opening a small file costs, in bytes read meanwhile. */
  private static final long OPENING_BYTES = 64 << 10;

  private final ReadOptions options;
  private final GridDecoder decoder;
  private final Configuration hadoop;
  private final DataFiles files;
  private final boolean permissive;
  private final GridShape first;
  private final ValueKind kind;
  private final StructType schema;

  /** Values of every item, once they have been looked at for the shape. */
  private volatile long[] sizes;

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
    this.permissive = options.permissive();
    boolean labelled = options.word(ReadOptions.LABELS, null, List.of("folder")) != null;
    String wanted = options.word(VALUES, null, List.of("binary", "float", "double"));
    this.files = new DataFiles(FileListing.of(options.path(), endings, hadoop), labelled);
    this.first = first();
    this.kind = wanted == null ? first.kind() : ValueKind.valueOf(wanted.toUpperCase(Locale.ROOT));
    Set<ItemColumn> columns =
        EnumSet.of(ItemColumn.ID, ItemColumn.SHAPE, ItemColumn.VALUES, ItemColumn.PATH);
    if (labelled) {
      columns.add(ItemColumn.LABEL);
    }
    if (permissive) {
      columns.add(ItemColumn.CORRUPT_RECORD);
    }
    var metadata = new MetadataBuilder().putString("format", options.source()).build();
    this.schema = ItemColumn.schema(columns, kind, metadata);
  }

  /** The first header that can be read, or the first one's fault. */
  private GridShape first() {
    for (int i = 0; permissive && i < files.count(); i++) {
      if (look(files.get(i)) instanceof GridShape header) {
        return header;
      }
    }
    return files.get(0).read(hadoop, false, decoder::header);
  }

  @Override
  public String name() {
    return options.source() + " " + options.path();
  }

  @Override
  public String description() {
    return files.count() + " files of " + options.source();
  }

  @Override
  public long count() {
    return files.count();
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
   * Opens every file for its header, several at a time. A permissive read passes over those that
   * are malformed.
   *
   * @throws UnreadableDataException the first file's that is malformed
   */
  @Override
  public int[] shape() {
    List<Object> looks =
        IntStream.range(0, files.count()).parallel().mapToObj(i -> look(files.get(i))).toList();
    boolean uniform = true;
    long[] sizes = new long[files.count()];
    for (int i = 0; i < sizes.length; i++) {
      if (looks.get(i) instanceof GridShape header) {
        sizes[i] = values(header.shape());
        uniform &= Arrays.equals(header.shape(), first.shape());
      } else if (!permissive) {
        throw (UnreadableDataException) looks.get(i);
      }
    }
    this.sizes = sizes;
    return uniform ? first.shape() : null;
  }

  @Override
  public long size(long id) {
    return sizes == null ? 0 : sizes[(int) id];
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
      if (permissive && e.isOfStorage()) {
        throw e;
      }
      return e;
    }
  }

  /** By the first one's size, since the others are not known. */
  private long valueBytes() {
    return values(first.shape()) * kind.bytes();
  }

  @Override
  public long rowBytes(StructType columns) {
    return ItemColumn.rowBytes(columns, first.shape().length, valueBytes());
  }

  @Override
  public InputPartition[] partitions(
      StructType columns, long from, long to, int wanted, int cores) {
    return files.partitions(from, to, OPENING_BYTES + valueBytes(), wanted, cores);
  }

  @Override
  public RowReading reading(StructType columns) {
    boolean lenient = permissive;
    ItemColumn[] chosen = ItemColumn.of(columns);
    FileReading reading = new GridReading(decoder, kind);
    return (partition, configuration) ->
        new FileRowReader((FileRange) partition, reading, chosen, lenient, configuration);
  }

  /** Shape and values. */
  private record GridReading(GridDecoder decoder, ValueKind kind) implements FileReading {
    private static final long serialVersionUID = 1;

    @Override
    public Map<ItemColumn, Object> read(DataFile file, boolean whole, Configuration hadoop) {
      if (!whole) {
        return Map.of(ItemColumn.SHAPE, sizes(file.read(hadoop, false, decoder::header).shape()));
      }
      GridValues grid = file.read(hadoop, true, decoder::decode);
      return Map.of(
          ItemColumn.SHAPE, sizes(grid.shape()), ItemColumn.VALUES, values(grid, file.path()));
    }

    private static Object sizes(int[] shape) {
      return UnsafeArrayData.fromPrimitiveArray(shape);
    }

    private Object values(GridValues grid, String path) {
      try {
        return SparkValues.of(grid.as(kind));
      } catch (ArithmeticException e) {
        throw new UnreadableDataException(
            path,
            "it holds " + e.getMessage(),
            "set the option values to binary, float or double, so that it fits every file",
            e);
      }
    }
  }

  @Override
  public List<FileStatus> files() {
    return files.found();
  }

  @Override
  public String place(long id) {
    return "item " + id + ", " + files.get(id).path();
  }
}
