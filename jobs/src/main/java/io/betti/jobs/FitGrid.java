package io.betti.jobs;

import io.betti.pipeline.optimization.PenaltySpec;
import io.betti.pipeline.regression.GridCell;
import io.betti.pipeline.regression.GridPaths;
import io.betti.pipeline.regression.LambdaGrid;
import io.betti.pipeline.regression.LambdaSelection;
import io.betti.pipeline.regression.SolverOptions;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * All fits of a run in their order: by problem, trial, number of rows, fold (that of all rows
 * first), penalty and lambda. A fit's place in this order is its id.
 *
 * @param problems names of the problems
 * @param penalties those of each problem, in the same order and of the same texts
 * @param rows numbers of rows; -1 alone for all of a table
 * @param trials how many
 * @param lambdas weights to try
 * @param folds of the cross-validation
 * @param selections how to choose among lambdas
 * @param options of the solver
 */
record FitGrid(
    List<String> problems,
    List<List<PenaltySpec>> penalties,
    int[] rows,
    int trials,
    LambdaGrid lambdas,
    int folds,
    List<LambdaSelection> selections,
    SolverOptions options) {

  /**
   * A path of fits: one cell and penalty along the lambdas.
   *
   * @param penalty number of the penalty
   * @param first id of its first fit
   * @param length number of its fits
   */
  record Path(GridCell cell, int penalty, long first, int length) implements Serializable {}

  /** Number of folds that are fitted: none if there is nothing to choose. */
  int foldsFitted() {
    if (lambdas.count() == 1) {
      return 0;
    }
    return selections.stream().mapToInt(selection -> selection.folds(folds)).max().orElse(0);
  }

  private int lengthOfCell() {
    return penalties.get(0).stream().mapToInt(p -> GridPaths.length(p, lambdas)).sum();
  }

  /** Fits of one problem, trial and number of rows. */
  private long lengthOfGroup() {
    return (long) (1 + foldsFitted()) * lengthOfCell();
  }

  /** Number of all fits. */
  long size() {
    return lengthOfGroup() * rows.length * trials * problems.size();
  }

  /**
   * Steps of whole groups, in order: a group is a problem, trial and number of rows. A step holds
   * those of one trial at most, and of so many fits, but one group at least.
   */
  List<Step> steps(long most) {
    List<Step> steps = new ArrayList<>();
    long group = lengthOfGroup();
    long together = Math.max(1, Math.min(rows.length, most / group));
    for (long trial = 0; trial < (long) trials * problems.size(); trial++) {
      for (long from = 0; from < rows.length; from += together) {
        long to = Math.min(rows.length, from + together);
        long first = trial * rows.length * group;
        String name = String.format(Locale.ROOT, "%05d", steps.size());
        steps.add(new Step(name, null, first + from * group, first + to * group));
      }
    }
    return steps;
  }

  /** The paths of a step, in order. */
  List<Path> paths(Step step) {
    List<Path> paths = new ArrayList<>();
    long group = lengthOfGroup();
    for (long g = step.from() / group; g < step.to() / group; g++) {
      int size = rows[(int) (g % rows.length)];
      long trial = g / rows.length;
      long id = g * group;
      for (int fold = GridCell.ALL; fold < foldsFitted(); fold++) {
        GridCell cell = new GridCell((int) (trial / trials), (int) (trial % trials), size, fold);
        for (int penalty = 0; penalty < penalties.get(0).size(); penalty++) {
          int length = GridPaths.length(penalties.get(0).get(penalty), lambdas);
          paths.add(new Path(cell, penalty, id, length));
          id += length;
        }
      }
    }
    return paths;
  }

  /** The penalty of a path. */
  PenaltySpec penalty(GridCell cell, int penalty) {
    return penalties.get(cell.problem()).get(penalty);
  }
}
