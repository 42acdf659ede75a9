package io.betti.udfs;

import io.betti.topology.diagram.Energy;
import org.apache.spark.sql.catalyst.util.ArrayData;

/** {@code tda_poly_feature}: E(p, q, i0; PD_k) of a diagram, k, p, q and i0 from the row. */
public final class PolynomialFunction extends DiagramRowFunction {
  private static final long serialVersionUID = 1;

  PolynomialFunction(boolean lenient, DiagramLayout layout) {
    super("tda_poly_feature", lenient, layout);
  }

  /** The feature; null for a bad row if lenient. */
  public synchronized Double value(ArrayData diagram, long dimension, double p, long q, long i0) {
    try {
      Energy energy =
          new Energy(p, whole(q, "q"), whole(i0, "i0"), whole(dimension, "the dimension"));
      return energy.value(bars(diagram));
    } catch (IllegalArgumentException problem) {
      if (lenient()) {
        return null;
      }
      throw badRow(problem, shown(diagram), "" + dimension, "" + p, "" + q, "" + i0);
    }
  }
}
