package io.betti.topology.vectorization;

import io.betti.topology.diagram.PersistenceDiagram;

/**
 * The Betti curve, sampled: at t the number of bars with {@code birth <= t < death}.
 *
 * <p>Essential bars do not count, as in giotto-tda and unlike the Betti number of the space.
 * giotto-tda's {@code BettiCurve(n_bins)} is the same. GUDHI's {@code BettiCurve(resolution,
 * sample_range)} is the same on the same grid; its grid of all births and deaths has no counterpart
 * here, since it differs from one set of diagrams to the next.
 *
 * <p>Cost: O(bars * log points + points).
 *
 * @param dimension homology dimension, at least 0
 * @param grid where it is sampled
 */
public record BettiCurve(int dimension, SampleGrid grid) implements SampledVectorization {
  /**
   * Refuses a dimension out of range.
   *
   * @throws IllegalArgumentException if the dimension is below 0
   */
  public BettiCurve {
    Parameters.dimension("Betti curve", dimension);
  }

  @Override
  public int size() {
    return grid.resolution();
  }

  @Override
  public double cell() {
    return grid.extent();
  }

  @Override
  public void vector(PersistenceDiagram diagram, double[] out) {
    Parameters.clear(out, size());
    double[] points = grid.points();
    FiniteBars bars = FiniteBars.of(diagram, dimension);
    for (int i = 0; i < bars.size(); i++) {
      step(SampleGrid.firstAtLeast(points, bars.birth(i)), 1, out);
      step(SampleGrid.firstAtLeast(points, bars.death(i)), -1, out);
    }
    for (int k = 1; k < size(); k++) {
      out[k] += out[k - 1];
    }
  }

  private void step(int k, int change, double[] out) {
    if (k < size()) {
      out[k] += change;
    }
  }
}
