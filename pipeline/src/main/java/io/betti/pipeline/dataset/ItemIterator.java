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
 * The items of a data set from the first on, read one by one in the calling thread, without a Spark
 * session. Belongs to one thread; to be closed.
 */
public final class ItemIterator implements Iterator<Item>, AutoCloseable {
  private final PartitionReader<InternalRow> reader;
  private final ValueKind kind;
  private final String name;
  private boolean looked;
  private boolean more;

  ItemIterator(ItemSource source, Configuration hadoop) {
    StructType columns =
        new StructType(
            Arrays.stream(source.schema().fields())
                .filter(field -> isWanted(field))
                .toArray(StructField[]::new));
    InputPartition whole = source.partitions(columns, 0, source.count(), 1, 1)[0];
    this.reader = source.reading(columns).reader(whole, hadoop);
    this.kind = source.kind();
    this.name = source.name();
  }

  private static boolean isWanted(StructField field) {
    return switch (field.name()) {
      case "id", "shape", "values", "points" -> true;
      default -> false;
    };
  }

  /**
   * @throws UnreadableDataException if the next item cannot be read
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
   * @throws UnreadableDataException if the item cannot be read
   */
  @Override
  public Item next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all items have been read");
    }
    looked = false;
    InternalRow row = reader.get();
    long id = row.getLong(0);
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
    return new Item(id, shape, values);
  }

  private static Item cloud(long id, ArrayData points) {
    int count = points.numElements();
    int size = points.getArray(0).numElements();
    double[] values = new double[count * size];
    for (int i = 0; i < count; i++) {
      System.arraycopy(points.getArray(i).toDoubleArray(), 0, values, i * size, size);
    }
    return new Item(id, new int[] {count, size}, values);
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
