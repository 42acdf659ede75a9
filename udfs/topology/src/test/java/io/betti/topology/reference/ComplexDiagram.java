package io.betti.topology.reference;

import io.betti.topology.diagram.DiagramBuilder;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.diagram.PersistencePair;
import io.betti.topology.filtration.FilteredComplex;
import io.betti.topology.homology.DiagramOptions;
import java.util.Arrays;

/**
 * The diagram of a complex that is written out cell by cell, by {@link BoundaryReduction}. A pair
 * of cells with one critical cell is no bar, whatever the values. Essential bars are left infinite.
 */
public final class ComplexDiagram {
  private ComplexDiagram() {}

  /**
   * The diagram of a complex.
   *
   * @param complex with all cells up to dimension {@code options.maxDimension() + 1}
   */
  public static PersistenceDiagram of(FilteredComplex complex, DiagramOptions options) {
    DiagramBuilder builder = new DiagramBuilder();
    builder.clear(1, complex.isFalling());
    double never = complex.isFalling() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    for (BoundaryReduction.Pair pair : BoundaryReduction.pairs(complex.size(), complex::faces)) {
      int dimension = complex.dimension(pair.birth());
      boolean essential = pair.death() < 0;
      double birth = complex.value(pair.birth());
      double death = essential ? never : complex.value(pair.death());
      int[] birthCell = complex.criticalCell(pair.birth());
      int[] deathCell = essential ? new int[0] : complex.criticalCell(pair.death());
      boolean isBar =
          !Arrays.equals(birthCell, deathCell) && (birth != death || options.zeroLength());
      if (dimension <= options.maxDimension() && isBar) {
        builder.add(new PersistencePair(dimension, birth, death, birthCell, deathCell));
      }
    }
    return builder.build();
  }
}
