package io.betti.udfs;

import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.vectorization.DiagramKernel;
import java.io.Serializable;

/** A kernel of two diagrams. The engine's object is made again only when the dimension changes. */
public final class KernelFunction extends DistanceFunction {
  private static final long serialVersionUID = 1;

  /** Makes the engine's object of a dimension. */
  @FunctionalInterface
  interface Plan extends Serializable {
    DiagramKernel of(int dimension);
  }

  private final Plan plan;
  private transient DiagramKernel kernel;

  KernelFunction(
      String name, boolean lenient, Layouts layouts, Plan plan, Serializable... constants) {
    super(name, lenient, layouts, constants);
    this.plan = plan;
  }

  @Override
  double between(PersistenceDiagram left, PersistenceDiagram right, int dimension) {
    if (kernel == null || kernel.dimension() != dimension) {
      kernel = plan.of(dimension);
    }
    return kernel.value(left, right);
  }
}
