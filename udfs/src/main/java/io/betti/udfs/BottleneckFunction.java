package io.betti.udfs;

import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.distance.BottleneckDistance;
import io.betti.topology.distance.EssentialBars;
import io.betti.topology.distance.GroundNorm;

/** {@code tda_bottleneck}: the bottleneck distance of two diagrams under the norm infinity. */
public final class BottleneckFunction extends DistanceFunction {
  private static final long serialVersionUID = 1;

  private final EssentialBars essential;
  private transient BottleneckDistance workspace;

  BottleneckFunction(boolean lenient, Layouts layouts, EssentialBars essential) {
    super("tda_bottleneck", lenient, layouts, essential);
    this.essential = essential;
  }

  @Override
  double between(PersistenceDiagram left, PersistenceDiagram right, int dimension) {
    if (workspace == null) {
      workspace = new BottleneckDistance(GroundNorm.INFINITY, essential);
    }
    return workspace.distance(left, right, dimension);
  }
}
