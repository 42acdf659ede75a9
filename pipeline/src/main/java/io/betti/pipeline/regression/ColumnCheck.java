package io.betti.pipeline.regression;

import java.util.List;

/** Finds columns whose coefficient no data can tell from another column's or from the intercept. */
final class ColumnCheck {
  /** Of a variance beside the mean square, and of one minus a squared correlation. */
  private static final double RELATIVE = 1e-12;

  private ColumnCheck() {}

  /**
   * Refuses statistics with a column of zeros, a constant one beside an intercept, or one that is a
   * multiple of another. More columns than rows are well: fits are then of least norm.
   *
   * @param names of the columns
   * @param intercept whether means are taken off
   * @throws IllegalArgumentException if there is one; it names the column
   */
  static void check(SufficientStatistics statistics, List<String> names, boolean intercept) {
    double[] plain = statistics.gram();
    double[] gram = intercept ? statistics.centred().gram() : plain;
    int p = statistics.columns();
    boolean few = statistics.rows() <= (intercept ? 2 : 1);
    for (int i = 0; i < p && !few; i++) {
      if (!(gram[i * p + i] > RELATIVE * plain[i * p + i])) {
        throw new IllegalArgumentException(
            "column "
                + names.get(i)
                + (plain[i * p + i] == 0 ? " is 0 in every row" : " is constant")
                + (intercept ? ", so that its coefficient is anything beside the intercept" : "")
                + "; leave it out, or keep such columns by singular = keep");
      }
      for (int j = 0; j < i; j++) {
        double cross = gram[i * p + j] * gram[i * p + j];
        double squares = gram[i * p + i] * gram[j * p + j];
        if (squares - cross <= RELATIVE * squares) {
          throw new IllegalArgumentException(
              "column "
                  + names.get(i)
                  + " is a multiple of column "
                  + names.get(j)
                  + (intercept ? ", up to a constant" : "")
                  + ": the system is singular; leave one out, or keep both by singular = keep");
        }
      }
    }
  }
}
