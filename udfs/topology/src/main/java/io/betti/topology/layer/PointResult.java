package io.betti.topology.layer;

import io.betti.topology.complex.PointCloud;
import io.betti.topology.diagram.DiagramGradient;
import io.betti.topology.diagram.PersistenceDiagram;

/**
 * A diagram of points whose critical cells are points, edges or larger simplices. It keeps the
 * points and nothing of the layer, so that later forwards leave it as it is.
 *
 * @param points what went forward
 * @param diagram what came of it
 * @param cells how a critical cell's value depends on its points
 */
record PointResult(PointCloud points, PersistenceDiagram diagram, CellGradient cells)
    implements TopologyLayer.Result {
  @Override
  public double[] backward(DiagramGradient gradient) {
    if (gradient.size() != diagram.size()) {
      throw new IllegalArgumentException(
          "gradient of "
              + gradient.size()
              + " bars for a diagram of "
              + diagram.size()
              + "; use the gradient of this result's own diagram");
    }
    double[] coordinates = new double[points.size() * points.dimension()];
    for (int i = 0; i < gradient.size(); i++) {
      add(diagram.birthCell(i), gradient.birth(i), coordinates);
      add(diagram.deathCell(i), gradient.death(i), coordinates);
    }
    return coordinates;
  }

  private void add(int[] cell, double share, double[] coordinates) {
    if (share != 0 && cell.length > 0) {
      cells.add(points, cell, share, coordinates);
    }
  }
}
