package io.betti.benchmarks;

import io.betti.topology.diagram.DiagramBuilder;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.diagram.PersistencePair;
import io.betti.topology.filtration.FilteredComplex;
import java.util.Arrays;

/**
 * Bars of positive length of a filtration that is written out, by the reduction of its boundary
 * matrix with a twist: Chen, Kerber, "Persistent Homology Computation with a Twist" (2011). Columns
 * are sorted arrays, from the highest dimension down; a column whose cell is a pivot is not
 * reduced. What one would write down first, to measure the engine's against.
 */
final class PlainReduction {
  private static final int[] NONE = {};

  private final FilteredComplex cells;

  /** By pivot, the reduced column that has it. */
  private final int[][] columns;

  private final int[] deathOf;

  private PlainReduction(FilteredComplex cells) {
    this.cells = cells;
    columns = new int[cells.size()][];
    deathOf = new int[cells.size()];
    Arrays.fill(deathOf, -1);
  }

  /** The diagram, essential bars infinite, with critical cells. */
  static PersistenceDiagram diagram(FilteredComplex cells) {
    PlainReduction reduction = new PlainReduction(cells);
    int top = 0;
    for (int n = 0; n < cells.size(); n++) {
      top = Math.max(top, cells.dimension(n));
    }
    for (int k = top; k > 0; k--) {
      reduction.reduce(k);
    }
    return reduction.build(top);
  }

  private void reduce(int dimension) {
    for (int n = 0; n < cells.size(); n++) {
      if (cells.dimension(n) != dimension || deathOf[n] >= 0) {
        continue;
      }
      int[] column = cells.faces(n);
      while (column.length > 0 && columns[column[column.length - 1]] != null) {
        column = sum(column, columns[column[column.length - 1]]);
      }
      if (column.length > 0) {
        columns[column[column.length - 1]] = column;
        deathOf[column[column.length - 1]] = n;
      }
    }
  }

  /** The symmetric difference of two rising lists. */
  private static int[] sum(int[] a, int[] b) {
    int[] sum = new int[a.length + b.length];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < a.length || j < b.length) {
      if (j == b.length || (i < a.length && a[i] < b[j])) {
        sum[size++] = a[i++];
      } else if (i == a.length || b[j] < a[i]) {
        sum[size++] = b[j++];
      } else {
        i++;
        j++;
      }
    }
    return Arrays.copyOf(sum, size);
  }

  private PersistenceDiagram build(int top) {
    DiagramBuilder builder = new DiagramBuilder();
    builder.clear(top + 1, cells.isFalling());
    boolean[] isDeath = new boolean[deathOf.length];
    for (int death : deathOf) {
      if (death >= 0) {
        isDeath[death] = true;
      }
    }
    for (int n = 0; n < deathOf.length; n++) {
      boolean essential = deathOf[n] < 0;
      if (isDeath[n] || (!essential && cells.value(n) == cells.value(deathOf[n]))) {
        continue;
      }
      builder.add(
          new PersistencePair(
              cells.dimension(n),
              cells.value(n),
              essential ? Double.POSITIVE_INFINITY : cells.value(deathOf[n]),
              cells.criticalCell(n),
              essential ? NONE : cells.criticalCell(deathOf[n])));
    }
    return builder.build();
  }
}
