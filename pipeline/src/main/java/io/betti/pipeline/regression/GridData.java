package io.betti.pipeline.regression;

import java.io.Serializable;

/** What a grid of fits is made on. Travels to tasks; immutable. */
public interface GridData extends Serializable {
  /** Number of coefficients of a problem. */
  int columns(int problem);

  /**
   * The rows of a cell.
   *
   * @throws IllegalArgumentException if they cannot be had, as more folds than rows
   */
  CellData cell(GridCell cell);
}
