package io.betti.jobs;

import java.util.ArrayList;
import java.util.List;

/**
 * A range of rows that is computed and written at one go, the grain of {@code --resume}.
 *
 * @param name unique in a run; names ascend with the rows
 * @param split the input; null if rows do not come from a file of items
 * @param from first id
 * @param to after the last id
 * @param inner whether what it writes is for later steps, and no part of the result
 */
record Step(String name, Split split, long from, long to, boolean inner) {
  /** A step whose rows are part of the result. */
  Step(String name, Split split, long from, long to) {
    this(name, split, from, to, false);
  }

  /** Number of rows. */
  long rows() {
    return to - from;
  }

  /** All steps of some inputs, of so many rows at most; one without rows for an empty input. */
  static List<Step> of(List<Split> splits, long rowsPerStep) {
    List<Step> steps = new ArrayList<>();
    for (Split split : splits) {
      long from = 0;
      do {
        long to = Math.min(split.rows(), from + rowsPerStep);
        String ending = split.name() == null ? "" : "-" + split.name();
        steps.add(new Step(String.format("%05d%s", steps.size(), ending), split, from, to));
        from = to;
      } while (from < split.rows());
    }
    return steps;
  }
}
