package io.betti.pipeline.dataset;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The items of a data set from one on, read one by one in the calling thread, without a Spark
 * session. Belongs to one thread; to be closed.
 */
public final class ItemIterator implements Iterator<Item>, AutoCloseable {
  private final PartitionReader<InternalRow> reader;
  private final ValueKind kind;
  private final String name;
  private final int corruption;
  private boolean looked;
  private boolean more;

  ItemIterator(ItemSource source, Configuration hadoop, long from) {
    StructType columns =
        new StructType(
            Arrays.stream(source.schema().fields())
                .filter(field -> isWanted(field))
                .toArray(StructField[]::new));
    InputPartition whole = source.partitions(columns, from, source.count(), 1, 1)[0];
    this.reader = source.reading(columns).reader(whole, hadoop);
    this.kind = source.kind();
    this.name = source.name();
    this.corruption =
        columns
            .getFieldIndex(ItemColumn.CORRUPT_RECORD.columnName())
            .map(index -> (Integer) index)
            .getOrElse(() -> -1);
  }

  private static boolean isWanted(StructField field) {
    ItemColumn column = ItemColumn.of(field);
    return column == ItemColumn.ID || column.isOfContent();
  }

  /**
   * @throws UnreadableDataException if the next item cannot be read and the read is not permissive
   */
  @Override
  public boolean hasNext() {
    try {
      if (!looked) {
        more = reader.next();
        looked = true;
      }
      return more;
    } catch (IOException e) {
      throw ItemFile.storage(name, e);
    }
  }

  /**
   * @throws UnreadableDataException if the item cannot be read and the read is not permissive
   */
  @Override
  public Item next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all items have been read");
    }
    looked = false;
    InternalRow row = reader.get();
    long id = row.getLong(0);
    if (corruption >= 0 && !row.isNullAt(corruption)) {
      return new Item(id, null, null, row.getString(corruption));
    }
    return kind == null ? cloud(id, row.getArray(1)) : grid(id, row);
  }

  private Item grid(long id, InternalRow row) {
    int[] shape = row.getArray(1).toIntArray();
    Object values =
        switch (kind) {
          case BINARY -> row.getBinary(2);
          case FLOAT -> row.getArray(2).toFloatArray();
          case DOUBLE -> row.getArray(2).toDoubleArray();
        };
    return new Item(id, shape, values, null);
  }

  private static Item cloud(long id, ArrayData points) {
    int count = points.numElements();
    int size = points.getArray(0).numElements();
    double[] values = new double[count * size];
    for (int i = 0; i < count; i++) {
      System.arraycopy(points.getArray(i).toDoubleArray(), 0, values, i * size, size);
    }
    return new Item(id, new int[] {count, size}, values, null);
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw ItemFile.storage(name, e);
    }
  }
}
