package io.betti.pipeline.evaluation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StructType;
import scala.collection.Seq;

/**
 * Grids as bytes: the kind of value, the number of axes, the length of each (4 bytes), then the
 * values, 1 byte each if they were bytes, 4 if floats, 8 if doubles, big-endian.
 *
 * <p>A table without a column {@code shape} has grids of one axis.
 */
final class GridCodec implements ItemCodec {
  private static final long serialVersionUID = 1L;

  /** The greatest value whose square is far from the end of doubles for any number of values. */
  static final double GREATEST = 1e150;

  private static final String SHAPE = "shape";
  private static final byte BYTES = 0;
  private static final byte FLOATS = 1;
  private static final byte DOUBLES = 2;

  private final String column;

  GridCodec(String column) {
    this.column = column;
  }

  @Override
  public List<String> columns(String side, StructType schema) {
    DataType type = TableColumns.type(side, schema, column);
    boolean values =
        type instanceof BinaryType
            || type instanceof ArrayType array
                && (array.elementType() instanceof FloatType
                    || array.elementType() instanceof DoubleType);
    TableColumns.require(
        side, column, type, values, "binary, array<float> or array<double>, the values of a grid");
    List<String> columns = new ArrayList<>(List.of(column));
    if (List.of(schema.fieldNames()).contains(SHAPE)) {
      DataType shape = TableColumns.type(side, schema, SHAPE);
      boolean lengths =
          shape instanceof ArrayType array
              && (array.elementType() instanceof IntegerType
                  || array.elementType() instanceof LongType);
      TableColumns.require(side, SHAPE, shape, lengths, "array<int>, the lengths of a grid's axes");
      columns.add(SHAPE);
    }
    return columns;
  }

  @Override
  public byte[] pack(Row row) {
    if (row.isNullAt(1)) {
      throw new IllegalArgumentException("its " + column + " are null; drop the row");
    }
    Object values = row.get(1);
    int count = values instanceof byte[] bytes ? bytes.length : ((Seq<?>) values).length();
    int[] shape = row.length() > 2 ? shape(row, count) : new int[] {count};
    ByteBuffer packed;
    if (values instanceof byte[] bytes) {
      packed = header(BYTES, shape, bytes.length);
      packed.put(bytes);
    } else {
      packed = pack((Seq<?>) values, shape);
    }
    return packed.array();
  }

  private static ByteBuffer header(byte kind, int[] shape, long length) {
    ByteBuffer packed =
        ByteBuffer.allocate(Math.toIntExact(2 + Integer.BYTES * shape.length + length));
    packed.put(kind).put((byte) shape.length);
    for (int axis : shape) {
      packed.putInt(axis);
    }
    return packed;
  }

  private ByteBuffer pack(Seq<?> values, int[] shape) {
    boolean floats = !values.isEmpty() && values.head() instanceof Float;
    int width = floats ? Float.BYTES : Double.BYTES;
    ByteBuffer packed = header(floats ? FLOATS : DOUBLES, shape, (long) width * values.length());
    scala.collection.Iterator<?> each = values.iterator();
    for (int i = 0; each.hasNext(); i++) {
      Object value = each.next();
      if (!(value instanceof Number number) || !(Math.abs(number.doubleValue()) <= GREATEST)) {
        throw new IllegalArgumentException(
            "value "
                + value
                + " at index "
                + i
                + "; values must be numbers of at most 1e150, drop the row or mend what made it");
      }
      // Zeros are positive, as equal grids have equal bytes.
      if (floats) {
        packed.putFloat(number.floatValue() + 0f);
      } else {
        packed.putDouble(number.doubleValue() + 0.0);
      }
    }
    return packed;
  }

  private static int[] shape(Row row, int count) {
    List<Number> lengths = row.isNullAt(2) ? List.of() : row.getList(2);
    int[] shape = new int[lengths.size()];
    long volume = 1;
    for (int i = 0; i < shape.length; i++) {
      shape[i] = lengths.get(i) == null ? -1 : lengths.get(i).intValue();
      volume *= shape[i] < 0 ? 0 : shape[i];
    }
    if (shape.length == 0 || shape.length > Byte.MAX_VALUE || volume != count) {
      throw new IllegalArgumentException(
          "its shape "
              + lengths
              + " is not that of "
              + count
              + " values; the product of the lengths must be their number");
    }
    return shape;
  }

  @Override
  public String outline(byte[] packed) {
    ByteBuffer in = ByteBuffer.wrap(packed);
    in.get();
    int[] shape = new int[in.get()];
    StringBuilder text = new StringBuilder("shape [");
    for (int i = 0; i < shape.length; i++) {
      text.append(i == 0 ? "" : ", ").append(in.getInt());
    }
    return text.append(']').toString();
  }

  /** Whether a grid's values are bytes. */
  static boolean isBytes(byte[] packed) {
    return packed[0] == BYTES;
  }

  /** Where the values begin. */
  static int offset(byte[] packed) {
    return 2 + Integer.BYTES * packed[1];
  }

  /** Number of values. */
  static int count(byte[] packed) {
    return (packed.length - offset(packed)) / width(packed);
  }

  private static int width(byte[] packed) {
    return packed[0] == BYTES ? 1 : packed[0] == FLOATS ? Float.BYTES : Double.BYTES;
  }

  /** The values as doubles. */
  static void read(byte[] packed, double[] into) {
    ByteBuffer in = ByteBuffer.wrap(packed);
    in.position(offset(packed));
    int count = count(packed);
    for (int i = 0; i < count; i++) {
      into[i] =
          packed[0] == BYTES
              ? Byte.toUnsignedInt(in.get())
              : packed[0] == FLOATS ? in.getFloat() : in.getDouble();
    }
  }
}
