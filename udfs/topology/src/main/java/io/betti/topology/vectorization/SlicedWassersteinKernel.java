package io.betti.topology.vectorization;

import io.betti.topology.diagram.PersistenceDiagram;
import java.util.Arrays;

/**
 * The sliced Wasserstein kernel, {@code exp(-SW / bandwidth)}: SW is the mean over evenly turned
 * lines through the origin of the 1-Wasserstein distance between the two diagrams' projections to
 * the line, each diagram completed by the other's points projected to the diagonal.
 *
 * <p>Line k of n has the angle {@code -pi/2 + k * pi / n}.
 *
 * <p>Mathieu Carrière, Marco Cuturi, Steve Oudot, "Sliced Wasserstein Kernel for Persistence
 * Diagrams", ICML 2017, PMLR 70, 664-673, where the bandwidth is written 2 sigma^2 and the mean is
 * over all lines; n lines approximate it. GUDHI's {@code SlicedWassersteinKernel(num_directions,
 * bandwidth)} is the same in {@code transform}; called on one pair, version 3.7.1 divides the
 * kernel by the bandwidth, not the distance.
 *
 * <p>Cost: O(directions * n log n) for diagrams of n bars together.
 *
 * @param dimension homology dimension, at least 0
 * @param directions number of lines, at least 1
 * @param bandwidth finite and above 0
 */
public record SlicedWassersteinKernel(int dimension, int directions, double bandwidth)
    implements DiagramKernel {
  /**
   * Refuses parameters out of range.
   *
   * @throws IllegalArgumentException if the dimension is below 0, the directions below 1, or the
   *     bandwidth not finite or not above 0
   */
  public SlicedWassersteinKernel {
    Parameters.dimension("sliced Wasserstein kernel", dimension);
    Parameters.atLeastOne("sliced Wasserstein kernel", "directions", directions);
    Parameters.positive("sliced Wasserstein kernel", "bandwidth", bandwidth);
  }

  @Override
  public double value(PersistenceDiagram left, PersistenceDiagram right) {
    FiniteBars p = FiniteBars.of(left, dimension);
    FiniteBars q = FiniteBars.of(right, dimension);
    double[] a = new double[p.size() + q.size()];
    double[] b = new double[a.length];
    double sum = 0;
    for (int k = 0; k < directions; k++) {
      double angle = -Math.PI / 2 + k * (Math.PI / directions);
      double x = Math.cos(angle);
      double y = Math.sin(angle);
      project(p, q, x, y, a);
      project(q, p, x, y, b);
      for (int i = 0; i < a.length; i++) {
        sum += Math.abs(a[i] - b[i]);
      }
    }
    return Math.exp(-sum / directions / bandwidth);
  }

  /** Sorted: points of one diagram, and of the other from the diagonal. */
  private static void project(
      FiniteBars points, FiniteBars diagonal, double x, double y, double[] out) {
    int n = points.size();
    for (int i = 0; i < n; i++) {
      out[i] = points.birth(i) * x + points.death(i) * y;
    }
    for (int i = 0; i < diagonal.size(); i++) {
      double middle = diagonal.birth(i) / 2 + diagonal.death(i) / 2;
      out[n + i] = middle * x + middle * y;
    }
    Arrays.sort(out);
  }
}
