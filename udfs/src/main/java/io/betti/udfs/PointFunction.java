package io.betti.udfs;

import io.betti.topology.complex.PointCloud;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.homology.DiagramOptions;
import java.io.Serializable;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * A {@link RowFunction} of one point cloud, an {@code array<array<double>>} that makes a diagram. A
 * cloud without points has the diagram without bars.
 */
abstract class PointFunction extends RowFunction {
  private static final long serialVersionUID = 1;

  private final int maxDimension;
  private final EssentialPolicy essential;

  PointFunction(
      String name,
      boolean lenient,
      int maxDimension,
      EssentialPolicy essential,
      Serializable... constants) {
    super(name, lenient, "points", constants);
    this.maxDimension = maxDimension;
    this.essential = essential;
  }

  /** What the diagrams hold. */
  final DiagramOptions options() {
    return DiagramOptions.upTo(maxDimension).withEssential(essential);
  }

  /** The diagram of a cloud of at least one point. */
  abstract PersistenceDiagram diagramOf(PointCloud cloud);

  /** The diagram of a row, in the layout of {@link DiagramType}. */
  public synchronized ArrayData diagram(ArrayData points) {
    try {
      return Diagrams.toArrayData(
          points.numElements() == 0
              ? PersistenceDiagram.empty()
              : diagramOf(PointValues.cloud(points)));
    } catch (IllegalArgumentException problem) {
      if (lenient()) {
        return null;
      }
      throw badRow(problem, PointValues.shown(points));
    }
  }
}
