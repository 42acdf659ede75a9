package io.betti.topology.homology;

import java.util.Arrays;

/**
 * The reduction of a boundary matrix over Z/2, column by column from the left: Zomorodian and
 * Carlsson, "Computing Persistent Homology", Discrete &amp; Computational Geometry 33 (2005),
 * doi:10.1007/s00454-004-1146-y. For the columns that are known to end a class: every one keeps a
 * pivot, its largest row, and none is reduced to nothing; rows known to end a class themselves are
 * left out by the caller, as they are no pivot ever (clearing, both ways).
 *
 * <p>Reusable; keeps the reduced columns of one run.
 */
final class CycleReduction {
  private final BitColumn column = new BitColumn();

  /** By row, where the column with that pivot begins in {@link #stored}; -1 if there is none. */
  private int[] columnOf = new int[0];

  /** Reduced columns, each by falling rows, pivot first, ended by -1. */
  private int[] stored = new int[1024];

  private int used;

  /** Begins with no columns over a number of rows. */
  void reset(int rows) {
    column.reset(rows);
    if (columnOf.length < rows) {
      columnOf = new int[rows + (rows >> 2)];
    }
    Arrays.fill(columnOf, 0, rows, -1);
    used = 0;
  }

  /** Adds a row to the column that is to be reduced next. */
  void flip(int row) {
    column.flip(row);
  }

  /** Reduces the column, keeps it, and gives its pivot. */
  int reduce() {
    int pivot = column.largest();
    while (columnOf[pivot] >= 0) {
      for (int at = columnOf[pivot]; stored[at] >= 0; at++) {
        column.flip(stored[at]);
      }
      pivot = column.largest();
    }
    columnOf[pivot] = used;
    for (int row = pivot; row >= 0; row = column.largest()) {
      push(row);
      column.flip(row);
    }
    push(-1);
    return pivot;
  }

  private void push(int row) {
    if (used == stored.length) {
      stored = Arrays.copyOf(stored, 2 * used);
    }
    stored[used++] = row;
  }
}
