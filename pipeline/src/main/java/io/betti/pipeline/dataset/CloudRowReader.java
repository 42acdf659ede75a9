package io.betti.pipeline.dataset;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The clouds of one range. Reads from the first row of the first of them until the last row of the
 * last, and keeps the points of those that have begun and are not complete; in a file whose clouds
 * come one after the other that is one cloud. The file is opened only if points are asked for, or
 * which cannot be read.
 *
 * <p>Of a permissive read a cloud with a coordinate that is no number is corrupt, and its other
 * rows are counted only. What may have cost another cloud a row, as a row of too many fields,
 * fails.
 */
final class CloudRowReader implements PartitionReader<InternalRow> {
  private final CloudFile file;
  private final CloudRange range;
  private final ItemColumn[] columns;
  private final Configuration hadoop;
  private final boolean permissive;
  private final boolean points;
  private final Map<String, Integer> places = new HashMap<>();
  private final double[][] coordinates;
  private final int[] read;
  private final String[] corruption;
  private CsvRecords records;
  private byte[] lastCloud;
  private int lastPlace;
  private int next;
  private long itemsRead;
  private InternalRow row;

  CloudRowReader(
      CloudFile file,
      CloudRange range,
      ItemColumn[] columns,
      boolean permissive,
      Configuration hadoop) {
    this.file = file;
    this.range = range;
    this.columns = columns;
    this.hadoop = hadoop;
    this.permissive = permissive;
    this.points = Arrays.stream(columns).anyMatch(ItemColumn::isOfContent);
    this.coordinates = new double[range.clouds().length][];
    this.read = new int[range.clouds().length];
    this.corruption = new String[range.clouds().length];
  }

  @Override
  public boolean next() throws IOException {
    if (next == range.clouds().length) {
      return false;
    }
    CloudEntry cloud = range.clouds()[next];
    if (points) {
      try {
        readUntilComplete(next);
      } catch (IOException e) {
        throw ItemFile.storage(file.path(), e);
      }
      itemsRead += corruption[next] == null ? 1 : 0;
    }
    Object[] fields = new Object[columns.length];
    for (int i = 0; i < fields.length; i++) {
      fields[i] =
          switch (columns[i]) {
            case ID -> range.from() + next;
            case CLOUD -> UTF8String.fromString(cloud.cloud());
            case POINTS -> corruption[next] == null ? array(coordinates[next]) : null;
            case CORRUPT_RECORD -> UTF8String.fromString(corruption[next]);
            case SHAPE, VALUES, LABEL, PATH ->
                throw new IllegalStateException("clouds have no column " + columns[i]);
          };
    }
    coordinates[next] = null;
    row = new GenericInternalRow(fields);
    next++;
    return true;
  }

  private void readUntilComplete(int place) throws IOException {
    if (records == null) {
      CloudEntry first = range.clouds()[0];
      for (int i = 0; i < range.clouds().length; i++) {
        places.put(range.clouds()[i].cloud(), i);
      }
      records = file.records(hadoop, first.begin(), first.line());
    }
    while (read[place] < range.clouds()[place].points()) {
      if (!records.next()) {
        throw changed();
      }
      file.checkFields(records);
      int at = place();
      if (at >= 0) {
        keepPoint(at);
      }
    }
  }

  /** Which of our clouds the record belongs to, -1 if none. */
  private int place() {
    int field = file.cloudField();
    if (lastCloud == null || !records.is(field, lastCloud)) {
      lastCloud = records.bytes(field);
      lastPlace = places.getOrDefault(records.text(field), -1);
    }
    return lastPlace;
  }

  private void keepPoint(int place) {
    int[] fields = file.coordinateFields();
    int points = range.clouds()[place].points();
    if (read[place] == points) {
      throw changed();
    }
    int at = read[place]++ * fields.length;
    if (corruption[place] != null) {
      return;
    }
    if (coordinates[place] == null) {
      coordinates[place] = new double[points * fields.length];
    }
    try {
      for (int field : fields) {
        coordinates[place][at++] = records.number(field, file.columns().get(field));
      }
    } catch (UnreadableDataException e) {
      if (!permissive) {
        throw e;
      }
      corruption[place] = e.getMessage();
      coordinates[place] = null;
    }
  }

  private UnreadableDataException changed() {
    return new UnreadableDataException(
        file.path(), "it has changed since the read was planned", "load it again");
  }

  private ArrayData array(double[] numbers) {
    int size = file.coordinateFields().length;
    Object[] array = new Object[numbers.length / size];
    for (int i = 0; i < array.length; i++) {
      array[i] =
          UnsafeArrayData.fromPrimitiveArray(Arrays.copyOfRange(numbers, i * size, (i + 1) * size));
    }
    return new GenericArrayData(array);
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
    if (records != null) {
      records.close();
      records = null;
    }
  }
}
