package io.betti.pipeline.dataset;

import java.util.Arrays;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The rows of files that hold one item each. A file is opened only if a column of its content is
 * asked for, and read no further than its header if that is just the shape.
 *
 * <p>Of a permissive read a file is read whole in either case, so that the columns that a query
 * leaves out don't decide whether an item counts as corrupt.
 *
 * <p>Each row has arrays of its own, since operators that run in one stage with the scan get them
 * without a copy and may keep them.
 */
final class FileRowReader implements PartitionReader<InternalRow> {
  private final FileRange range;
  private final FileReading reading;
  private final ItemColumn[] columns;
  private final boolean permissive;
  private final Configuration hadoop;
  private final boolean open;
  private final boolean whole;
  private int next;
  private long itemsRead;
  private String corruption;
  private InternalRow row;

  FileRowReader(
      FileRange range,
      FileReading reading,
      ItemColumn[] columns,
      boolean permissive,
      Configuration hadoop) {
    this.range = range;
    this.reading = reading;
    this.columns = columns;
    this.permissive = permissive;
    this.hadoop = hadoop;
    this.open = Arrays.stream(columns).anyMatch(ItemColumn::isOfContent);
    this.whole =
        permissive
            || Arrays.stream(columns)
                .anyMatch(column -> column.isOfContent() && column != ItemColumn.SHAPE);
  }

  @Override
  public boolean next() {
    if (next == range.files().length) {
      return false;
    }
    DataFile file = range.files()[next];
    Map<ItemColumn, Object> content = open ? content(file) : Map.of();
    Object[] fields = new Object[columns.length];
    for (int i = 0; i < fields.length; i++) {
      fields[i] =
          switch (columns[i]) {
            case ID -> range.from() + next;
            case CLOUD -> UTF8String.fromString(new Path(file.path()).getName());
            case LABEL -> file.label();
            case PATH -> UTF8String.fromString(file.path());
            case CORRUPT_RECORD -> UTF8String.fromString(corruption);
            case SHAPE, VALUES, POINTS -> content.get(columns[i]);
          };
    }
    row = new GenericInternalRow(fields);
    next++;
    return true;
  }

  private Map<ItemColumn, Object> content(DataFile file) {
    corruption = null;
    try {
      Map<ItemColumn, Object> content = reading.read(file, whole, hadoop);
      itemsRead += whole ? 1 : 0;
      return content;
    } catch (UnreadableDataException e) {
      if (!permissive || e.isOfStorage()) {
        throw e;
      }
      corruption = e.getMessage();
      return Map.of();
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
