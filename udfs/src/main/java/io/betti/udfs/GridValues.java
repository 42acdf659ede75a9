package io.betti.udfs;

import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.Platform;

/** Values of a grid, read from SQL's arrays without boxing where the array itself has none. */
final class GridValues {
  private GridValues() {}

  /**
   * A copy of an array of floats.
   *
   * @throws IllegalArgumentException if a value is null
   */
  static float[] floats(ArrayData values) {
    refuseNulls(values);
    return values.toFloatArray();
  }

  /**
   * A copy of an array of doubles.
   *
   * @throws IllegalArgumentException if a value is null
   */
  static double[] doubles(ArrayData values) {
    refuseNulls(values);
    return values.toDoubleArray();
  }

  /**
   * A copy of an array of floats, for a product: a sweep's ramp times infinity would be called NaN.
   *
   * @throws IllegalArgumentException if a value is null, NaN or infinite
   */
  static float[] finiteFloats(ArrayData values) {
    float[] floats = floats(values);
    for (int i = 0; i < floats.length; i++) {
      if (!Float.isFinite(floats[i])) {
        throw notFinite(floats[i], i);
      }
    }
    return floats;
  }

  /**
   * An array of doubles, each rounded to the nearest float.
   *
   * @throws IllegalArgumentException if a value is null, NaN, infinite or beyond the range of float
   */
  static float[] roundedToFloats(ArrayData values) {
    double[] doubles = doubles(values);
    float[] floats = new float[doubles.length];
    for (int i = 0; i < doubles.length; i++) {
      floats[i] = (float) doubles[i];
      if (!Float.isFinite(floats[i])) {
        throw notFinite(doubles[i], i);
      }
    }
    return floats;
  }

  private static IllegalArgumentException notFinite(double value, int i) {
    return new IllegalArgumentException(
        "value "
            + value
            + " at index "
            + i
            + " is not finite or beyond the range of float, in which a sweep is computed; scale"
            + " the values, or replace or drop such rows");
  }

  /** In an error: how many of what. */
  static String shown(byte[] values) {
    return "binary of " + values.length + " bytes";
  }

  /** In an error: how many of what. */
  static String shown(ArrayData values) {
    return "array of " + values.numElements() + " values";
  }

  private static void refuseNulls(ArrayData values) {
    int count = values.numElements();
    if (values instanceof UnsafeArrayData array && hasNoNulls(array, count)) {
      return;
    }
    for (int i = 0; i < count; i++) {
      if (values.isNullAt(i)) {
        throw new IllegalArgumentException(
            "value at index " + i + " is null; replace or drop such rows");
      }
    }
  }

  /** Reads the null bits, 64 values a word, which follow the number of elements. */
  private static boolean hasNoNulls(UnsafeArrayData array, int count) {
    Object base = array.getBaseObject();
    long from = array.getBaseOffset() + Long.BYTES;
    long to = array.getBaseOffset() + UnsafeArrayData.calculateHeaderPortionInBytes(count);
    for (long at = from; at < to; at += Long.BYTES) {
      if (Platform.getLong(base, at) != 0) {
        return false;
      }
    }
    return true;
  }
}
