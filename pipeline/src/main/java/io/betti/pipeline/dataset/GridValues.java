package io.betti.pipeline.dataset;

import java.lang.reflect.Array;

/**
 * A grid as it was read.
 *
 * @param shape sizes of the axes, row-major, last axis fastest
 * @param values as many; a {@code byte[]} (unsigned), {@code float[]} or {@code double[]}
 */
record GridValues(int[] shape, Object values) {
  /**
   * The values in another kind of array, or in their own.
   *
   * @throws ArithmeticException if one of them cannot be held there exactly
   */
  Object as(ValueKind kind) {
    return switch (kind) {
      case BINARY -> values instanceof byte[] ? values : bytes();
      case FLOAT -> values instanceof float[] ? values : floats();
      case DOUBLE -> values instanceof double[] ? values : doubles();
    };
  }

  private double value(int i) {
    if (values instanceof byte[] bytes) {
      return bytes[i] & 0xFF;
    }
    return values instanceof float[] floats ? floats[i] : ((double[]) values)[i];
  }

  private byte[] bytes() {
    byte[] bytes = new byte[Array.getLength(values)];
    for (int i = 0; i < bytes.length; i++) {
      double value = value(i);
      bytes[i] = (byte) (int) value;
      require((bytes[i] & 0xFF) == value, value, ValueKind.BINARY);
    }
    return bytes;
  }

  private float[] floats() {
    float[] floats = new float[Array.getLength(values)];
    for (int i = 0; i < floats.length; i++) {
      double value = value(i);
      floats[i] = (float) value;
      require(floats[i] == value || Double.isNaN(value), value, ValueKind.FLOAT);
    }
    return floats;
  }

  private double[] doubles() {
    double[] doubles = new double[Array.getLength(values)];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = value(i);
    }
    return doubles;
  }

  private static void require(boolean exact, double value, ValueKind kind) {
    if (!exact) {
      throw new ArithmeticException(value + ", which is not exact as " + kind);
    }
  }
}
