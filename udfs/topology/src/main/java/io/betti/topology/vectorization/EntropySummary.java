package io.betti.topology.vectorization;

import io.betti.topology.diagram.PersistenceDiagram;

/**
 * The entropy summary curve, sampled: at t the sum of {@code -p * ln(p)} over the bars with {@code
 * birth <= t < death}, where p is a bar's share of the sum of all lifetimes. Normalised, it is
 * divided by the sum of its samples, if that is not 0.
 *
 * <p>Nieves Atienza, Rocio Gonzalez-Díaz, Manuel Soriano-Trigueros, "On the stability of persistent
 * entropy and new summary functions for topological data analysis", Pattern Recognition 107 (2020)
 * 107509, DOI 10.1016/j.patcog.2020.107509. GUDHI's {@code Entropy(mode="vector", normalized,
 * resolution, sample_range)} is the same for a given range of two ends; where GUDHI fits the range
 * and leaves out its ends, it reads bars against the whole range, so that its curve is shifted by
 * one point. GUDHI gives NaN where all samples are 0.
 *
 * <p>Cost: O(bars * points); a bar visits the points it spans only.
 *
 * @param dimension homology dimension, at least 0
 * @param normalized whether the samples are divided by their sum
 * @param grid where it is sampled
 */
public record EntropySummary(int dimension, boolean normalized, SampleGrid grid)
    implements SampledVectorization {
  /**
   * Refuses a dimension out of range.
   *
   * @throws IllegalArgumentException if the dimension is below 0
   */
  public EntropySummary {
    Parameters.dimension("entropy summary", dimension);
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
    double total = bars.relativeTotal(longest);
    for (int i = 0; i < bars.size(); i++) {
      double term = PersistenceEntropy.term(bars.lifetime(i) / longest / total);
      int end = SampleGrid.firstAtLeast(points, bars.death(i));
      // added where it counts, not as differences, which would leave rounding where no bar is
      for (int k = SampleGrid.firstAtLeast(points, bars.birth(i)); k < end; k++) {
        out[k] += term;
      }
    }
    if (normalized) {
      divideBySum(out);
    }
  }

  private void divideBySum(double[] out) {
    double sum = 0;
    for (int k = 0; k < size(); k++) {
      sum += out[k];
    }
    for (int k = 0; k < size() && sum > 0; k++) {
      out[k] /= sum;
    }
  }
}
