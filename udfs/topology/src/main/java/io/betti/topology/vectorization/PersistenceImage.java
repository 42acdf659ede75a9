package io.betti.topology.vectorization;

import io.betti.topology.diagram.PersistenceDiagram;

/**
 * The persistence image: the sum of normal densities around the points (birth, lifetime), each
 * weighed by {@code lifetime^power}, at the points of a grid.
 *
 * <p>Output: {@code [lifetime][birth]}, both rising.
 *
 * <p>Henry Adams et al., "Persistence Images: A Stable Vector Representation of Persistent
 * Homology", JMLR 18 (2017) 1-35, where the density is integrated over each pixel; here, as in
 * GUDHI, it is taken at one point. GUDHI's {@code PersistenceImage(bandwidth, weight, resolution,
 * im_range)} is the same for weights that are powers of the lifetime (by default power 0), except
 * that with power 0 GUDHI counts bars of length zero. giotto-tda's {@code PersistenceImage(sigma,
 * n_bins, weight_function)} moves points to the next lower pixel and into the range, cuts the
 * density off at four sigma, weighs pixels instead of points, has the rows upside down, and gives
 * zeros where all births are equal: elsewhere it tends to this image as the steps shrink.
 *
 * <p>Cost: O(bars * pixels), and O(bars * (columns + rows)) exponentials, as the density is a
 * product.
 *
 * @param dimension homology dimension, at least 0
 * @param bandwidth standard deviation, finite and above 0
 * @param power of the lifetime, finite, at least 0
 * @param births columns
 * @param lifetimes rows
 */
public record PersistenceImage(
    int dimension, double bandwidth, double power, SampleGrid births, SampleGrid lifetimes)
    implements SampledVectorization {
  /**
   * Refuses parameters out of range.
   *
   * @throws IllegalArgumentException if the dimension is below 0, the bandwidth not above 0, the
   *     power below 0, either not finite, or the pixels too many for an array
   */
  public PersistenceImage {
    Parameters.dimension("persistence image", dimension);
    Parameters.positive("persistence image", "bandwidth", bandwidth);
    Parameters.power("persistence image", power);
    Parameters.length("persistence image", (long) births.resolution() * lifetimes.resolution());
  }

  @Override
  public int size() {
    return births.resolution() * lifetimes.resolution();
  }

  @Override
  public double cell() {
    return births.extent() * lifetimes.extent();
  }

  @Override
  public void vector(PersistenceDiagram diagram, double[] out) {
    Parameters.clear(out, size());
    FiniteBars bars = FiniteBars.of(diagram, dimension);
    NormalProduct density = new NormalProduct(bandwidth, births, lifetimes);
    for (int i = 0; i < bars.size(); i++) {
      double lifetime = bars.lifetime(i);
      density.add(bars.birth(i), lifetime, weight(lifetime), out);
    }
  }

  private double weight(double lifetime) {
    double weight = Math.pow(lifetime, power);
    if (Double.isInfinite(weight)) {
      throw new IllegalArgumentException(
          "persistence image: a bar of length "
              + lifetime
              + " to the power of "
              + power
              + " is more than a double holds; scale the diagram or lower the power");
    }
    return weight;
  }
}
