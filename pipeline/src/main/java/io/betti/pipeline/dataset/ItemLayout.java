package io.betti.pipeline.dataset;

import java.io.Serializable;

/**
 * How a file holds items of one type and shape, one after the other behind a header: what it takes
 * to find an item and to read its values.
 *
 * <p>Immutable; two layouts are equal if they describe the same bytes.
 */
interface ItemLayout extends Serializable {
  /** Number of items. */
  long count();

  /** The shape of one item, row-major, last axis fastest; none if each is a single number. */
  int[] shape();

  /** Bytes of one item in the file, inflated. */
  int itemBytes();

  /** Bytes before the first item. */
  int headerBytes();

  /** Bytes of the whole file, inflated. */
  long fileBytes();

  /** What the values become. */
  ValueKind kind();

  /** The number type as the format names it. */
  String typeName();

  /** Whether each item is a single whole number that fits an int, as labels are. */
  boolean isWhole();

  /** The number, if {@link #isWhole()}. */
  int whole(byte[] item);

  /**
   * The values of an item, a {@code byte[]}, {@code float[]} or {@code double[]} after {@link
   * #kind()}.
   *
   * @param item its bytes in the file; may be returned itself
   * @throws ArithmeticException if a whole number cannot be held exactly
   */
  Object values(byte[] item);

  /** Numbers of one item. */
  default int itemValues() {
    int values = 1;
    for (int size : shape()) {
      values *= size;
    }
    return values;
  }

  /** What the number of items is known from, for messages. */
  default String basis() {
    return "header";
  }
}
