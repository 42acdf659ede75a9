package io.betti.topology.homology;

import io.betti.topology.filtration.FilteredComplex;
import java.util.Arrays;

/**
 * Persistence pairs of any filtered complex by reduction of its matrix over Z/2, in the way that a
 * {@link Reduction} names.
 *
 * <p>A matrix is a list of columns, each the places of its ones. A column is reduced by adding
 * earlier reduced columns with the same pivot until no such column is left; the pivot is the last
 * place in a boundary column and the first in a coboundary column. Then pivot and column are a
 * pair.
 *
 * <p><b>Output.</b> Every cell is a birth, a death or both ends of nothing: {@link #partner} is the
 * place that a cell is paired with, or {@link #ESSENTIAL}. Pairs of equal values are all there.
 *
 * <p><b>Cost.</b> Cubic in the number of cells at worst, near linear on most complexes with {@code
 * TWIST} or {@code COHOMOLOGY}. Space: the reduced columns.
 *
 * <p>Exact and deterministic; safe for use by several threads, since nothing is kept.
 */
public final class MatrixReduction {
  /** Partner of a cell whose class never dies. */
  public static final int ESSENTIAL = -1;

  private static final int[] EMPTY = {};

  private final FilteredComplex complex;
  private final Reduction reduction;

  /** Places of ones of each reduced column by its pivot; null where there is none. */
  private final int[][] columnOfPivot;

  private final int[] partner;
  private final boolean dual;

  private MatrixReduction(FilteredComplex complex, Reduction reduction) {
    this.complex = complex;
    this.reduction = reduction;
    this.dual = reduction == Reduction.COHOMOLOGY;
    columnOfPivot = new int[complex.size()][];
    partner = new int[complex.size()];
    Arrays.fill(partner, ESSENTIAL);
  }

  /**
   * The partner of the cell at every place.
   *
   * @return one place a cell: of a birth its death, of a death its birth, {@link #ESSENTIAL} for a
   *     birth without a death
   */
  public static int[] partner(FilteredComplex complex, Reduction reduction) {
    MatrixReduction run = new MatrixReduction(complex, reduction);
    run.reduce();
    return run.partner;
  }

  private void reduce() {
    int n = complex.size();
    switch (reduction) {
      case STANDARD -> {
        for (int j = 0; j < n; j++) {
          reduceColumn(j, complex.faces(j));
        }
      }
      case TWIST -> {
        int[][] places = placesByDimension();
        for (int k = places.length - 1; k >= 1; k--) {
          for (int j : places[k]) {
            if (partner[j] == ESSENTIAL) {
              reduceColumn(j, complex.faces(j));
            }
          }
        }
      }
      case COHOMOLOGY -> {
        int[][] cofaces = cofaces();
        int[][] places = placesByDimension();
        for (int[] ofDimension : places) {
          for (int i = ofDimension.length - 1; i >= 0; i--) {
            int j = ofDimension[i];
            if (partner[j] == ESSENTIAL) {
              reduceColumn(j, cofaces[j]);
            }
          }
        }
      }
    }
  }

  private void reduceColumn(int j, int[] ones) {
    int[] column = ones;
    while (column.length > 0) {
      int pivot = dual ? column[0] : column[column.length - 1];
      if (columnOfPivot[pivot] == null) {
        columnOfPivot[pivot] = column;
        partner[pivot] = j;
        partner[j] = pivot;
        return;
      }
      column = sum(column, columnOfPivot[pivot]);
    }
  }

  /** The places that are in one of two rising lists but not in both. */
  private static int[] sum(int[] a, int[] b) {
    int[] out = new int[a.length + b.length];
    int i = 0;
    int j = 0;
    int n = 0;
    while (i < a.length && j < b.length) {
      if (a[i] == b[j]) {
        i++;
        j++;
      } else {
        out[n++] = a[i] < b[j] ? a[i++] : b[j++];
      }
    }
    while (i < a.length) {
      out[n++] = a[i++];
    }
    while (j < b.length) {
      out[n++] = b[j++];
    }
    return n == 0 ? EMPTY : Arrays.copyOf(out, n);
  }

  private int[][] placesByDimension() {
    int top = -1;
    for (int j = 0; j < complex.size(); j++) {
      top = Math.max(top, complex.dimension(j));
    }
    int[] count = new int[top + 1];
    for (int j = 0; j < complex.size(); j++) {
      count[complex.dimension(j)]++;
    }
    int[][] places = new int[top + 1][];
    for (int k = 0; k <= top; k++) {
      places[k] = new int[count[k]];
      count[k] = 0;
    }
    for (int j = 0; j < complex.size(); j++) {
      int k = complex.dimension(j);
      places[k][count[k]++] = j;
    }
    return places;
  }

  private int[][] cofaces() {
    int n = complex.size();
    int[] count = new int[n];
    for (int j = 0; j < n; j++) {
      for (int face : complex.faces(j)) {
        count[face]++;
      }
    }
    int[][] cofaces = new int[n][];
    for (int j = 0; j < n; j++) {
      cofaces[j] = new int[count[j]];
      count[j] = 0;
    }
    for (int j = 0; j < n; j++) {
      for (int face : complex.faces(j)) {
        cofaces[face][count[face]++] = j;
      }
    }
    return cofaces;
  }
}
