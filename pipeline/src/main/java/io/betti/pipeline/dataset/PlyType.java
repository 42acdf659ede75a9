package io.betti.pipeline.dataset;

import java.nio.ByteBuffer;
import java.util.Locale;

/** The eight number types of a PLY file. */
enum PlyType {
  /** One byte, signed. */
  CHAR("int8", 1, Byte.MIN_VALUE, Byte.MAX_VALUE),
  /** One byte, unsigned. */
  UCHAR("uint8", 1, 0, 0xFF),
  /** Two bytes, signed. */
  SHORT("int16", 2, Short.MIN_VALUE, Short.MAX_VALUE),
  /** Two bytes, unsigned. */
  USHORT("uint16", 2, 0, 0xFFFF),
  /** Four bytes, signed. */
  INT("int32", 4, Integer.MIN_VALUE, Integer.MAX_VALUE),
  /** Four bytes, unsigned. */
  UINT("uint32", 4, 0, 0xFFFF_FFFFL),
  /** IEEE 754 binary32. */
  FLOAT("float32", 4, 0, 0),
  /** IEEE 754 binary64. */
  DOUBLE("float64", 8, 0, 0);

  private final String otherName;
  private final int bytes;
  private final long least;
  private final long most;

  PlyType(String otherName, int bytes, long least, long most) {
    this.otherName = otherName;
    this.bytes = bytes;
    this.least = least;
    this.most = most;
  }

  /** The type of a name in a header, or null if there is none. */
  static PlyType of(String name) {
    for (PlyType type : values()) {
      if (name.equals(type.toString()) || name.equals(type.otherName)) {
        return type;
      }
    }
    return null;
  }

  /** Bytes of a value in a binary file. */
  int bytes() {
    return bytes;
  }

  /** Whether values are whole numbers. */
  boolean isWhole() {
    return this != FLOAT && this != DOUBLE;
  }

  /** The smallest whole number of the type. */
  long least() {
    return least;
  }

  /** The largest whole number of the type. */
  long most() {
    return most;
  }

  /** The next value of a buffer, in the buffer's byte order. */
  double read(ByteBuffer buffer) {
    return switch (this) {
      case CHAR -> buffer.get();
      case UCHAR -> buffer.get() & 0xFF;
      case SHORT -> buffer.getShort();
      case USHORT -> buffer.getShort() & 0xFFFF;
      case INT -> buffer.getInt();
      case UINT -> Integer.toUnsignedLong(buffer.getInt());
      case FLOAT -> buffer.getFloat();
      case DOUBLE -> buffer.getDouble();
    };
  }

  /** The older of its two names, as {@code uchar}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
