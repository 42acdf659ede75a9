package io.betti.pipeline.regression;

import java.io.Serializable;

/**
 * Weights of a penalty to be tried, evenly spaced on a logarithmic scale.
 *
 * @param least first of them, above 0
 * @param greatest last of them, at least {@code least}
 * @param count how many; 1 only if both ends are the same
 */
public record LambdaGrid(double least, double greatest, int count) implements Serializable {
  /**
   * A grid.
   *
   * @throws IllegalArgumentException if an end is not finite or not above 0, {@code least >
   *     greatest}, {@code count < 1}, or there is one lambda for two ends or the other way round
   */
  public LambdaGrid {
    if (!(least > 0) || Double.isInfinite(greatest) || !(greatest > 0)) {
      throw new IllegalArgumentException(
          "lambdas from "
              + least
              + " to "
              + greatest
              + "; both must be finite and above 0, as the grid is logarithmic (ols is the fit"
              + " without a penalty)");
    }
    if (least > greatest) {
      throw new IllegalArgumentException(
          "the least lambda, " + least + ", is above the greatest, " + greatest + "; swap them");
    }
    if (count < 1 || (count == 1) != (least == greatest)) {
      throw new IllegalArgumentException(
          count
              + " lambdas from "
              + least
              + " to "
              + greatest
              + "; one lambda needs equal ends, and two ends at least two");
    }
  }

  /** The lambdas, ascending; both ends exact. */
  public double[] values() {
    double[] values = new double[count];
    double ratio = StrictMath.log(greatest / least);
    for (int i = 0; i < count; i++) {
      values[i] = i == 0 ? least : least * StrictMath.exp(ratio * i / (count - 1));
    }
    values[count - 1] = greatest;
    return values;
  }
}
