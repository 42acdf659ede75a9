package io.betti.topology.vectorization;

import io.betti.topology.diagram.PersistenceDiagram;

/**
 * The persistence scale space kernel: the sum over all pairs of points p of one diagram and q of
 * the other of {@code (exp(-|p - q|^2 / 2h^2) - exp(-|p - q'|^2 / 2h^2)) / (2 pi h^2)}, where q' is
 * q mirrored at the diagonal and h the bandwidth.
 *
 * <p>Jan Reininghaus, Stefan Huber, Ulrich Bauer, Roland Kwitt, "A Stable Multi-Scale Kernel for
 * Topological Machine Learning", CVPR 2015, DOI 10.1109/CVPR.2015.7299106, whose scale sigma is h^2
 * / 4. GUDHI's {@code PersistenceScaleSpaceKernel(bandwidth)} is sqrt(2 pi) h times this one, and
 * counts bars of length zero, whose terms are 0 here.
 *
 * <p>Cost: O(n * m) for diagrams of n and m bars.
 *
 * @param dimension homology dimension, at least 0
 * @param bandwidth h, finite and above 0
 */
public record PersistenceScaleSpaceKernel(int dimension, double bandwidth)
    implements DiagramKernel {
  /**
   * Refuses parameters out of range.
   *
   * @throws IllegalArgumentException if the dimension is below 0, or the bandwidth not finite or
   *     not above 0
   */
  public PersistenceScaleSpaceKernel {
    Parameters.dimension("scale space kernel", dimension);
    Parameters.positive("scale space kernel", "bandwidth", bandwidth);
  }

  @Override
  public double value(PersistenceDiagram left, PersistenceDiagram right) {
    FiniteBars p = FiniteBars.of(left, dimension);
    FiniteBars q = FiniteBars.of(right, dimension);
    double sum = 0;
    for (int i = 0; i < p.size(); i++) {
      for (int j = 0; j < q.size(); j++) {
        sum += difference(p.birth(i), p.death(i), q.birth(j), q.death(j));
      }
    }
    return sum / bandwidth / bandwidth / (2 * Math.PI);
  }

  /**
   * |p - q'|^2 = |p - q|^2 + 2 (length of p) (length of q), so the difference is one exponential
   * times 1 - exp(-x), exact where both terms are near each other.
   */
  private double difference(double pBirth, double pDeath, double qBirth, double qDeath) {
    double x = (pBirth - qBirth) / bandwidth;
    double y = (pDeath - qDeath) / bandwidth;
    double mirror = (pDeath - pBirth) / bandwidth * ((qDeath - qBirth) / bandwidth);
    return Math.exp(-0.5 * (x * x + y * y)) * -Math.expm1(-mirror);
  }
}
