package io.betti.pipeline.dataset;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * What a matrix of a MATLAB file says of itself before its values.
 *
 * @param type of its class; {@code b1} for logical
 * @param shape its dimensions in MATLAB's order
 */
record MatMatrix(String variable, NumberType type, int[] shape) {
  private static final int LOGICAL = 0x200;
  private static final int COMPLEX = 0x800;
  private static final int MAX_NAME = 4096;
  private static final String[] CLASSES = {"cell", "struct", "object", "char", "sparse"};

  /** Classes 6 to 15. */
  private static final NumberType[] NUMBERS = {
    NumberType.F8, NumberType.F4, NumberType.I1, NumberType.U1, NumberType.I2,
    NumberType.U2, NumberType.I4, NumberType.U4, NumberType.I8, NumberType.U8
  };

  /** Types of data elements from 1 on; null for those of no numbers. */
  private static final NumberType[] STORED = {
    NumberType.I1,
    NumberType.U1,
    NumberType.I2,
    NumberType.U2,
    NumberType.I4,
    NumberType.U4,
    NumberType.F4,
    null,
    NumberType.F8,
    null,
    null,
    NumberType.I8,
    NumberType.U8
  };

  /**
   * Reads up to the values of a matrix.
   *
   * @param elements of the matrix, none read
   * @param wanted the variable that is looked for
   * @return null if it is another variable
   * @throws UnreadableDataException if it is malformed, or is the one and holds no plain numbers
   */
  static MatMatrix read(MatElements elements, String wanted) throws IOException {
    elements.require("array flags", MatElements.UINT32);
    int[] flags = elements.ints("array flags", 2);
    if (flags.length != 2) {
      throw elements.malformed("its array flags are " + flags.length + " numbers, not 2");
    }
    elements.require("dimensions", MatElements.INT32);
    int[] shape = elements.ints("dimensions", ArrayLayout.MAX_AXES);
    elements.require("variable names", MatElements.INT8, MatElements.UTF8);
    byte[] name = elements.data("variable names", MAX_NAME);
    String variable = new String(name, StandardCharsets.UTF_8);
    if (!variable.equals(wanted)) {
      return new MatMatrix(variable, null, shape);
    }
    return new MatMatrix(variable, type(flags[0], variable, elements), checked(shape, elements));
  }

  private static NumberType type(int flags, String variable, MatElements elements) {
    int code = flags & 0xFF;
    if ((flags & COMPLEX) != 0) {
      throw elements.malformed("its variable " + variable + " holds complex numbers");
    }
    if (code >= 6 && code < 6 + NUMBERS.length) {
      return (flags & LOGICAL) != 0 ? NumberType.B1 : NUMBERS[code - 6];
    }
    throw elements.malformed(
        "its variable "
            + variable
            + " is of class "
            + (code >= 1 && code <= CLASSES.length ? CLASSES[code - 1] : code)
            + ", not an array of numbers");
  }

  private static int[] checked(int[] shape, MatElements elements) {
    for (int size : shape) {
      if (size < 1) {
        throw elements.malformed("one of its dimensions is " + size);
      }
    }
    try {
      ArrayLayout.values(shape, Double.BYTES);
      return shape;
    } catch (IllegalArgumentException e) {
      throw elements.malformed(e.getMessage());
    }
  }

  /**
   * Reads the values, whatever type they are stored as, and puts the last axis fastest.
   *
   * @param elements that stand before the values
   */
  GridValues values(MatElements elements, ByteOrder order) throws IOException {
    if (!elements.next()) {
      throw elements.cutShort("before its values");
    }
    int code = elements.type();
    NumberType stored = code >= 1 && code <= STORED.length ? STORED[code - 1] : null;
    if (stored == null) {
      throw elements.malformed("its values are an element of type " + code);
    }
    long count = ArrayLayout.values(shape, 1);
    if (elements.bytes() != count * stored.bytes()) {
      throw elements.malformed(
          "its values take "
              + elements.bytes()
              + " bytes, but "
              + ArrayLayout.text(shape)
              + " of "
              + stored
              + " need "
              + count * stored.bytes());
    }
    byte[] data = elements.data("values", IdxHeader.MAX_ITEM_BYTES);
    try {
      Object values = stored.values(data, order);
      if (type == NumberType.B1 && values instanceof byte[] bytes) {
        values = NumberType.B1.values(bytes, order);
      }
      Object exact = new GridValues(shape, values).as(type.kind());
      return new GridValues(shape, ColumnMajor.toRowMajor(exact, shape));
    } catch (ArithmeticException e) {
      throw elements.malformed("it holds " + e.getMessage());
    }
  }
}
