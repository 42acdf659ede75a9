package io.betti.pipeline.regression;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * How a loss plus a penalty is minimised.
 *
 * <p>Immutable and serializable.
 */
public final class SolverOptions implements Serializable {
  private static final long serialVersionUID = 1;

  /** Ways to a minimum. */
  public enum Method {
    /** The best known for the loss and the penalty; see {@link RegressionSolver}. */
    AUTO("auto"),
    /** Adam, as the paper's authors do. */
    ADAM("adam"),
    /** Steps along the negative (sub)gradient. */
    GRADIENT_DESCENT("gradient-descent"),
    /** Accelerated proximal gradient; for penalties with a proximal map. */
    PROXIMAL("proximal"),
    /**
     * The solution of linear equations; for squared loss with {@code ols}, {@code l2} or {@code
     * l2-squared}.
     */
    CLOSED_FORM("closed-form");

    private final String text;

    Method(String text) {
      this.text = text;
    }

    /**
     * The method of a name as users write it, in any case.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Method parse(String name) {
      for (Method method : values()) {
        if (method.text.equals(name.toLowerCase(Locale.ROOT))) {
          return method;
        }
      }
      throw new IllegalArgumentException(
          "unknown solver '"
              + name
              + "'; it is one of "
              + Arrays.stream(values()).map(Method::toString).collect(Collectors.joining(", ")));
    }

    /** The name as users write it. */
    @Override
    public String toString() {
      return text;
    }
  }

  private final Method method;
  private final double learningRate;
  private final int maxIterations;
  private final double tolerance;
  private final boolean warmStart;
  private final boolean decay;

  private SolverOptions(
      Method method,
      double learningRate,
      int maxIterations,
      double tolerance,
      boolean warmStart,
      boolean decay) {
    this.method = Objects.requireNonNull(method, "method");
    this.learningRate = learningRate;
    this.maxIterations = maxIterations;
    this.tolerance = tolerance;
    this.warmStart = warmStart;
    this.decay = decay;
    if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
      throw new IllegalArgumentException(
          "learning rate " + learningRate + " must be a finite number > 0, as 0.1");
    }
    if (maxIterations < 1) {
      throw new IllegalArgumentException(
          "iterations " + maxIterations + " must be at least 1, as 100");
    }
    if (!(tolerance >= 0) || Double.isInfinite(tolerance)) {
      throw new IllegalArgumentException(
          "tolerance " + tolerance + " must be a finite number >= 0, as 1e-6; 0 never stops early");
    }
  }

  /** The best known for each penalty, with warm starts, up to 5,000 iterations, tolerance 1e-6. */
  public static SolverOptions auto() {
    return new SolverOptions(Method.AUTO, 0.1, 5_000, 1e-6, true, false);
  }

  /**
   * The authors' way: from the least squares solution, 100 steps of Adam at rate 0.1, no early
   * stop, every lambda on its own.
   */
  public static SolverOptions authors() {
    return new SolverOptions(Method.ADAM, 0.1, 100, 0, false, false);
  }

  /** The same with another method. */
  public SolverOptions withMethod(Method other) {
    return new SolverOptions(other, learningRate, maxIterations, tolerance, warmStart, decay);
  }

  /**
   * The same with another rate: the step of Adam, and for gradient descent the factor of {@code 1 /
   * lipschitz} in its first step.
   */
  public SolverOptions withLearningRate(double rate) {
    return new SolverOptions(method, rate, maxIterations, tolerance, warmStart, decay);
  }

  /** The same with another limit of iterations. */
  public SolverOptions withMaxIterations(int limit) {
    return new SolverOptions(method, learningRate, limit, tolerance, warmStart, decay);
  }

  /** The same with another tolerance; 0 never stops early. */
  public SolverOptions withTolerance(double other) {
    return new SolverOptions(method, learningRate, maxIterations, other, warmStart, decay);
  }

  /** The same, each lambda starting where the one before ended, or not. */
  public SolverOptions withWarmStart(boolean warm) {
    return new SolverOptions(method, learningRate, maxIterations, tolerance, warm, decay);
  }

  /** The same with Adam's rate falling linearly to 0 at the limit of iterations, or constant. */
  public SolverOptions withDecay(boolean falling) {
    return new SolverOptions(method, learningRate, maxIterations, tolerance, warmStart, falling);
  }

  /** Whether Adam's rate falls. */
  public boolean decay() {
    return decay;
  }

  /** What the rate is multiplied by at a step, counted from 0. */
  double rateFactor(int step) {
    return decay ? 1 - (double) step / maxIterations : 1;
  }

  /** The way to the minimum. */
  public Method method() {
    return method;
  }

  /** The rate. */
  public double learningRate() {
    return learningRate;
  }

  /** The limit of iterations. */
  public int maxIterations() {
    return maxIterations;
  }

  /** The tolerance of the stopping rule; see {@link RegressionSolver}. */
  public double tolerance() {
    return tolerance;
  }

  /** Whether a lambda starts where the one before ended. */
  public boolean warmStart() {
    return warmStart;
  }

  /** As {@code adam, rate 0.1, 100 iterations, tolerance 0.0, cold starts}. */
  @Override
  public String toString() {
    return method
        + ", rate "
        + learningRate
        + (decay ? " falling, " : ", ")
        + maxIterations
        + " iterations, tolerance "
        + tolerance
        + (warmStart ? ", warm starts" : ", cold starts");
  }
}
