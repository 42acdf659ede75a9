package io.betti.topology.layer;

import io.betti.topology.diagram.DiagramFunction;
import io.betti.topology.diagram.DiagramGradient;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.Filtration;

/**
 * The paper's topology layer: forward from numbers on a fixed space to a persistence diagram,
 * backward from the gradient of any function of the diagram to those numbers, through the critical
 * cells (Brüel-Gabrielsson et al. 2020, section 2.3).
 *
 * <p>A layer is made once for a space and run many times on it. Its workspaces are reused, so one
 * layer belongs to one task; a {@link Result} stands on its own, and no later forward disturbs its
 * backward.
 */
public interface TopologyLayer {
  /** The filtration that this layer computes. */
  Filtration filtration();

  /**
   * Forward.
   *
   * @param input the numbers: one a vertex for level sets
   * @throws IllegalArgumentException if the length is not that of the space, or a number is NaN or
   *     infinite
   */
  Result forward(double[] input);

  /** What one forward pass found, with all that its backward pass needs. */
  interface Result {
    /** The diagram of the input. */
    PersistenceDiagram diagram();

    /**
     * Backward: the gradient with respect to the input.
     *
     * @param gradient derivatives with respect to the births and deaths of {@link #diagram()}
     * @throws IllegalArgumentException if the gradient has another number of bars
     */
    double[] backward(DiagramGradient gradient);

    /** The gradient of a scalar function of the diagram with respect to the input. */
    default double[] backward(DiagramFunction function) {
      return backward(function.gradient(diagram()));
    }
  }
}
