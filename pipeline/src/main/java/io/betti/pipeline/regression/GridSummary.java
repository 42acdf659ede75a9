package io.betti.pipeline.regression;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What a grid's choices amount to over its trials. Sums run in the order of trials. */
public final class GridSummary {
  /**
   * A choice and what it is of.
   *
   * @param problem number of the problem
   * @param trial from 0
   * @param rows how many rows were given; -1 for all of a table
   * @param penalty number of the penalty
   * @param choice the fit that was chosen
   */
  public record Entry(int problem, int trial, int rows, int penalty, LambdaChoice choice) {}

  private final List<Entry> entries;

  /** A summary of choices, in the order of trials. */
  public GridSummary(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** The choices. */
  public List<Entry> entries() {
    return entries;
  }

  /** A figure of the chosen fits, one a trial. */
  public double[] values(
      int problem,
      int rows,
      int penalty,
      LambdaSelection selection,
      ToDoubleFunction<LambdaChoice> figure) {
    return entries.stream()
        .filter(e -> e.problem() == problem && e.rows() == rows && e.penalty() == penalty)
        .filter(e -> e.choice().selection() == selection)
        .mapToDouble(e -> figure.applyAsDouble(e.choice()))
        .toArray();
  }

  /**
   * How many times as large one penalty's error is as another's: the geometric mean over numbers of
   * rows and trials, which see the same rows. The interval is over the trials, by Student's t on
   * the logarithms, each averaged over the numbers of rows.
   *
   * @param rows numbers of rows
   */
  public Interval ratio(
      int problem,
      int[] rows,
      LambdaSelection selection,
      int penalty,
      int other,
      ToDoubleFunction<LambdaChoice> figure) {
    double[] logarithms = null;
    for (int n : rows) {
      double[] own = values(problem, n, penalty, selection, figure);
      double[] others = values(problem, n, other, selection, figure);
      if (logarithms == null) {
        logarithms = new double[own.length];
      }
      for (int t = 0; t < own.length; t++) {
        logarithms[t] += StrictMath.log(own[t] / others[t]) / rows.length;
      }
    }
    return Interval.of(logarithms).exponential();
  }

  /** The middle of some values, of an even number the lower of the two. */
  public static double median(double[] values) {
    double[] sorted = values.clone();
    java.util.Arrays.sort(sorted);
    return sorted.length == 0 ? Double.NaN : sorted[(sorted.length - 1) / 2];
  }
}
