package io.betti.pipeline.regression;

import io.betti.pipeline.optimization.PenaltySpace;
import io.betti.topology.filtration.Direction;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * The paper's synthetic problems (Brüel-Gabrielsson et al. 2020, section 3.1, figures 5 to 7):
 * coefficients with a topological belief about them, rows {@code x ~ N(0, I)}, labels {@code x .
 * beta + noise * N(0, 1)}.
 *
 * <p><b>Repeatable.</b> Row i of a trial depends on the seed, the trial and i alone: the first n
 * rows of a trial are the same for every n, so errors against n are paired, and rows are the same
 * on every machine.
 */
public enum RegressionProblem {
  /** 100 coefficients, each drawn from -1, 0, 1. */
  CLUSTERS_SIGNS("clusters-signs", 100, PenaltySpace.weakAlpha()),

  /** 100 coefficients, each drawn from 1, 2, 3. */
  CLUSTERS_LEVELS("clusters-levels", 100, PenaltySpace.weakAlpha()),

  /** 100 coefficients 2 mod(t, 1) - 1, t from 0 to 3: three teeth. */
  SAWTOOTH("sawtooth", 100, PenaltySpace.line(Direction.SUPERLEVEL)),

  /** 100 coefficients, 1 where mod(t, 1) > 0.5 and -1 elsewhere, t from 0 to 3: three boxes. */
  BOXCAR("boxcar", 100, PenaltySpace.line(Direction.SUPERLEVEL)),

  /**
   * 50 x 50 coefficients exp(-(r - n/3)^2 / (2n)), r the distance of (row, column) from (n/2, n/2),
   * n = 50: one ring.
   */
  RING("ring", 2500, PenaltySpace.grid(Direction.SUPERLEVEL, 50, 50));

  private static final int RING_SIDE = 50;

  private final String text;
  private final int columns;
  private final PenaltySpace space;

  RegressionProblem(String text, int columns, PenaltySpace space) {
    this.text = text;
    this.columns = columns;
    this.space = space;
  }

  /**
   * The problem of a name as users write it, in any case.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static RegressionProblem parse(String name) {
    for (RegressionProblem problem : values()) {
      if (problem.text.equals(name.toLowerCase(Locale.ROOT))) {
        return problem;
      }
    }
    throw new IllegalArgumentException(
        "unknown problem '"
            + name
            + "'; it is one of "
            + Arrays.stream(values())
                .map(RegressionProblem::toString)
                .collect(Collectors.joining(", ")));
  }

  /** Number of coefficients, p. */
  public int columns() {
    return columns;
  }

  /** Where its topological penalties live. */
  public PenaltySpace space() {
    return space;
  }

  /** The penalties that the paper compares on it, as text. */
  public String penalties() {
    return switch (this) {
      case CLUSTERS_SIGNS, CLUSTERS_LEVELS -> "ols,l1,l2,top1,top2";
      case SAWTOOTH, BOXCAR -> "ols,tv,tv2,top1,top2";
      case RING -> "ols,E(1,0,2;PD0) + E(1,0,2;PD1)";
    };
  }

  /** Standard deviation of the noise where none is given. */
  public double noise() {
    return 0.05;
  }

  /** The true coefficients of a trial; the same in every trial but for clusters. */
  public double[] truth(long seed, int trial) {
    double[] beta = new double[columns];
    SplittableRandom random = new SplittableRandom(NormalRows.stream(seed, trial, -1));
    for (int j = 0; j < columns; j++) {
      double t = 3.0 * j / (columns - 1);
      beta[j] =
          switch (this) {
            case CLUSTERS_SIGNS -> random.nextInt(3) - 1;
            case CLUSTERS_LEVELS -> random.nextInt(3) + 1;
            case SAWTOOTH -> 2 * (t % 1) - 1;
            case BOXCAR -> t % 1 > 0.5 ? 1 : -1;
            case RING -> ring(j / RING_SIDE, j % RING_SIDE);
          };
    }
    return beta;
  }

  private static double ring(int row, int column) {
    double n = RING_SIDE;
    double r = Math.sqrt((row - n / 2) * (row - n / 2) + (column - n / 2) * (column - n / 2));
    return StrictMath.exp(-(r - n / 3) * (r - n / 3) / (2 * n));
  }

  /**
   * The first rows of a trial.
   *
   * @param rows at least 1
   * @param noise standard deviation, at least 0
   * @throws IllegalArgumentException if these are out of range
   */
  public RegressionData data(long seed, int trial, int rows, double noise) {
    return NormalRows.of(truth(seed, trial), seed, trial, rows, noise);
  }

  /**
   * {@code |beta - truth|^2}: also the expected squared error of prediction beyond the noise, since
   * features are independent of variance 1.
   *
   * @throws IllegalArgumentException if the lengths differ
   */
  public static double squaredError(double[] beta, double[] truth) {
    if (beta.length != truth.length) {
      throw new IllegalArgumentException(
          beta.length + " coefficients against " + truth.length + " true ones");
    }
    double sum = 0;
    for (int j = 0; j < beta.length; j++) {
      sum += (beta[j] - truth[j]) * (beta[j] - truth[j]);
    }
    return sum;
  }

  /** The name as users write it. */
  @Override
  public String toString() {
    return text;
  }
}
