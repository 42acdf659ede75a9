package io.betti.topology.vectorization;

import io.betti.topology.diagram.PersistenceDiagram;

/**
 * The amplitude of a diagram by a sampled function, one number: the function's norm of order p, as
 * a Riemann sum, {@code (cell * sum of |value|^p)^(1/p)}; the greatest |value| if p is infinite.
 *
 * <p>giotto-tda's {@code Amplitude(metric, metric_params)} with the metrics {@code betti}, {@code
 * landscape} and {@code silhouette} is this of {@link BettiCurve}, {@link PersistenceLandscape} and
 * {@link Silhouette}. Its metrics {@code heat} and {@code persistence_image} differ as {@link
 * HeatKernel} and {@link PersistenceImage} do.
 *
 * @param function what is sampled
 * @param p order of the norm, at least 1; infinity is the maximum
 */
public record NormAmplitude(SampledVectorization function, double p) implements Vectorization {
  /**
   * Refuses an order out of range.
   *
   * @throws IllegalArgumentException if p is below 1 or NaN
   */
  public NormAmplitude {
    Parameters.order("amplitude", p);
  }

  @Override
  public int dimension() {
    return function.dimension();
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public void vector(PersistenceDiagram diagram, double[] out) {
    Parameters.clear(out, 1);
    double norm = norm(function.vector(diagram), p);
    out[0] = Double.isInfinite(p) ? norm : Math.pow(function.cell(), 1 / p) * norm;
  }

  /** The norm of a vector, scaled by its greatest entry so that powers do not overflow. */
  static double norm(double[] values, double p) {
    double greatest = 0;
    for (double value : values) {
      greatest = Math.max(greatest, Math.abs(value));
    }
    if (greatest == 0 || Double.isInfinite(p)) {
      return greatest;
    }
    double sum = 0;
    for (double value : values) {
      sum += Math.pow(Math.abs(value) / greatest, p);
    }
    return greatest * Math.pow(sum, 1 / p);
  }
}
