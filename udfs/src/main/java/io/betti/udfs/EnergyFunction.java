package io.betti.udfs;

import io.betti.topology.diagram.DiagramNotation;
import io.betti.topology.diagram.WeightedSum;
import org.apache.spark.sql.catalyst.util.ArrayData;

/** {@code tda_energy}: a function of a diagram that is written in the paper's notation. */
public final class EnergyFunction extends DiagramRowFunction {
  private static final long serialVersionUID = 1;

  private final String notation;
  private transient WeightedSum energy;

  EnergyFunction(boolean lenient, DiagramLayout layout, WeightedSum energy) {
    super("tda_energy", lenient, layout, energy.toString());
    this.notation = energy.toString();
  }

  /** The energy; null for a bad row if lenient. */
  public synchronized Double value(ArrayData diagram) {
    if (energy == null) {
      energy = DiagramNotation.parse(notation);
    }
    try {
      return energy.value(bars(diagram));
    } catch (IllegalArgumentException problem) {
      if (lenient()) {
        return null;
      }
      throw badRow(problem, shown(diagram));
    }
  }
}
