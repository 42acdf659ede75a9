package io.betti.topology.vectorization;

import io.betti.topology.diagram.PersistenceDiagram;
import java.io.Serializable;

/**
 * A positive semi-definite kernel between persistence diagrams: symmetric, for kernel methods. It
 * reads the bars of one homology dimension, those that {@link Vectorization} counts, as it reads
 * them.
 *
 * <p>Implementations are immutable, deterministic, safe to share between threads, and serializable.
 */
public interface DiagramKernel extends Serializable {
  /** Homology dimension of the bars that count. */
  int dimension();

  /**
   * The kernel of two diagrams.
   *
   * @throws IllegalArgumentException if a birth is not finite, a death is NaN, or a finite length
   *     overflows
   */
  double value(PersistenceDiagram left, PersistenceDiagram right);
}
