package io.betti.topology.layer;

import io.betti.topology.diagram.DiagramGradient;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.homology.GridPersistence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The layer of level sets on a grid of one, two or three dimensions. A birth or death is the value
 * of its critical vertex, so its derivative is added to the gradient there.
 *
 * <p>Where values are equal the diagram is that of the order in {@link LevelSetFiltration}, and the
 * gradient a finite element of the subgradient. With {@code essential = clamp} the essential death
 * has the last vertex of the filtration, which gets its share; otherwise an essential death has
 * none.
 *
 * <p>One forward costs what {@link GridPersistence} says, one backward O(bars) after an array of
 * zeros. Not safe for use by several threads; results are.
 */
public final class LevelSetLayer implements TopologyLayer {
  private final GridPersistence plan;

  /**
   * A layer for one filtration.
   *
   * @throws IllegalArgumentException as {@link GridPersistence}
   */
  public LevelSetLayer(LevelSetFiltration filtration, DiagramOptions options) {
    plan = new GridPersistence(filtration, options);
  }

  /** A layer of all dimensions that the grid has, essential bars kept. */
  public static LevelSetLayer of(LevelSetFiltration filtration) {
    return new LevelSetLayer(filtration, DiagramOptions.upTo(filtration.maxHomologyDimension()));
  }

  @Override
  public LevelSetFiltration filtration() {
    return plan.filtration();
  }

  @Override
  public Result forward(double[] values) {
    return new VertexResult(plan.diagram(values), values.length);
  }

  /** Forward for floats; the gradient is with respect to them. */
  public Result forward(float[] values) {
    return new VertexResult(plan.diagram(values), values.length);
  }

  /** Forward for unsigned bytes, 0 to 255; the gradient is with respect to these numbers. */
  public Result forward(byte[] values) {
    return new VertexResult(plan.diagram(values), values.length);
  }

  /**
   * Forward for a batch: every image, in order.
   *
   * @param values images one after the other, each row-major
   * @param batch their number
   * @throws IllegalArgumentException if the length is not {@code batch * vertices}
   */
  public List<Result> forward(float[] values, int batch) {
    int vertices = checkBatch(values.length, batch);
    List<Result> results = new ArrayList<>(batch);
    for (int n = 0; n < batch; n++) {
      results.add(forward(Arrays.copyOfRange(values, n * vertices, (n + 1) * vertices)));
    }
    return results;
  }

  /** Forward for a batch of doubles; see {@link #forward(float[], int)}. */
  public List<Result> forward(double[] values, int batch) {
    int vertices = checkBatch(values.length, batch);
    List<Result> results = new ArrayList<>(batch);
    for (int n = 0; n < batch; n++) {
      results.add(forward(Arrays.copyOfRange(values, n * vertices, (n + 1) * vertices)));
    }
    return results;
  }

  private int checkBatch(int length, int batch) {
    int vertices = filtration().grid().vertices();
    if (batch < 0 || length != (long) batch * vertices) {
      throw new IllegalArgumentException(
          "got "
              + length
              + " values for a batch of "
              + batch
              + " grids of shape "
              + filtration().grid()
              + ", which have "
              + (long) batch * vertices
              + "; pass every image whole");
    }
    return vertices;
  }

  /** A diagram whose cells are vertices of a grid. */
  private record VertexResult(PersistenceDiagram diagram, int vertices) implements Result {
    @Override
    public double[] backward(DiagramGradient gradient) {
      gradient.checkFits(diagram);
      double[] values = new double[vertices];
      gradient.addToVertices(diagram, values);
      return values;
    }
  }
}
