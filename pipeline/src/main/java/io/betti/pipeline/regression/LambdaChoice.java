package io.betti.pipeline.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The weight that was chosen for a penalty, and the fit of all rows with it.
 *
 * @param selection how it was chosen
 * @param fit of all rows
 * @param place of lambda in the grid, from 0
 * @param error what it was chosen by; NaN if there was nothing to choose by
 * @param errorDeviation standard error of that over the folds; NaN for fewer than 2
 * @param edge whether the grid ends there, so that a better one may lie beyond
 */
public record LambdaChoice(
    LambdaSelection selection,
    GridFit fit,
    int place,
    double error,
    double errorDeviation,
    boolean edge) {

  /**
   * The errors of a path that choices are made by.
   *
   * @param mean over the folds, one a lambda; NaN without folds
   * @param deviation standard error of the mean over the folds; NaN for fewer than 2
   * @param first of the first fold
   * @param truth squared distance from the true coefficients; NaN where they are unknown
   */
  public record Curve(double[] mean, double[] deviation, double[] first, double[] truth) {}

  /**
   * The errors along a path.
   *
   * @param all fits of all rows, by lambda
   * @param folds fits of each fold, by lambda
   */
  public static Curve curve(List<GridFit> all, List<List<GridFit>> folds) {
    int count = all.size();
    Curve curve =
        new Curve(new double[count], new double[count], new double[count], new double[count]);
    for (int i = 0; i < count; i++) {
      double[] errors = new double[folds.size()];
      for (int k = 0; k < errors.length; k++) {
        errors[k] = folds.get(k).get(i).validationError();
      }
      Interval interval = Interval.of(errors);
      curve.mean()[i] = interval.mean();
      curve.deviation()[i] = interval.standardError();
      curve.first()[i] = errors.length > 0 ? errors[0] : Double.NaN;
      curve.truth()[i] = all.get(i).betaError();
    }
    return curve;
  }

  /**
   * Chooses: the lambda of least error, of equal ones the greatest. Where there is one lambda it is
   * taken.
   *
   * @throws IllegalArgumentException if no error of the path is known that the selection goes by
   */
  public static LambdaChoice of(LambdaSelection selection, List<GridFit> all, Curve curve) {
    double[] errors =
        switch (selection) {
          case KFOLD -> curve.mean();
          case HOLDOUT -> curve.first();
          case ORACLE -> curve.truth();
        };
    int best = all.size() == 1 ? 0 : -1;
    for (int i = 0; i < errors.length; i++) {
      if (Double.isFinite(errors[i]) && (best < 0 || !(errors[i] > errors[best]))) {
        best = i;
      }
    }
    if (best < 0) {
      throw new IllegalArgumentException(
          "no lambda can be chosen by "
              + selection
              + ": its errors are "
              + Arrays.toString(errors));
    }
    double deviation = selection == LambdaSelection.KFOLD ? curve.deviation()[best] : Double.NaN;
    boolean edge = errors.length > 1 && (best == 0 || best == errors.length - 1);
    return new LambdaChoice(selection, all.get(best), best, errors[best], deviation, edge);
  }

  /** Fits of a cell's folds, from fits of any folds, all of one trial and penalty. */
  public static List<List<GridFit>> byFold(List<GridFit> fits) {
    List<List<GridFit>> folds = new ArrayList<>();
    for (GridFit fit : fits) {
      int fold = fit.cell().fold();
      if (fold != GridCell.ALL) {
        while (folds.size() <= fold) {
          folds.add(new ArrayList<>());
        }
        folds.get(fold).add(fit);
      }
    }
    return folds;
  }
}
