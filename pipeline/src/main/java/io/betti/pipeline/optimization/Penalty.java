package io.betti.pipeline.optimization;

/**
 * A penalty on a vector of coefficients: its value, an element of its subgradient, and where one is
 * known its proximal map.
 *
 * <p>A penalty keeps workspaces and belongs to one task; {@link PenaltySpec} is what travels.
 * Coefficients are finite; a penalty made for one length takes no other.
 */
public interface Penalty {
  /** How many coefficients it takes. */
  int size();

  /** Its value. */
  double value(double[] beta);

  /**
   * Its value, and a finite element of its subgradient, which is the gradient where there is one.
   *
   * @param out as long as {@code beta}, overwritten
   * @return the value
   */
  double gradient(double[] beta, double[] out);

  /**
   * The weight w if this penalty is {@code w |beta|^2} (0 for no penalty at all), so that squared
   * loss has a minimum in closed form; NaN for any other.
   */
  default double ridgeWeight() {
    return Double.NaN;
  }

  /**
   * The weight w if this penalty is {@code w |beta|}, the Euclidean norm, so that squared loss has
   * a minimum by one equation of one unknown; NaN for any other.
   */
  default double normWeight() {
    return Double.NaN;
  }

  /** Whether {@link #proximal} is known. Only convex penalties say yes. */
  default boolean hasProximal() {
    return false;
  }

  /**
   * The proximal map: the x that minimises {@code 1/2 |x - point|^2 + step * value(x)}.
   *
   * @param step at least 0
   * @param out as long as {@code point}, overwritten; may be {@code point} itself
   * @throws UnsupportedOperationException if {@code !hasProximal()}
   */
  default void proximal(double[] point, double step, double[] out) {
    throw new UnsupportedOperationException(
        this + " has no known proximal map; minimise it by adam or gradient-descent");
  }
}
