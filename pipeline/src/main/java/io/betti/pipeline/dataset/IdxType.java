package io.betti.pipeline.dataset;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The six number types of an IDX file, by the type byte of its header. All are big-endian.
 *
 * <p>A type also says which Java numbers its values become: {@code ubyte} stays bytes, what fits a
 * {@code float} exactly (byte, short, float) becomes floats, the rest (int, double) doubles. No
 * value is rounded, and the bits of a NaN are kept.
 */
public enum IdxType {
  /** 0x08, one byte, 0 to 255. */
  UBYTE(0x08, 1, 1),
  /** 0x09, one byte, -128 to 127. */
  BYTE(0x09, 1, Float.BYTES),
  /** 0x0B, two bytes, signed. */
  SHORT(0x0B, 2, Float.BYTES),
  /** 0x0C, four bytes, signed. */
  INT(0x0C, 4, Double.BYTES),
  /** 0x0D, IEEE 754 binary32. */
  FLOAT(0x0D, 4, Float.BYTES),
  /** 0x0E, IEEE 754 binary64. */
  DOUBLE(0x0E, 8, Double.BYTES);

  private final int code;
  private final int bytes;
  private final int storedBytes;

  IdxType(int code, int bytes, int storedBytes) {
    this.code = code;
    this.bytes = bytes;
    this.storedBytes = storedBytes;
  }

  /** The type byte in a header. */
  public int code() {
    return code;
  }

  /** Bytes of one value in the file. */
  public int bytes() {
    return bytes;
  }

  /** Bytes of one value once read: 1 for ubyte, 4 where it becomes a float, 8 for a double. */
  public int storedBytes() {
    return storedBytes;
  }

  /** What the values become. */
  ValueKind kind() {
    return switch (this) {
      case UBYTE -> ValueKind.BINARY;
      case BYTE, SHORT, FLOAT -> ValueKind.FLOAT;
      case INT, DOUBLE -> ValueKind.DOUBLE;
    };
  }

  /** Whether values are whole numbers. */
  public boolean isWhole() {
    return this != FLOAT && this != DOUBLE;
  }

  /** The type of a type byte, or null if there is none. */
  static IdxType ofCode(int code) {
    for (IdxType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    return null;
  }

  /** All types with their codes, for messages. */
  static String codes() {
    return Arrays.stream(values())
        .map(type -> String.format(Locale.ROOT, "0x%02X %s", type.code, type))
        .collect(Collectors.joining(", "));
  }

  /**
   * The values of an item of type byte, short or float.
   *
   * @param item bytes as they stand in the file; their number a multiple of {@link #bytes()}
   * @throws IllegalStateException if this type's values become bytes or doubles
   */
  public float[] floats(byte[] item) {
    ByteBuffer buffer = ByteBuffer.wrap(item);
    float[] values = new float[item.length / bytes];
    switch (this) {
      case BYTE -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = item[i];
        }
      }
      case SHORT -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = buffer.getShort(2 * i);
        }
      }
      case FLOAT -> buffer.asFloatBuffer().get(values);
      default -> throw new IllegalStateException(this + " values do not become floats");
    }
    return values;
  }

  /**
   * The values of an item of type int or double.
   *
   * @param item bytes as they stand in the file; their number a multiple of {@link #bytes()}
   * @throws IllegalStateException if this type's values become bytes or floats
   */
  public double[] doubles(byte[] item) {
    ByteBuffer buffer = ByteBuffer.wrap(item);
    double[] values = new double[item.length / bytes];
    switch (this) {
      case INT -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = buffer.getInt(4 * i);
        }
      }
      case DOUBLE -> buffer.asDoubleBuffer().get(values);
      default -> throw new IllegalStateException(this + " values do not become doubles");
    }
    return values;
  }

  /**
   * The first value of an item of whole numbers.
   *
   * @throws IllegalStateException if this type is float or double
   */
  int whole(byte[] item) {
    return switch (this) {
      case UBYTE -> item[0] & 0xFF;
      case BYTE -> item[0];
      case SHORT -> ByteBuffer.wrap(item).getShort();
      case INT -> ByteBuffer.wrap(item).getInt();
      default -> throw new IllegalStateException(this + " values are not whole numbers");
    };
  }

  /** The name in small letters, as in {@code ubyte}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
