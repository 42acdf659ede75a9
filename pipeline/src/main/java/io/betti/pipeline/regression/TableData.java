package io.betti.pipeline.regression;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/**
 * A table of one's own as data of a grid, for one trial: the sufficient statistics of each fold and
 * of the test rows, however many rows there are.
 *
 * <p>A fold's rows have no part in the statistics its fit is made of: those are the sum of the
 * other folds' alone, and so is every mean that is taken off.
 */
public final class TableData implements GridData {
  private static final long serialVersionUID = 1;

  /** Bytes of all blocks' statistics together, on their way to the driver. */
  private static final long MOST_BYTES = 512L << 20;

  private final SufficientStatistics[] folds;
  private final SufficientStatistics test;
  private final boolean intercept;

  private TableData(SufficientStatistics[] folds, SufficientStatistics test, boolean intercept) {
    this.folds = folds;
    this.test = test;
    this.intercept = intercept;
  }

  /**
   * How a table is cut and fitted.
   *
   * @param folds of the cross-validation
   * @param testShare of the rows that are set apart, from 0 to below 1
   * @param intercept whether there is one
   * @param keepSingular whether constant columns and multiples of others are allowed
   * @param seed of the folds
   */
  public record Options(
      int folds, double testShare, boolean intercept, boolean keepSingular, long seed) {}

  /**
   * The statistics of a trial.
   *
   * @param rows features, then the label, in the order that decides about folds
   * @param names of the features
   * @throws IllegalArgumentException if there are no rows, more folds than rows, or a column is
   *     constant or a multiple of another and that is not allowed
   */
  public static TableData of(
      JavaRDD<double[]> rows, List<String> names, Options options, int trial) {
    try (OrderedRows ordered = OrderedRows.of(rows)) {
      long testRows = Math.round(ordered.count() * options.testShare());
      FoldAssignment assignment =
          new FoldAssignment(ordered.count(), testRows, options.folds(), options.seed(), trial);
      int columns = ordered.columns();
      long bytes = 4L * columns * (columns + 3) * (options.folds() + 1);
      long size = ordered.rowsOfBlock((int) Math.min(64, MOST_BYTES / bytes));
      List<SufficientStatistics[]> blocks =
          ordered
              .blocks(size, (first, block) -> parts(first, block, assignment, columns))
              .collect();
      SufficientStatistics[] sums = empty(options.folds() + 1, columns);
      for (SufficientStatistics[] block : blocks) {
        for (int k = 0; k < sums.length; k++) {
          sums[k].merge(block[k]);
        }
      }
      SufficientStatistics[] folds = java.util.Arrays.copyOf(sums, options.folds());
      TableData data = new TableData(folds, sums[options.folds()], options.intercept());
      if (!options.keepSingular()) {
        ColumnCheck.check(data.others(GridCell.ALL), names, options.intercept());
      }
      return data;
    }
  }

  private static SufficientStatistics[] empty(int count, int columns) {
    SufficientStatistics[] empty = new SufficientStatistics[count];
    for (int k = 0; k < count; k++) {
      empty[k] = new SufficientStatistics(columns);
    }
    return empty;
  }

  /** The block's statistics by fold, the test's at the end. */
  private static SufficientStatistics[] parts(
      long first, List<double[]> block, FoldAssignment assignment, int columns) {
    SufficientStatistics[] parts = empty(assignment.folds() + 1, columns);
    double[] features = new double[columns];
    for (int i = 0; i < block.size(); i++) {
      double[] row = block.get(i);
      OrderedRows.checkLength(row, columns);
      System.arraycopy(row, 0, features, 0, columns);
      int fold = assignment.foldOf(first + i);
      int part = fold == FoldAssignment.TEST ? assignment.folds() : fold;
      parts[part].add(features, row[columns]);
    }
    return parts;
  }

  /** Number of rows that fits are made of. */
  public long trainingRows() {
    long rows = 0;
    for (SufficientStatistics fold : folds) {
      rows += fold.rows();
    }
    return rows;
  }

  /** Number of test rows. */
  public long testRows() {
    return test.rows();
  }

  @Override
  public int columns(int problem) {
    return folds[0].columns();
  }

  private SufficientStatistics others(int fold) {
    SufficientStatistics sum = new SufficientStatistics(folds[0].columns());
    for (int k = 0; k < folds.length; k++) {
      if (k != fold) {
        sum.merge(folds[k]);
      }
    }
    return sum;
  }

  @Override
  public CellData cell(GridCell cell) {
    SufficientStatistics fitted = others(cell.fold());
    SufficientStatistics left = cell.isAll() ? null : folds[cell.fold()];
    SquaredLoss loss = SquaredLoss.of(intercept ? fitted.centred() : fitted);
    return new Cell(loss, intercept ? fitted : null, left, cell.isAll() ? test : null);
  }

  private record Cell(
      SquaredLoss loss,
      SufficientStatistics means,
      SufficientStatistics left,
      SufficientStatistics test)
      implements CellData {
    @Override
    public double intercept(double[] beta) {
      return means == null ? 0 : means.labelMean() - along(means, beta);
    }

    private static double along(SufficientStatistics statistics, double[] beta) {
      double sum = 0;
      for (int j = 0; j < beta.length; j++) {
        sum += statistics.mean(j) * beta[j];
      }
      return sum;
    }

    /** The mean of (y - x . beta - c)^2, from that of (y - x . beta)^2 and the means. */
    private double error(SufficientStatistics rows, double[] beta) {
      double c = intercept(beta);
      return rows.meanSquaredError(beta) + c * c - 2 * c * (rows.labelMean() - along(rows, beta));
    }

    @Override
    public double validationError(double[] beta) {
      return left == null ? UNKNOWN : error(left, beta);
    }

    @Override
    public double betaError(double[] beta) {
      return UNKNOWN;
    }

    @Override
    public double predictionError(double[] beta) {
      return test == null || test.rows() == 0 ? UNKNOWN : error(test, beta);
    }
  }

  /** Names {@code feature 0}, {@code feature 1}, ... of so many columns. */
  static List<String> numbers(int columns) {
    List<String> names = new ArrayList<>();
    for (int j = 0; j < columns; j++) {
      names.add(Integer.toString(j));
    }
    return names;
  }
}
