package io.betti.pipeline.dataset;

import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;

/** Arrays of values as Spark's rows have them. */
final class SparkValues {
  private SparkValues() {}

  /**
   * A field of the column {@code values}.
   *
   * @param values a {@code byte[]}, {@code float[]} or {@code double[]}
   */
  static Object of(Object values) {
    if (values instanceof float[] floats) {
      return UnsafeArrayData.fromPrimitiveArray(floats);
    }
    if (values instanceof double[] doubles) {
      return UnsafeArrayData.fromPrimitiveArray(doubles);
    }
    return values;
  }
}
