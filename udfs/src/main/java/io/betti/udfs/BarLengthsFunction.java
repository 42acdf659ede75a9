package io.betti.udfs;

import io.betti.topology.diagram.BarLengths;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;

/** {@code tda_bar_lengths}: the lengths of the bars of a dimension in the stored order. */
public final class BarLengthsFunction extends DiagramRowFunction {
  private static final long serialVersionUID = 1;

  BarLengthsFunction(boolean lenient, DiagramLayout layout) {
    super("tda_bar_lengths", lenient, layout);
  }

  /** One length a bar, an essential one 0; null for a bad row if lenient. */
  public synchronized ArrayData lengths(ArrayData diagram, long dimension) {
    try {
      BarLengths lengths = BarLengths.all(whole(dimension, "the dimension"));
      return UnsafeArrayData.fromPrimitiveArray(lengths.values(bars(diagram)));
    } catch (IllegalArgumentException problem) {
      if (lenient()) {
        return null;
      }
      throw badRow(problem, shown(diagram), "" + dimension);
    }
  }
}
