package io.betti.pipeline.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The data elements of a MATLAB level 5 file, or of one of its elements, one after the other: a tag
 * of type and bytes, the data, and zeros up to a multiple of 8.
 *
 * <pre>
 * byte  0..3       4..7       8..
 *       type       bytes      data, padding      the usual form
 *
 *       bytes|type data                          the short form, bytes 1 to 4 in the upper half
 * </pre>
 */
final class MatElements {
  static final int INT8 = 1;
  static final int INT32 = 5;
  static final int UINT32 = 6;
  static final int MATRIX = 14;
  static final int COMPRESSED = 15;
  static final int UTF8 = 16;

  private final InputStream in;
  private final ByteOrder order;
  private final String name;
  private int type;
  private long bytes;
  private byte[] shortData;
  private InputStream stream;

  MatElements(InputStream in, ByteOrder order, String name) {
    this.in = in;
    this.order = order;
    this.name = name;
  }

  /** Reads the next tag; false where the stream ends instead. */
  boolean next() throws IOException {
    byte[] tag = in.readNBytes(8);
    if (tag.length == 0) {
      return false;
    }
    if (tag.length < 8) {
      throw cutShort("within a tag");
    }
    ByteBuffer buffer = ByteBuffer.wrap(tag).order(order);
    int first = buffer.getInt();
    shortData = null;
    if (first >>> 16 == 0) {
      type = first;
      bytes = buffer.getInt() & 0xFFFFFFFFL;
      stream = new LimitedStream(in, bytes);
      return true;
    }
    type = first & 0xFFFF;
    bytes = Integer.toUnsignedLong(first >>> 16);
    if (bytes > 4) {
      throw malformed("an element of the short form has " + bytes + " bytes, above 4");
    }
    stream = InputStream.nullInputStream();
    shortData = Arrays.copyOfRange(tag, 4, 4 + (int) bytes);
    return true;
  }

  /** Reads the next tag, which must be of some type. */
  void require(String what, int... types) throws IOException {
    if (!next()) {
      throw cutShort("before its " + what);
    }
    for (int wanted : types) {
      if (type == wanted) {
        return;
      }
    }
    throw malformed("its " + what + " are an element of type " + type);
  }

  int type() {
    return type;
  }

  /** Bytes of the element's data, without padding. */
  long bytes() {
    return bytes;
  }

  /**
   * The element's data, all of them, and the padding passed over.
   *
   * @param what they are, for messages
   * @param most bytes that are allowed
   */
  byte[] data(String what, int most) throws IOException {
    if (bytes > most) {
      throw malformed("its " + what + " take " + bytes + " bytes, above " + most);
    }
    if (shortData != null) {
      return shortData;
    }
    byte[] data = in.readNBytes((int) bytes);
    if (data.length < bytes) {
      throw cutShort("within its " + what + ", after " + data.length + " bytes of " + bytes);
    }
    in.readNBytes((int) padding()); // some writers leave it out at the end
    return data;
  }

  /** The whole numbers of an element of ints. */
  int[] ints(String what, int most) throws IOException {
    byte[] data = data(what, 4 * most);
    int[] values = new int[data.length / 4];
    ByteBuffer.wrap(data).order(order).asIntBuffer().get(values);
    return values;
  }

  /** The element's data as a stream of their own, instead of {@link #data}. */
  InputStream stream() {
    return stream;
  }

  /** Passes over what is left of the element's stream. */
  void skip() throws IOException {
    stream.transferTo(OutputStream.nullOutputStream());
    if (type != COMPRESSED) {
      in.readNBytes((int) padding()); // some writers leave it out at the end
    }
  }

  private long padding() {
    return shortData == null ? -bytes & 7 : 0;
  }

  UnreadableDataException malformed(String problem) {
    return new UnreadableDataException(
        name, "it is malformed: " + problem, "fetch it again, or write it anew by save -v7");
  }

  UnreadableDataException cutShort(String where) {
    return new UnreadableDataException(
        name, "it ends " + where, "it was cut short: fetch it again or write it anew");
  }
}
