package io.betti.pipeline.regression;

import java.io.Serializable;

/**
 * The rows of one fit in a grid of them.
 *
 * @param problem number of the problem, from 0
 * @param trial from 0
 * @param rows how many rows there are, the fold included; -1 for all of a table
 * @param fold the fold that is left out; {@link #ALL} for none
 */
public record GridCell(int problem, int trial, int rows, int fold) implements Serializable {
  /** Stands for the fit of all rows. */
  public static final int ALL = -1;

  /** Whether nothing is left out. */
  public boolean isAll() {
    return fold == ALL;
  }
}
