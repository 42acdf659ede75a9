package io.betti.topology.reference;

import io.betti.topology.diagram.DiagramBuilder;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.diagram.PersistencePair;
import io.betti.topology.filtration.FilteredComplex;
import io.betti.topology.homology.DiagramOptions;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The diagram of a filtration that is written out, values rising, by {@link BoundaryReduction}. A
 * pair with one critical cell is no bar. An essential bar is clamped to what is given, or to the
 * last value, at the last cell that is its own critical cell.
 */
public final class FilteredReduction {
  private final FilteredComplex cells;
  private final int[] deathOf;
  private final BitSet deaths = new BitSet();

  /** Reduces once; ask for diagrams as often as wanted. */
  public FilteredReduction(FilteredComplex cells) {
    this.cells = cells;
    deathOf = new int[cells.size()];
    Arrays.fill(deathOf, -1);
    for (BoundaryReduction.Pair pair : BoundaryReduction.pairs(cells.size(), cells::faces)) {
      if (pair.death() >= 0) {
        deathOf[pair.birth()] = pair.death();
        deaths.set(pair.death());
      }
    }
  }

  /** What the options ask for. */
  public PersistenceDiagram diagram(DiagramOptions options) {
    return diagram(options, cells.size() == 0 ? 0 : cells.value(cells.size() - 1), lastCell());
  }

  /**
   * What the options ask for.
   *
   * @param clamp where clamped essential bars die
   * @param clampCell the cell of these deaths
   */
  public PersistenceDiagram diagram(DiagramOptions options, double clamp, int[] clampCell) {
    DiagramBuilder builder = new DiagramBuilder();
    builder.clear(1, false);
    for (int n = 0; n < cells.size(); n++) {
      if (!deaths.get(n) && cells.dimension(n) <= options.maxDimension()) {
        add(n, options, clamp, clampCell, builder);
      }
    }
    return builder.build();
  }

  private void add(
      int n, DiagramOptions options, double clamp, int[] clampCell, DiagramBuilder builder) {
    int k = cells.dimension(n);
    int[] birthCell = cells.criticalCell(n);
    if (deathOf[n] >= 0) {
      double death = cells.value(deathOf[n]);
      int[] deathCell = cells.criticalCell(deathOf[n]);
      boolean isLong = death != cells.value(n);
      if (isLong || (options.zeroLength() && !Arrays.equals(birthCell, deathCell))) {
        builder.add(new PersistencePair(k, cells.value(n), death, birthCell, deathCell));
      }
      return;
    }
    double never = Double.POSITIVE_INFINITY;
    if (options.essential() == EssentialPolicy.CLAMP) {
      builder.addClamped(
          new PersistencePair(k, cells.value(n), never, birthCell, clampCell), clamp);
    } else {
      builder.add(new PersistencePair(k, cells.value(n), never, birthCell, new int[0]));
    }
  }

  private int[] lastCell() {
    for (int n = cells.size() - 1; n >= 0 && cells.dimension(n) > 0; n--) {
      if (Arrays.equals(cells.vertices(n), cells.criticalCell(n))) {
        return cells.criticalCell(n);
      }
    }
    return new int[0];
  }
}
