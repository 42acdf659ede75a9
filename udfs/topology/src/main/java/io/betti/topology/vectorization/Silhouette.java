package io.betti.topology.vectorization;

import io.betti.topology.diagram.PersistenceDiagram;

/**
 * The power-weighted silhouette, sampled: at t the mean of the tents {@code max(0, min(t - birth,
 * death - t))} over all bars, each weighed by {@code (death - birth)^power}.
 *
 * <p>Frédéric Chazal, Brittany Terese Fasy, Fabrizio Lecci, Alessandro Rinaldo, Larry Wasserman,
 * "Stochastic Convergence of Persistence Landscapes and Silhouettes", SoCG 2014, section 4, DOI
 * 10.1145/2582112.2582128. giotto-tda's {@code Silhouette(power, n_bins)} is the same. GUDHI's
 * {@code Silhouette(weight, resolution)} is sqrt(2) times this one, takes any weight (the constant
 * one, power 0, by default), counts bars of length zero in the total weight, and takes the grid of
 * {@link SampleGrid#within}.
 *
 * <p>Cost: O(bars * points); a bar visits the points it spans only.
 *
 * @param dimension homology dimension, at least 0
 * @param power of the lifetime, finite, at least 0
 * @param grid where it is sampled
 */
public record Silhouette(int dimension, double power, SampleGrid grid)
    implements SampledVectorization {
  /**
   * Refuses parameters out of range.
   *
   * @throws IllegalArgumentException if the dimension or the power is below 0, or the power not
   *     finite
   */
  public Silhouette {
    Parameters.dimension("silhouette", dimension);
    Parameters.power("silhouette", power);
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
    double longest = bars.longest();
    double total = 0;
    for (int i = 0; i < bars.size(); i++) {
      // weights relative to the longest bar's, lest a high power overflow
      double weight = Math.pow(bars.lifetime(i) / longest, power);
      total += weight;
      addTent(bars.birth(i), bars.death(i), weight, points, out);
    }
    for (int k = 0; k < size() && total > 0; k++) {
      out[k] /= total;
    }
  }

  private void addTent(double birth, double death, double weight, double[] points, double[] out) {
    int end = SampleGrid.firstAtLeast(points, death);
    for (int k = SampleGrid.firstAtLeast(points, birth); k < end; k++) {
      double t = points[k];
      out[k] += weight * Math.min(t - birth, death - t);
    }
  }
}
