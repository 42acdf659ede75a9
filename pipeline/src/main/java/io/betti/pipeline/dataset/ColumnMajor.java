package io.betti.pipeline.dataset;

import java.lang.reflect.Array;

/** Arrays with the first axis fastest, as Fortran and MATLAB have them. */
final class ColumnMajor {
  private ColumnMajor() {}

  /**
   * The same array with the last axis fastest: element (i, j, ...) stays element (i, j, ...).
   *
   * @param values a {@code byte[]}, {@code float[]} or {@code double[]}; not changed
   * @param shape sizes above 0, as many values as their product
   * @return the given array itself if no more than one size is above 1
   */
  static Object toRowMajor(Object values, int[] shape) {
    int wide = 0;
    for (int size : shape) {
      wide += size > 1 ? 1 : 0;
    }
    if (wide < 2) {
      return values;
    }
    int last = shape.length - 1;
    int length = Array.getLength(values);
    Object result = Array.newInstance(values.getClass().componentType(), length);
    int[] strides = new int[shape.length];
    for (int axis = 0, stride = 1; axis <= last; stride *= shape[axis], axis++) {
      strides[axis] = stride;
    }
    int[] place = new int[last];
    int from = 0; // where in values the row at this place begins
    for (int to = 0; to < length; to += shape[last]) {
      copy(values, from, strides[last], result, to, shape[last]);
      for (int axis = last - 1; axis >= 0; axis--) {
        from += strides[axis];
        if (++place[axis] < shape[axis]) {
          break;
        }
        from -= strides[axis] * shape[axis];
        place[axis] = 0;
      }
    }
    return result;
  }

  private static void copy(Object values, int from, int stride, Object result, int to, int length) {
    if (values instanceof byte[] bytes) {
      byte[] out = (byte[]) result;
      for (int i = 0, at = from; i < length; i++, at += stride) {
        out[to + i] = bytes[at];
      }
    } else if (values instanceof float[] floats) {
      float[] out = (float[]) result;
      for (int i = 0, at = from; i < length; i++, at += stride) {
        out[to + i] = floats[at];
      }
    } else {
      double[] doubles = (double[]) values;
      double[] out = (double[]) result;
      for (int i = 0, at = from; i < length; i++, at += stride) {
        out[to + i] = doubles[at];
      }
    }
  }
}
