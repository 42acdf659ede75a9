package io.betti.pipeline.dataset;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The layout of a NumPy or raw file: any number type, either byte order, up to 8 axes an item. */
final class ArrayLayout implements ItemLayout {
  private static final long serialVersionUID = 1;

  /** Most axes of an item. */
  static final int MAX_AXES = 8;

  private final NumberType type;
  private final boolean bigEndian;
  private final long count;
  private final int[] shape;
  private final int headerBytes;
  private final int itemBytes;
  private final String basis;

  /**
   * @param headerBytes bytes before the first item
   * @param basis what the number of items is known from
   * @throws IllegalArgumentException if there are more than {@link #MAX_AXES} axes, a size is 0
   *     though there are items, the values of one item take more than {@link
   *     IdxHeader#MAX_ITEM_BYTES}, or the file more than 2^63 - 1 bytes
   */
  ArrayLayout(
      NumberType type, ByteOrder order, long count, int[] shape, int headerBytes, String basis) {
    this.type = type;
    this.bigEndian = order == ByteOrder.BIG_ENDIAN;
    this.count = count;
    this.shape = shape.clone();
    this.headerBytes = headerBytes;
    this.itemBytes = itemBytes(type, shape, count);
    this.basis = basis;
    if (count > (Long.MAX_VALUE - headerBytes) / Math.max(1, itemBytes)) {
      throw new IllegalArgumentException(
          "its " + count + " items of " + itemBytes + " bytes are more than a file can hold");
    }
  }

  private static int itemBytes(NumberType type, int[] shape, long count) {
    if (shape.length > MAX_AXES) {
      throw new IllegalArgumentException(
          "its items have " + shape.length + " axes, and " + MAX_AXES + " are the most");
    }
    if (count > 0 && Arrays.stream(shape).anyMatch(size -> size == 0)) {
      throw new IllegalArgumentException(
          "one size of its shape " + text(shape) + " is 0, so its items would hold no values");
    }
    return Math.toIntExact(
        values(shape, Math.max(type.bytes(), type.kind().bytes())) * type.bytes());
  }

  /**
   * The number of values of a shape.
   *
   * @param bytes of each, in the file or once read
   * @throws IllegalArgumentException if they take more than {@link IdxHeader#MAX_ITEM_BYTES}
   */
  static long values(int[] shape, int bytes) {
    long values = 1;
    for (int size : shape) {
      // Within a long: values are at most MAX_ITEM_BYTES before each product.
      values *= size;
      if (values * bytes > IdxHeader.MAX_ITEM_BYTES) {
        throw new IllegalArgumentException(
            "one item of its shape "
                + text(shape)
                + " needs more than "
                + IdxHeader.MAX_ITEM_BYTES
                + " bytes, the most a row can hold");
      }
    }
    return values;
  }

  static String text(int[] shape) {
    return Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining("x"));
  }

  NumberType type() {
    return type;
  }

  ByteOrder order() {
    return bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public int[] shape() {
    return shape.clone();
  }

  @Override
  public int itemBytes() {
    return itemBytes;
  }

  @Override
  public int headerBytes() {
    return headerBytes;
  }

  @Override
  public long fileBytes() {
    return headerBytes + count * itemBytes;
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
    return shape.length == 0 && type.isWhole();
  }

  @Override
  public int whole(byte[] item) {
    return type.whole(item, order());
  }

  @Override
  public Object values(byte[] item) {
    return type.values(item, order());
  }

  @Override
  public String basis() {
    return basis;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ArrayLayout layout
        && type == layout.type
        && bigEndian == layout.bigEndian
        && count == layout.count
        && headerBytes == layout.headerBytes
        && Arrays.equals(shape, layout.shape);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(count) + Arrays.hashCode(shape);
  }

  /** Type and sizes, as {@code f4 100x28x28}. */
  @Override
  public String toString() {
    String order = type.bytes() > 1 && bigEndian ? " big-endian" : "";
    return type + order + " " + count + (shape.length == 0 ? "" : "x" + text(shape));
  }
}
