package io.betti.topology.vectorization;

import io.betti.topology.diagram.PersistenceDiagram;

/**
 * The Wasserstein distance of a diagram to the empty one, one number: the norm of order p of its
 * points' distances to the diagonal. For p infinite it is the bottleneck distance.
 *
 * <p>A bar of length l is l from the diagonal by ground norm 1, l / sqrt(2) by ground norm 2, and l
 * / 2 by the maximum norm. giotto-tda's {@code Amplitude} has the maximum norm in its metrics
 * {@code bottleneck} and {@code wasserstein}: {@link #bottleneck} and {@link #wasserstein}. Its
 * first versions had ground norm 2, which is sqrt(2) times that.
 *
 * <p>Cost: O(bars).
 *
 * @param dimension homology dimension, at least 0
 * @param p order, at least 1; infinity is the maximum
 * @param groundNorm 1, 2 or infinity
 */
public record DiagonalAmplitude(int dimension, double p, double groundNorm)
    implements Vectorization {
  /**
   * Refuses parameters out of range.
   *
   * @throws IllegalArgumentException if the dimension is below 0, p below 1 or NaN, or the ground
   *     norm not 1, 2 or infinity
   */
  public DiagonalAmplitude {
    Parameters.dimension("amplitude", dimension);
    Parameters.order("amplitude", p);
    if (groundNorm != 1 && groundNorm != 2 && groundNorm != Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "amplitude: ground norm " + groundNorm + " must be 1, 2 or infinity");
    }
  }

  /** giotto-tda's {@code bottleneck}: half the greatest lifetime. */
  public static DiagonalAmplitude bottleneck(int dimension) {
    return new DiagonalAmplitude(dimension, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** giotto-tda's {@code wasserstein}: the norm of half the lifetimes. */
  public static DiagonalAmplitude wasserstein(int dimension, double p) {
    return new DiagonalAmplitude(dimension, p, Double.POSITIVE_INFINITY);
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public void vector(PersistenceDiagram diagram, double[] out) {
    Parameters.clear(out, 1);
    FiniteBars bars = FiniteBars.of(diagram, dimension);
    double[] lifetimes = new double[bars.size()];
    for (int i = 0; i < lifetimes.length; i++) {
      lifetimes[i] = bars.lifetime(i);
    }
    // by ground norm q a point is l * 2^(1/q - 1) from the diagonal
    out[0] = NormAmplitude.norm(lifetimes, p) * Math.pow(2, 1 / groundNorm - 1);
  }
}
