package io.betti.pipeline.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * The header of an IDX file: a number type and the sizes of 1 to 4 axes. The first axis counts the
 * items, the others are the shape of each, row-major, last axis fastest.
 *
 * <pre>
 * byte  0     1     2      3      4..7       8..11      ...
 *       0x00  0x00  type   axes   size 1     size 2     ...     big-endian
 * </pre>
 *
 * <p>The format is described on the MNIST page of LeCun, Cortes and Burges. It leaves open whether
 * a size is signed; here it is a signed int, and a negative one is refused.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class IdxHeader implements ItemLayout {
  private static final long serialVersionUID = 1;

  /** Most axes of a file, the one that counts the items included. */
  public static final int MAX_AXES = 4;

  /** Most bytes that the values of one item may take once read, a little below 2^31. */
  public static final int MAX_ITEM_BYTES = Integer.MAX_VALUE - 1023;

  private static final int MAGIC_BYTES = 4;

  private final IdxType type;
  private final int[] sizes;
  private final int itemBytes;

  private IdxHeader(IdxType type, int[] sizes, int itemBytes) {
    this.type = type;
    this.sizes = sizes;
    this.itemBytes = itemBytes;
  }

  /**
   * The header of a type and sizes.
   *
   * @param sizes number of items, then the shape of each; 1 to 4 sizes
   * @throws IllegalArgumentException if there are no or more than {@link #MAX_AXES} sizes, one is
   *     negative, one after the first is 0 though there are items, the values of one item take more
   *     than {@link #MAX_ITEM_BYTES} bytes, or the file more than 2^63 - 1
   */
  public static IdxHeader of(IdxType type, int... sizes) {
    if (sizes.length < 1 || sizes.length > MAX_AXES) {
      throw new IllegalArgumentException(
          "it has " + sizes.length + " axes, outside 1 to " + MAX_AXES);
    }
    long values = 1;
    for (int axis = 0; axis < sizes.length; axis++) {
      checkSize(sizes, axis);
      // Within a long: values are at most MAX_ITEM_BYTES before each product.
      values *= axis == 0 ? 1 : sizes[axis];
      if (values * type.storedBytes() > MAX_ITEM_BYTES) {
        throw new IllegalArgumentException(
            "one item of its shape "
                + product(sizes, 1)
                + " needs more than "
                + MAX_ITEM_BYTES
                + " bytes, the most a row can hold");
      }
    }
    return new IdxHeader(type, sizes.clone(), (int) values * type.bytes());
  }

  private static void checkSize(int[] sizes, int axis) {
    if (sizes[axis] < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the size of axis %d is 0x%08X (%d), above %d",
              axis + 1,
              sizes[axis],
              Integer.toUnsignedLong(sizes[axis]),
              Integer.MAX_VALUE));
    }
    if (axis > 0 && sizes[axis] == 0 && sizes[0] > 0) {
      throw new IllegalArgumentException(
          "the size of axis "
              + (axis + 1)
              + " is 0, so its "
              + sizes[0]
              + " items would hold no values");
    }
  }

  /**
   * The header of a file, plain or gzip. A plain file's length must be what the header says; of
   * gzip, which tells its length only when inflated, the header must be possible.
   *
   * @throws UnreadableDataException if the path cannot be read or its header is malformed
   */
  public static IdxHeader read(String path, Configuration hadoop) {
    return (IdxHeader) ItemFile.open(path, new IdxFormat(), hadoop).layout();
  }

  /**
   * The header at the start of a stream of inflated bytes; the stream is left at the first item.
   *
   * @param name what a message calls the stream
   * @throws UnreadableDataException if the header is malformed or the stream ends within it
   * @throws IOException if the stream fails
   */
  static IdxHeader read(InputStream in, String name) throws IOException {
    byte[] magic = in.readNBytes(MAGIC_BYTES);
    if (magic.length < MAGIC_BYTES || magic[0] != 0 || magic[1] != 0) {
      throw new UnreadableDataException(
          name, notIdx(magic), ForeignFormat.remedy(magic, "an IDX file"));
    }
    IdxType type = IdxType.ofCode(magic[2] & 0xFF);
    if (type == null) {
      throw malformed(
          name,
          String.format(Locale.ROOT, "its type byte is 0x%02X, none of ", magic[2])
              + IdxType.codes());
    }
    int axes = magic[3] & 0xFF;
    if (axes < 1 || axes > MAX_AXES) {
      throw malformed(name, "it has " + axes + " axes, outside 1 to " + MAX_AXES);
    }
    byte[] fields = in.readNBytes(Integer.BYTES * axes);
    if (fields.length < Integer.BYTES * axes) {
      throw malformed(
          name,
          "it ends after "
              + (MAGIC_BYTES + fields.length)
              + " bytes, within its header of "
              + (MAGIC_BYTES + Integer.BYTES * axes));
    }
    int[] sizes = new int[axes];
    ByteBuffer.wrap(fields).asIntBuffer().get(sizes);
    try {
      return of(type, sizes);
    } catch (IllegalArgumentException e) {
      throw malformed(name, e.getMessage());
    }
  }

  private static String notIdx(byte[] magic) {
    String header = "an IDX header";
    return ForeignFormat.problem(
        magic, magic.length == 0 ? header : header + " (00 00 type axes) or gzip (1F 8B)");
  }

  private static UnreadableDataException malformed(String name, String problem) {
    return new UnreadableDataException(
        name, "its IDX header is malformed: " + problem, "write it anew or fetch it again");
  }

  /** The type of the values. */
  public IdxType type() {
    return type;
  }

  /** Number of axes, 1 to 4, the one that counts the items included. */
  public int axes() {
    return sizes.length;
  }

  /** Number of items: the size of the first axis. */
  public int items() {
    return sizes[0];
  }

  /** Number of items, as {@link #items()}. */
  @Override
  public long count() {
    return sizes[0];
  }

  /** The shape of one item: the sizes after the first, none if the file has one axis. */
  @Override
  public int[] shape() {
    return Arrays.copyOfRange(sizes, 1, sizes.length);
  }

  /** Values of one item, the product of its shape; 1 if the file has one axis. */
  @Override
  public int itemValues() {
    return itemBytes / type.bytes();
  }

  /** Bytes of one item in the file, inflated. */
  @Override
  public int itemBytes() {
    return itemBytes;
  }

  /** Bytes of the header itself. */
  @Override
  public int headerBytes() {
    return MAGIC_BYTES + Integer.BYTES * sizes.length;
  }

  /** Bytes of the whole file, inflated: the header and every item; below 2^62. */
  @Override
  public long fileBytes() {
    return headerBytes() + (long) items() * itemBytes;
  }

  @Override
  public ValueKind kind() {
    return type.kind();
  }

  @Override
  public String typeName() {
    return type.toString();
  }

  @Override
  public boolean isWhole() {
    return axes() == 1 && type.isWhole();
  }

  @Override
  public int whole(byte[] item) {
    return type.whole(item);
  }

  @Override
  public Object values(byte[] item) {
    return switch (type.kind()) {
      case BINARY -> item;
      case FLOAT -> type.floats(item);
      case DOUBLE -> type.doubles(item);
    };
  }

  /** The header as it stands in a file. */
  byte[] encoded() {
    ByteBuffer bytes = ByteBuffer.allocate(headerBytes());
    bytes.put((byte) 0).put((byte) 0).put((byte) type.code()).put((byte) sizes.length);
    for (int size : sizes) {
      bytes.putInt(size);
    }
    return bytes.array();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IdxHeader header
        && type == header.type
        && Arrays.equals(sizes, header.sizes);
  }

  @Override
  public int hashCode() {
    return 31 * type.code() + Arrays.hashCode(sizes);
  }

  /** Type and sizes, as {@code ubyte 60000x28x28}. */
  @Override
  public String toString() {
    return type + " " + product(sizes, 0);
  }

  private static String product(int[] sizes, int from) {
    return Arrays.stream(sizes, from, sizes.length)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining("x"));
  }
}
