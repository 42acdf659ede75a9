package io.betti.udfs;

import io.betti.topology.complex.PointCloud;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.RipsFiltration;
import io.betti.topology.homology.RipsPersistence;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * {@code tda_rips} and {@code tda_rips_distances}: a cloud or its distances to the Rips diagram.
 */
public final class RipsFunction extends PointFunction {
  private static final long serialVersionUID = 1;

  private final double threshold;
  private transient RipsPersistence plan;

  RipsFunction(
      String name, boolean lenient, int maxDimension, double threshold, EssentialPolicy essential) {
    super(name, lenient, maxDimension, essential, maxDimension, threshold, essential);
    this.threshold = threshold;
  }

  @Override
  PersistenceDiagram diagramOf(PointCloud cloud) {
    return plan().diagram(cloud);
  }

  /** The diagram of a square array of distances. */
  public synchronized ArrayData diagramOfDistances(ArrayData distances) {
    try {
      return Diagrams.toArrayData(plan().diagram(PointValues.distances(distances)));
    } catch (IllegalArgumentException problem) {
      if (lenient()) {
        return null;
      }
      throw badRow(problem, "array of " + distances.numElements() + " rows of distances");
    }
  }

  private RipsPersistence plan() {
    if (plan == null) {
      plan = new RipsPersistence(new RipsFiltration(threshold), options());
    }
    return plan;
  }
}
