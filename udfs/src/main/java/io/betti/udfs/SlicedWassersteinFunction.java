package io.betti.udfs;

import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.distance.SlicedWassersteinDistance;

/** {@code tda_sliced_wasserstein}: the mean of the distances along some directions. */
public final class SlicedWassersteinFunction extends DistanceFunction {
  /** As many as GUDHI takes unless told otherwise. */
  static final int DIRECTIONS = 10;

  static final int MOST_DIRECTIONS = 1 << 20;

  private static final long serialVersionUID = 1;

  private final int directions;
  private transient SlicedWassersteinDistance workspace;

  SlicedWassersteinFunction(boolean lenient, Layouts layouts, int directions) {
    super("tda_sliced_wasserstein", lenient, layouts, directions);
    this.directions = directions;
  }

  @Override
  double between(PersistenceDiagram left, PersistenceDiagram right, int dimension) {
    if (workspace == null) {
      workspace = new SlicedWassersteinDistance(directions);
    }
    return workspace.distance(left, right, dimension);
  }
}
