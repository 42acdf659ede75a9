package io.betti.pipeline.dataset;

import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The rows of files that hold one grid each. A file is opened only for its values, or for its
 * header if just the shape is asked for.
 *
 * <p>Each row has arrays of its own, since operators that run in one stage with the scan get them
 * without a copy and may keep them.
 */
final class FileRowReader implements PartitionReader<InternalRow> {
  private final FileRange range;
  private final GridDecoder decoder;
  private final ValueKind kind;
  private final ItemColumn[] columns;
  private final Configuration hadoop;
  private final boolean values;
  private final boolean shape;
  private int next;
  private long itemsRead;
  private InternalRow row;

  FileRowReader(
      FileRange range,
      GridDecoder decoder,
      ValueKind kind,
      ItemColumn[] columns,
      Configuration hadoop) {
    this.range = range;
    this.decoder = decoder;
    this.kind = kind;
    this.columns = columns;
    this.hadoop = hadoop;
    this.values = Arrays.asList(columns).contains(ItemColumn.VALUES);
    this.shape = Arrays.asList(columns).contains(ItemColumn.SHAPE);
  }

  @Override
  public boolean next() {
    if (next == range.files().length) {
      return false;
    }
    DataFile file = range.files()[next];
    GridValues grid = values ? file.read(hadoop, true, decoder::decode) : null;
    int[] sizes = null;
    if (values) {
      sizes = grid.shape();
      itemsRead++;
    } else if (shape) {
      sizes = file.read(hadoop, false, decoder::header).shape();
    }
    Object[] fields = new Object[columns.length];
    for (int i = 0; i < fields.length; i++) {
      fields[i] =
          switch (columns[i]) {
            case ID -> range.from() + next;
            case SHAPE -> UnsafeArrayData.fromPrimitiveArray(sizes);
            case VALUES -> values(grid, file);
            case LABEL -> file.label();
            case PATH -> UTF8String.fromString(file.path());
          };
    }
    row = new GenericInternalRow(fields);
    next++;
    return true;
  }

  private Object values(GridValues grid, DataFile file) {
    try {
      return SparkValues.of(grid.as(kind));
    } catch (ArithmeticException e) {
      throw new UnreadableDataException(
          file.path(),
          "it holds " + e.getMessage(),
          "set the option values to binary, float or double, so that it fits every file",
          e);
    }
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
