package io.betti.topology.vectorization;

import io.betti.topology.diagram.PersistenceDiagram;

/**
 * The heat kernel image: the sum of normal densities around the points (birth, death), less those
 * around their mirror images (death, birth), at the points of a square grid. It is 0 on the
 * diagonal, and turns its sign in the mirror.
 *
 * <p>Output: {@code [death][birth]}, both rising.
 *
 * <p>Jan Reininghaus, Stefan Huber, Ulrich Bauer, Roland Kwitt, "A Stable Multi-Scale Kernel for
 * Topological Machine Learning", CVPR 2015, DOI 10.1109/CVPR.2015.7299106: their scale is sigma^2 /
 * 2 here, where sigma is the standard deviation. giotto-tda's {@code HeatKernel(sigma, n_bins)}
 * moves points to the next lower pixel and into the range, cuts the density off at four sigma, and
 * has the rows upside down: it tends to this image as the steps shrink. GUDHI has none.
 *
 * <p>Cost: O(bars * pixels), and O(bars * points) exponentials.
 *
 * @param dimension homology dimension, at least 0
 * @param sigma standard deviation, in the unit of the values, finite and above 0
 * @param grid rows and columns
 */
public record HeatKernel(int dimension, double sigma, SampleGrid grid)
    implements SampledVectorization {
  /**
   * Refuses parameters out of range.
   *
   * @throws IllegalArgumentException if the dimension is below 0, sigma not finite or not above 0,
   *     or the pixels too many for an array
   */
  public HeatKernel {
    Parameters.dimension("heat kernel", dimension);
    Parameters.positive("heat kernel", "sigma", sigma);
    Parameters.length("heat kernel", (long) grid.resolution() * grid.resolution());
  }

  @Override
  public int size() {
    return grid.resolution() * grid.resolution();
  }

  @Override
  public double cell() {
    return grid.extent() * grid.extent();
  }

  @Override
  public void vector(PersistenceDiagram diagram, double[] out) {
    Parameters.clear(out, size());
    FiniteBars bars = FiniteBars.of(diagram, dimension);
    NormalProduct density = new NormalProduct(sigma, grid, grid);
    for (int i = 0; i < bars.size(); i++) {
      density.add(bars.birth(i), bars.death(i), 1, out);
    }
    int n = grid.resolution();
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < row; column++) {
        double difference = out[row * n + column] - out[column * n + row];
        out[row * n + column] = difference;
        out[column * n + row] = -difference + 0.0;
      }
      out[row * n + row] = 0;
    }
  }
}
