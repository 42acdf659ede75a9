package io.betti.pipeline.dataset;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.SerializableConfiguration;

/** Some columns of a {@link MeshTable}, its files cut into ranges. */
final class MeshScan implements Scan, Batch {
  private final MeshTable table;
  private final StructType columns;

  MeshScan(MeshTable table, StructType columns) {
    this.table = table;
    this.columns = columns;
  }

  @Override
  public StructType readSchema() {
    return columns;
  }

  @Override
  public String description() {
    return "[" + table.name() + "] " + table.files().size() + " files";
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    long count = table.partitionCount();
    long files = table.files().size();
    InputPartition[] ranges = new InputPartition[(int) count];
    for (int i = 0; i < count; i++) {
      int from = (int) (files * i / count);
      int to = (int) (files * (i + 1) / count);
      ranges[i] = new Range(from, List.copyOf(table.files().subList(from, to)));
    }
    return ranges;
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new Factory(
        columns.fieldNames(),
        SerializableConfiguration.broadcast(table.spark().sparkContext(), table.hadoop()));
  }

  /**
   * The rows of one task.
   *
   * @param from id of the first
   * @param files one for each row
   */
  private record Range(int from, List<MeshFile> files) implements InputPartition {}

  /** What a task needs; travels to the executors. */
  private record Factory(String[] columns, Broadcast<SerializableConfiguration> hadoop)
      implements PartitionReaderFactory {
    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
      return new Reader((Range) partition, columns, hadoop.value().value());
    }
  }

  /** The rows of a range. A file is opened only if its points are asked for. */
  private static final class Reader implements PartitionReader<InternalRow> {
    private final Range range;
    private final String[] columns;
    private final Configuration hadoop;
    private int next;
    private InternalRow row;

    Reader(Range range, String[] columns, Configuration hadoop) {
      this.range = range;
      this.columns = columns;
      this.hadoop = hadoop;
    }

    @Override
    public boolean next() {
      if (next == range.files().size()) {
        return false;
      }
      MeshFile file = range.files().get(next);
      Object[] fields = new Object[columns.length];
      for (int i = 0; i < fields.length; i++) {
        fields[i] =
            switch (columns[i]) {
              case MeshTable.ID -> (long) range.from() + next;
              case MeshTable.CLOUD -> UTF8String.fromString(file.name());
              default -> points(file.read(hadoop));
            };
      }
      row = new GenericInternalRow(fields);
      next++;
      return true;
    }

    @Override
    public InternalRow get() {
      return row;
    }

    private static GenericArrayData points(Mesh mesh) {
      Object[] points = new Object[mesh.vertexCount()];
      for (int i = 0; i < points.length; i++) {
        points[i] = UnsafeArrayData.fromPrimitiveArray(mesh.vertex(i));
      }
      return new GenericArrayData(points);
    }

    @Override
    public void close() {
      // every file is closed once it is read
    }
  }
}
