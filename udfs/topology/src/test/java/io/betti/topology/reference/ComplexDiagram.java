package io.betti.topology.reference;

import io.betti.topology.diagram.DiagramBuilder;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.diagram.PersistencePair;
import io.betti.topology.filtration.FilteredComplex;
import io.betti.topology.homology.DiagramOptions;
import java.util.Arrays;

/**
 * The diagram of a complex that is written out cell by cell, by {@link BoundaryReduction}. A pair
 * of cells with one critical cell is no bar, whatever the values.
 */
public final class ComplexDiagram {
  private ComplexDiagram() {}

  /**
   * The diagram of a complex, essential bars infinite.
   *
   * @param complex with all cells up to dimension {@code options.maxDimension() + 1}
   */
  public static PersistenceDiagram of(FilteredComplex complex, DiagramOptions options) {
    return of(complex, options, Double.NaN, new int[0]);
  }

  /**
   * The diagram of a complex, essential bars clamped.
   *
   * @param clamp where essential bars die; NaN if they don't
   * @param clampCell the cell of these deaths
   */
  public static PersistenceDiagram of(
      FilteredComplex complex, DiagramOptions options, double clamp, int[] clampCell) {
    DiagramBuilder builder = new DiagramBuilder();
    builder.clear(1, complex.isFalling());
    double never = complex.isFalling() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    for (BoundaryReduction.Pair pair : BoundaryReduction.pairs(complex.size(), complex::faces)) {
      int dimension = complex.dimension(pair.birth());
      boolean essential = pair.death() < 0;
      double birth = complex.value(pair.birth());
      double death = essential ? never : complex.value(pair.death());
      int[] birthCell = complex.criticalCell(pair.birth());
      int[] deathCell = essential ? clampCell : complex.criticalCell(pair.death());
      boolean isBar =
          essential
              || !Arrays.equals(birthCell, deathCell) && (birth != death || options.zeroLength());
      if (dimension <= options.maxDimension() && isBar) {
        PersistencePair bar = new PersistencePair(dimension, birth, death, birthCell, deathCell);
        if (essential && !Double.isNaN(clamp)) {
          builder.addClamped(bar, clamp);
        } else {
          builder.add(bar);
        }
      }
    }
    return builder.build();
  }
}
