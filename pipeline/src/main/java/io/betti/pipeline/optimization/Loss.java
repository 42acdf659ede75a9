package io.betti.pipeline.optimization;

/**
 * A differentiable, convex loss of coefficients over data: its value and gradient. It keeps
 * workspaces and belongs to one task.
 */
public interface Loss {
  /** How many coefficients it takes. */
  int size();

  /** Its value. */
  double value(double[] beta);

  /**
   * Its value and gradient.
   *
   * @param out as long as {@code beta}, overwritten
   * @return the value
   */
  double gradient(double[] beta, double[] out);

  /**
   * An upper bound of how fast the gradient changes: {@code |gradient(a) - gradient(b)| <=
   * lipschitz() |a - b|}. Proximal steps have length {@code 1 / lipschitz()}.
   */
  double lipschitz();
}
