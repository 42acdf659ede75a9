package io.betti.topology.vectorization;

import io.betti.topology.diagram.PersistenceDiagram;
import java.io.Serializable;

/**
 * A map from persistence diagrams to vectors of one length, for learning methods that want vectors.
 * It reads the bars of one homology dimension.
 *
 * <p><b>Input.</b> Finite bars of length above zero count; essential bars do not, and neither do
 * bars of length zero, which are points of the diagonal. Clamp a diagram to count its essential
 * bars ({@link PersistenceDiagram#clamped}). A bar whose values fall (birth above death, as
 * superlevel filtrations have) is read with both values negated, so that it rises: superlevel
 * diagrams of a function are read as sublevel diagrams of its negative, and ranges and grids are
 * those of the negated values. A diagram without such bars is ordinary input and gives zeros.
 *
 * <p>Implementations are immutable, deterministic, safe to share between threads, and serializable.
 */
public interface Vectorization extends Serializable {
  /** Homology dimension of the bars that count. */
  int dimension();

  /** Length of the vectors, the same for every diagram. */
  int size();

  /**
   * Writes the vector of a diagram.
   *
   * @param out at least {@link #size()} long; what it held is overwritten
   * @throws IllegalArgumentException if a birth is not finite, a death is NaN, a finite length
   *     overflows, or out is too short
   */
  void vector(PersistenceDiagram diagram, double[] out);

  /**
   * The vector of a diagram, in an array of its own.
   *
   * @throws IllegalArgumentException as {@link #vector(PersistenceDiagram, double[])}
   */
  default double[] vector(PersistenceDiagram diagram) {
    double[] out = new double[size()];
    vector(diagram, out);
    return out;
  }
}
