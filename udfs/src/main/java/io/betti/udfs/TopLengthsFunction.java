package io.betti.udfs;

import io.betti.topology.diagram.BarLengths;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;

/** {@code tda_top_lengths}: the first k lengths of a dimension, filled up with zeros. */
public final class TopLengthsFunction extends DiagramRowFunction {
  private static final long serialVersionUID = 1;

  /** A row's answer has 8 bytes a length: a k from a faulty column must not take the heap. */
  static final int LARGEST_K = 1 << 20;

  TopLengthsFunction(boolean lenient, DiagramLayout layout) {
    super("tda_top_lengths", lenient, layout);
  }

  /** k lengths, an essential bar's 0; null for a bad row if lenient. */
  public synchronized ArrayData lengths(ArrayData diagram, long dimension, long k) {
    try {
      if (k < 1 || k > LARGEST_K) {
        throw new IllegalArgumentException("k = " + k + " must be 1 to " + LARGEST_K);
      }
      BarLengths lengths = BarLengths.top(whole(dimension, "the dimension"), (int) k);
      return UnsafeArrayData.fromPrimitiveArray(lengths.values(bars(diagram)));
    } catch (IllegalArgumentException problem) {
      if (lenient()) {
        return null;
      }
      throw badRow(problem, shown(diagram), "" + dimension, "" + k);
    }
  }
}
