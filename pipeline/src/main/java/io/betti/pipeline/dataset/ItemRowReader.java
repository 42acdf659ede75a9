package io.betti.pipeline.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The rows of one range. A file is opened only if a column of it is asked for.
 *
 * <p>Of a permissive read an item is corrupt if all its bytes are there but its values cannot be
 * held exactly; a file that is cut short or damaged as gzip fails in any case.
 *
 * <p>Each row has arrays of its own, since operators that run in one stage with the scan get them
 * without a copy and may keep them.
 */
final class ItemRowReader implements PartitionReader<InternalRow> {
  private final ItemFile images;
  private final ItemFile labels;
  private final ItemColumn[] columns;
  private final boolean permissive;
  private final Configuration hadoop;
  private final ItemRange range;
  private final UnsafeArrayData shape;
  private long nextId;
  private long itemsRead;
  private boolean opened;
  private ItemReader imageReader;
  private ItemReader labelReader;
  private Object values;
  private String corruption;
  private InternalRow row;

  ItemRowReader(
      ItemFile images,
      ItemFile labels,
      ItemColumn[] columns,
      boolean permissive,
      Configuration hadoop,
      ItemRange range) {
    this.images = images;
    this.labels = labels;
    this.columns = columns;
    this.permissive = permissive;
    this.hadoop = hadoop;
    this.range = range;
    this.shape = UnsafeArrayData.fromPrimitiveArray(images.layout().shape());
    this.nextId = range.from();
  }

  @Override
  public boolean next() {
    try {
      if (!opened) {
        openFiles();
      }
      if (nextId == range.to()) {
        if (imageReader != null && range.atEnd()) {
          imageReader.finish();
        }
        return false;
      }
      row = readRow();
      nextId++;
      return true;
    } catch (IOException e) {
      throw UnreadableDataException.ofStorage(
          images.path() + (labelReader == null ? "" : " or " + labels.path()),
          "the file system failed at item " + nextId + ": " + e,
          "check the disk and the network, and run it again",
          e);
    }
  }

  /** Not in the constructor: Spark closes only what it was given. */
  private void openFiles() {
    opened = true;
    List<ItemColumn> asked = Arrays.asList(columns);
    if (asked.contains(ItemColumn.VALUES) || asked.contains(ItemColumn.CORRUPT_RECORD)) {
      imageReader = images.reader(hadoop, range.from());
    }
    if (asked.contains(ItemColumn.LABEL)) {
      labelReader = labels.reader(hadoop, range.from());
    }
  }

  private InternalRow readRow() throws IOException {
    if (imageReader != null) {
      readValues();
    }
    Object[] fields = new Object[columns.length];
    for (int i = 0; i < fields.length; i++) {
      fields[i] =
          switch (columns[i]) {
            case ID -> nextId;
            case SHAPE -> shape;
            case VALUES -> values;
            case LABEL -> labelReader.nextWhole();
            case CORRUPT_RECORD -> UTF8String.fromString(corruption);
            case CLOUD, POINTS, PATH ->
                throw new IllegalStateException("items of one file have no column " + columns[i]);
          };
    }
    return new GenericInternalRow(fields);
  }

  private void readValues() throws IOException {
    values = null;
    corruption = null;
    try {
      values = SparkValues.of(imageReader.nextValues());
      itemsRead++;
    } catch (UnreadableDataException e) {
      boolean bytesRead = imageReader.position() > nextId;
      if (!permissive || !bytesRead) {
        throw e;
      }
      corruption = e.getMessage();
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
  public void close() throws IOException {
    try (Closeable first = imageReader;
        Closeable second = labelReader) {
      imageReader = null;
      labelReader = null;
    }
  }
}
