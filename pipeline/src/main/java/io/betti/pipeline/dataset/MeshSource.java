package io.betti.pipeline.dataset;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;

/** Files of meshes or points, each of them a cloud, in the order of their paths. */
final class MeshSource implements ItemSource {
  private static final String[] AXES = {"x", "y", "z"};

  /** About three numbers of eight digits a line, of which Spark makes an array of 24 bytes more. */
  private static final int ROW_BYTES_PER_FILE_BYTE = 2;

  private final ReadOptions options;
  private final DataFiles files;
  private final boolean permissive;
  private final StructType schema;

  /**
   * Lists the files.
   *
   * @throws UnreadableDataException if there are none
   */
  MeshSource(ReadOptions options, Configuration hadoop) {
    this.options = options;
    this.files = new DataFiles(MeshFile.statuses(options.path(), hadoop), false);
    this.permissive = options.permissive();
    Set<ItemColumn> columns =
        EnumSet.of(ItemColumn.ID, ItemColumn.CLOUD, ItemColumn.POINTS, ItemColumn.PATH);
    if (permissive) {
      columns.add(ItemColumn.CORRUPT_RECORD);
    }
    var metadata =
        new MetadataBuilder()
            .putString("format", options.source())
            .putStringArray(CloudFile.COORDINATES, AXES)
            .build();
    this.schema = ItemColumn.schema(columns, null, metadata);
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
  public OptionalInt coordinates() {
    return OptionalInt.of(AXES.length);
  }

  private long pointBytes() {
    return ROW_BYTES_PER_FILE_BYTE * files.meanBytes();
  }

  @Override
  public long rowBytes(StructType columns) {
    return ItemColumn.rowBytes(columns, 0, pointBytes());
  }

  @Override
  public InputPartition[] partitions(
      StructType columns, long from, long to, int wanted, int cores) {
    return files.partitions(from, to, pointBytes(), wanted, cores);
  }

  @Override
  public RowReading reading(StructType columns) {
    boolean lenient = permissive;
    ItemColumn[] chosen = ItemColumn.of(columns);
    return (partition, configuration) ->
        new FileRowReader(
            (FileRange) partition, MeshSource::points, chosen, lenient, configuration);
  }

  private static Map<ItemColumn, Object> points(
      DataFile file, boolean whole, Configuration hadoop) {
    Mesh mesh = MeshFile.read(file, hadoop);
    Object[] points = new Object[mesh.vertexCount()];
    for (int i = 0; i < points.length; i++) {
      points[i] = UnsafeArrayData.fromPrimitiveArray(mesh.vertex(i));
    }
    return Map.of(ItemColumn.POINTS, new GenericArrayData(points));
  }

  /** Bytes of the file. */
  @Override
  public long size(long id) {
    return files.get(id).length();
  }

  @Override
  public List<FileStatus> files() {
    return files.found();
  }

  @Override
  public String place(long id) {
    return "cloud " + id + ", " + files.get(id).path();
  }
}
