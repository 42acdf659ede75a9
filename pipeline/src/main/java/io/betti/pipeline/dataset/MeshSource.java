package io.betti.pipeline.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;

/** Files of meshes or points, each of them a cloud, in the order of their paths. */
final class MeshSource implements ItemSource {
  private static final String[] AXES = {"x", "y", "z"};

  /** About three numbers of eight digits a line, of which Spark makes an array of 24 bytes more. */
  private static final int ROW_BYTES_PER_FILE_BYTE = 2;

  private final ReadOptions options;
  private final List<FileStatus> found;
  private final DataFile[] files;
  private final StructType schema;

  /**
   * Lists the files.
   *
   * @throws UnreadableDataException if there are none
   */
  MeshSource(ReadOptions options, Configuration hadoop) {
    this.options = options;
    this.found = MeshFile.statuses(options.path(), hadoop);
    this.files =
        found.stream()
            .map(status -> new DataFile(status.getPath().toString(), status.getLen(), 0))
            .toArray(DataFile[]::new);
    this.schema =
        CloudColumn.schema(
            new MetadataBuilder()
                .putString("format", options.source())
                .putStringArray(CloudFile.COORDINATES, AXES)
                .build());
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
  public int[] shape() {
    return null;
  }

  @Override
  public ValueKind kind() {
    return null;
  }

  @Override
  public OptionalInt coordinates() {
    return OptionalInt.of(AXES.length);
  }

  private long pointBytes() {
    long bytes = Arrays.stream(files).mapToLong(DataFile::length).sum();
    return ROW_BYTES_PER_FILE_BYTE * bytes / files.length;
  }

  @Override
  public long rowBytes(StructType columns) {
    return Arrays.stream(CloudColumn.of(columns))
        .mapToLong(
            column ->
                switch (column) {
                  case ID -> 8;
                  case CLOUD -> 24;
                  case POINTS -> pointBytes();
                })
        .sum();
  }

  @Override
  public InputPartition[] partitions(
      StructType columns, long from, long to, int wanted, int cores) {
    int rows = Math.toIntExact(to - from);
    int count = PartitionCount.of(wanted, rows, rows * pointBytes(), false, cores);
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
    CloudColumn[] chosen = CloudColumn.of(columns);
    return (partition, configuration) ->
        new MeshRowReader((FileRange) partition, chosen, configuration);
  }

  /** By the lengths of the files. */
  @Override
  public long largest(long count) {
    int largest = 0;
    for (int i = 1; i < Math.min(count, files.length); i++) {
      largest = files[i].length() > files[largest].length() ? i : largest;
    }
    return largest;
  }

  @Override
  public List<FileStatus> files() {
    return found;
  }

  @Override
  public String place(long id) {
    return "cloud " + id + ", " + files[(int) id].path();
  }
}
