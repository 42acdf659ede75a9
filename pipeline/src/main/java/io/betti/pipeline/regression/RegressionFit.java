package io.betti.pipeline.regression;

import io.betti.pipeline.regression.SolverOptions.Method;
import java.io.Serializable;

/** What a fit found. Immutable and serializable. */
public final class RegressionFit implements Serializable {
  private static final long serialVersionUID = 1;

  private final double[] beta;
  private final double lambda;
  private final double loss;
  private final double penalty;
  private final int iterations;
  private final boolean converged;
  private final Method method;

  RegressionFit(
      double[] beta,
      double lambda,
      double loss,
      double penalty,
      int iterations,
      boolean converged,
      Method method) {
    this.beta = beta;
    this.lambda = lambda;
    this.loss = loss;
    this.penalty = penalty;
    this.iterations = iterations;
    this.converged = converged;
    this.method = method;
  }

  /** The coefficients, a copy. */
  public double[] beta() {
    return beta.clone();
  }

  /** The coefficients themselves, to be read only. */
  double[] coefficients() {
    return beta;
  }

  /** Weight of the penalty. */
  public double lambda() {
    return lambda;
  }

  /** Mean loss over the rows, without the penalty. */
  public double loss() {
    return loss;
  }

  /** Value of the penalty, without lambda. */
  public double penalty() {
    return penalty;
  }

  /** What was minimised: {@code loss + lambda * penalty}. */
  public double objective() {
    return loss + lambda * penalty;
  }

  /** Steps taken; 0 for a closed form. */
  public int iterations() {
    return iterations;
  }

  /** Whether the stopping rule was met before the iterations ran out. */
  public boolean converged() {
    return converged;
  }

  /** How it was found; never {@code auto}. */
  public Method method() {
    return method;
  }
}
