package io.betti.udfs;

import org.apache.spark.sql.catalyst.util.ArrayData;

/** {@code tda_clamp}: a diagram with every essential death replaced by a value. */
public final class ClampFunction extends DiagramRowFunction {
  private static final long serialVersionUID = 1;

  ClampFunction(boolean lenient, DiagramLayout layout) {
    super("tda_clamp", lenient, layout);
  }

  /** The clamped diagram in the layout of {@link DiagramType}; null for a bad row if lenient. */
  public synchronized ArrayData diagram(ArrayData diagram, double value) {
    try {
      return Diagrams.toArrayData(reader().read(diagram).clamped(value));
    } catch (IllegalArgumentException problem) {
      if (lenient()) {
        return null;
      }
      throw badRow(problem, shown(diagram), "" + value);
    }
  }
}
