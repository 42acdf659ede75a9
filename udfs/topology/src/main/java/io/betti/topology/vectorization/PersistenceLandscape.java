package io.betti.topology.vectorization;

import io.betti.topology.diagram.PersistenceDiagram;

/**
 * The persistence landscape, sampled: layer k at t is the k-th greatest of the tents {@code max(0,
 * min(t - birth, death - t))} over all bars.
 *
 * <p>Output: {@code [layer][point]}, the first layer first; zeros where there are fewer bars.
 *
 * <p>Peter Bubenik, "Statistical Topological Data Analysis using Persistence Landscapes", JMLR 16
 * (2015) 77-102. giotto-tda's {@code PersistenceLandscape(n_layers, n_bins)} is the same. GUDHI's
 * {@code Landscape(num_landscapes, resolution)} is sqrt(2) times this one, and takes the grid of
 * {@link SampleGrid#within}.
 *
 * <p>Cost: O(bars * points * layers) at worst; a bar visits the points it spans only.
 *
 * @param dimension homology dimension, at least 0
 * @param layers number of layers, at least 1
 * @param grid where it is sampled
 */
public record PersistenceLandscape(int dimension, int layers, SampleGrid grid)
    implements SampledVectorization {
  /**
   * Refuses parameters out of range.
   *
   * @throws IllegalArgumentException if the dimension is below 0, layers below 1, or layers times
   *     points too many for an array
   */
  public PersistenceLandscape {
    Parameters.dimension("landscape", dimension);
    Parameters.atLeastOne("landscape", "layers", layers);
    Parameters.length("landscape", (long) layers * grid.resolution());
  }

  @Override
  public int size() {
    return layers * grid.resolution();
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
      double birth = bars.birth(i);
      double death = bars.death(i);
      int end = SampleGrid.firstAtLeast(points, death);
      for (int k = SampleGrid.firstAtLeast(points, birth); k < end; k++) {
        double t = points[k];
        insert(Math.min(t - birth, death - t), k, out);
      }
    }
  }

  /** Keeps the layers of point k sorted, and drops the least. */
  private void insert(double height, int k, double[] out) {
    int stride = grid.resolution();
    int place = (layers - 1) * stride + k;
    if (height <= out[place]) {
      return;
    }
    while (place >= stride && out[place - stride] < height) {
      out[place] = out[place - stride];
      place -= stride;
    }
    out[place] = height;
  }
}
