package io.betti.udfs;

import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.distance.WassersteinDistance;
import io.betti.topology.distance.WassersteinOptions;

/** {@code tda_wasserstein}: the Wasserstein distance of two diagrams, by one workspace a task. */
public final class WassersteinFunction extends DistanceFunction {
  private static final long serialVersionUID = 1;

  private final WassersteinOptions options;
  private transient WassersteinDistance workspace;

  WassersteinFunction(boolean lenient, Layouts layouts, WassersteinOptions options) {
    super(
        "tda_wasserstein",
        lenient,
        layouts,
        options.order(),
        options.groundNorm(),
        options.essential());
    this.options = options;
  }

  @Override
  double between(PersistenceDiagram left, PersistenceDiagram right, int dimension) {
    if (workspace == null) {
      workspace = new WassersteinDistance(options);
    }
    return workspace.distance(left, right, dimension);
  }
}
