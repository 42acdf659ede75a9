package io.betti.pipeline.dataset;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.unsafe.types.UTF8String;

/** The rows of files that hold a cloud each. A file is opened only if its points are asked for. */
final class MeshRowReader implements PartitionReader<InternalRow> {
  private final FileRange range;
  private final CloudColumn[] columns;
  private final Configuration hadoop;
  private int next;
  private long itemsRead;
  private InternalRow row;

  MeshRowReader(FileRange range, CloudColumn[] columns, Configuration hadoop) {
    this.range = range;
    this.columns = columns;
    this.hadoop = hadoop;
  }

  @Override
  public boolean next() {
    if (next == range.files().length) {
      return false;
    }
    DataFile file = range.files()[next];
    Object[] fields = new Object[columns.length];
    for (int i = 0; i < fields.length; i++) {
      fields[i] =
          switch (columns[i]) {
            case ID -> range.from() + next;
            case CLOUD -> UTF8String.fromString(new Path(file.path()).getName());
            case POINTS -> points(MeshFile.read(file, hadoop));
          };
    }
    row = new GenericInternalRow(fields);
    next++;
    return true;
  }

  private GenericArrayData points(Mesh mesh) {
    itemsRead++;
    Object[] points = new Object[mesh.vertexCount()];
    for (int i = 0; i < points.length; i++) {
      points[i] = UnsafeArrayData.fromPrimitiveArray(mesh.vertex(i));
    }
    return new GenericArrayData(points);
  }

  @Override
  public InternalRow get() {
    return row;
  }

  @Override
  public CustomTaskMetric[] currentMetricsValues() {
    return new CustomTaskMetric[] {new ItemsRead.Count(itemsRead)};
  }

  @Override
  public void close() {
    // every file is closed once it is read
  }
}
