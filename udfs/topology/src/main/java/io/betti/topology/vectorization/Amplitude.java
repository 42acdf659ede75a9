package io.betti.topology.vectorization;

import java.util.Locale;

/**
 * The amplitudes that giotto-tda names as metrics of {@code Amplitude}, with its parameters'
 * defaults: order 2, 100 bins from the least birth to the greatest death, one layer, power 1,
 * standard deviation 0.1. Others are made by {@link NormAmplitude} and {@link DiagonalAmplitude}
 * themselves, whose comments say where values differ.
 */
public enum Amplitude {
  /** Half the greatest lifetime. */
  BOTTLENECK,
  /** Norm of half the lifetimes. */
  WASSERSTEIN,
  /** Norm of the {@link BettiCurve}. */
  BETTI,
  /** Norm of the first layer of the {@link PersistenceLandscape}. */
  LANDSCAPE,
  /** Norm of the {@link Silhouette}. */
  SILHOUETTE,
  /** Norm of the {@link HeatKernel}. */
  HEAT,
  /** Norm of the {@link PersistenceImage} with equal weights. */
  PERSISTENCE_IMAGE;

  private static final double ORDER = 2;
  private static final int BINS = 100;
  private static final double SIGMA = 0.1;

  /**
   * The amplitude of a name as users write it, in any case.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Amplitude parse(String name) {
    for (Amplitude amplitude : values()) {
      if (amplitude.toString().equals(name.toLowerCase(Locale.ROOT))) {
        return amplitude;
      }
    }
    throw new IllegalArgumentException(
        "unknown amplitude '"
            + name
            + "'; it is one of bottleneck, wasserstein, betti, landscape, silhouette, heat,"
            + " persistence_image");
  }

  /**
   * This amplitude with giotto-tda's defaults, in the dimension of a range and sampled on it.
   *
   * @throws IllegalArgumentException if it samples and the range is empty
   */
  public Vectorization fitted(DiagramRange range) {
    return fitted(range, ORDER);
  }

  /**
   * As {@link #fitted(DiagramRange)}, by another order, which {@link #BOTTLENECK} does not go by.
   *
   * @param order of the norm, at least 1; infinity is the maximum
   * @throws IllegalArgumentException if it samples and the range is empty, or the order is out of
   *     range
   */
  public Vectorization fitted(DiagramRange range, double order) {
    Parameters.order("amplitude", order);
    int dimension = range.dimension();
    return switch (this) {
      case BOTTLENECK -> DiagonalAmplitude.bottleneck(dimension);
      case WASSERSTEIN -> DiagonalAmplitude.wasserstein(dimension, order);
      case BETTI -> new NormAmplitude(new BettiCurve(dimension, grid(range)), order);
      case LANDSCAPE ->
          new NormAmplitude(new PersistenceLandscape(dimension, 1, grid(range)), order);
      case SILHOUETTE -> new NormAmplitude(new Silhouette(dimension, 1, grid(range)), order);
      case HEAT -> new NormAmplitude(new HeatKernel(dimension, SIGMA, grid(range)), order);
      case PERSISTENCE_IMAGE -> {
        SampleGrid births = SampleGrid.births(range, BINS);
        SampleGrid lifetimes = SampleGrid.lifetimes(range, BINS);
        yield new NormAmplitude(
            new PersistenceImage(dimension, SIGMA, 0, births, lifetimes), order);
      }
    };
  }

  /** Whether it samples a function on a range. */
  public boolean isSampled() {
    return this != BOTTLENECK && this != WASSERSTEIN;
  }

  private static SampleGrid grid(DiagramRange range) {
    return SampleGrid.spanning(range, BINS);
  }

  /** The name as users write it: {@code persistence_image}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
