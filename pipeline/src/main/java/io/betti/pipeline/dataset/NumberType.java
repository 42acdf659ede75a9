package io.betti.pipeline.dataset;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Number types by kind (b truth, i signed, u unsigned, f IEEE 754) and bytes, as NumPy names them.
 *
 * <p>Unsigned bytes and truths (1 for all that is not 0) stay bytes, what fits a {@code float}
 * exactly becomes floats, the rest doubles. A whole number beyond 2^53 that no double holds is an
 * error; no value is rounded.
 */
enum NumberType {
  U1(1, ValueKind.BINARY),
  B1(1, ValueKind.BINARY),
  I1(1, ValueKind.FLOAT),
  I2(2, ValueKind.FLOAT),
  U2(2, ValueKind.FLOAT),
  F4(4, ValueKind.FLOAT),
  I4(4, ValueKind.DOUBLE),
  U4(4, ValueKind.DOUBLE),
  I8(8, ValueKind.DOUBLE),
  U8(8, ValueKind.DOUBLE),
  F8(8, ValueKind.DOUBLE);

  private final int bytes;
  private final ValueKind kind;

  NumberType(int bytes, ValueKind kind) {
    this.bytes = bytes;
    this.kind = kind;
  }

  /** Bytes of one value in a file. */
  int bytes() {
    return bytes;
  }

  /** What the values become. */
  ValueKind kind() {
    return kind;
  }

  /** Whether values are whole numbers. */
  boolean isWhole() {
    return this != F4 && this != F8;
  }

  /** The type of a name in small letters, or null if there is none. */
  static NumberType ofName(String name) {
    for (NumberType type : values()) {
      if (type.toString().equals(name)) {
        return type;
      }
    }
    return null;
  }

  /** All names, for messages. */
  static String names() {
    return Arrays.stream(values()).map(NumberType::toString).collect(Collectors.joining(", "));
  }

  /**
   * The values of some bytes: a {@code byte[]}, which may be the given one, a {@code float[]} or a
   * {@code double[]} after {@link #kind()}.
   *
   * @param data as many bytes as whole values take
   * @throws ArithmeticException if a whole number cannot be held exactly
   */
  Object values(byte[] data, ByteOrder order) {
    return switch (kind) {
      case BINARY -> this == B1 ? truths(data) : data;
      case FLOAT -> floats(data, order);
      case DOUBLE -> doubles(data, order);
    };
  }

  private static byte[] truths(byte[] data) {
    byte[] values = new byte[data.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (data[i] == 0 ? 0 : 1);
    }
    return values;
  }

  private float[] floats(byte[] data, ByteOrder order) {
    ByteBuffer buffer = ByteBuffer.wrap(data).order(order);
    float[] values = new float[data.length / bytes];
    if (this == F4) {
      buffer.asFloatBuffer().get(values);
      return values;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (this) {
            case I1 -> data[i];
            case I2 -> buffer.getShort(2 * i);
            default -> buffer.getChar(2 * i);
          };
    }
    return values;
  }

  private double[] doubles(byte[] data, ByteOrder order) {
    ByteBuffer buffer = ByteBuffer.wrap(data).order(order);
    double[] values = new double[data.length / bytes];
    if (this == F8) {
      buffer.asDoubleBuffer().get(values);
      return values;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (this) {
            case I4 -> buffer.getInt(4 * i);
            case U4 -> buffer.getInt(4 * i) & 0xFFFFFFFFL;
            default -> exact(buffer.getLong(8 * i));
          };
    }
    return values;
  }

  private double exact(long bits) {
    boolean beyond = this == U8 && bits < 0;
    // A long of more than 53 digits may still have zeros below; 2^63 and more never come back.
    double value = bits;
    if (beyond || (long) value != bits || bits == Long.MAX_VALUE) {
      throw new ArithmeticException(
          (this == U8 ? Long.toUnsignedString(bits) : Long.toString(bits))
              + ", a whole number that no double holds exactly or that is beyond 2^63");
    }
    return value;
  }

  /**
   * The first value.
   *
   * @throws ArithmeticException if it is outside int
   * @throws IllegalStateException if this type is not of whole numbers
   */
  int whole(byte[] data, ByteOrder order) {
    ByteBuffer buffer = ByteBuffer.wrap(data).order(order);
    long value =
        switch (this) {
          case B1 -> data[0] == 0 ? 0 : 1;
          case U1 -> data[0] & 0xFF;
          case I1 -> data[0];
          case I2 -> buffer.getShort();
          case U2 -> buffer.getChar();
          case I4 -> buffer.getInt();
          case U4 -> buffer.getInt() & 0xFFFFFFFFL;
          case I8, U8 -> buffer.getLong();
          case F4, F8 -> throw new IllegalStateException(this + " values are not whole numbers");
        };
    if (value != (int) value || (this == U8 && value < 0)) {
      throw new ArithmeticException(
          (this == U8 ? Long.toUnsignedString(value) : Long.toString(value))
              + ", which is outside the labels' range of an int");
    }
    return (int) value;
  }

  /** The name in small letters, as in {@code f4}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
