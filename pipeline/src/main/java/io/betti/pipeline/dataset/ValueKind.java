package io.betti.pipeline.dataset;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** What the values of a grid become when they are read. No number is rounded on the way. */
public enum ValueKind {
  /** Unsigned bytes: Spark's binary, Java's {@code byte[]}. */
  BINARY(1, DataTypes.BinaryType),
  /** Spark's array&lt;float&gt;, Java's {@code float[]}. */
  FLOAT(Float.BYTES, DataTypes.createArrayType(DataTypes.FloatType, false)),
  /** Spark's array&lt;double&gt;, Java's {@code double[]}. */
  DOUBLE(Double.BYTES, DataTypes.createArrayType(DataTypes.DoubleType, false));

  private final int bytes;
  private final DataType dataType;

  ValueKind(int bytes, DataType dataType) {
    this.bytes = bytes;
    this.dataType = dataType;
  }

  /** Bytes of one value. */
  public int bytes() {
    return bytes;
  }

  /** The type of the column {@code values}. */
  public DataType dataType() {
    return dataType;
  }

  /** The name in small letters, as in {@code binary}. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
