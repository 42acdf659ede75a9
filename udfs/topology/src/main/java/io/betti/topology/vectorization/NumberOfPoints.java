package io.betti.topology.vectorization;

import io.betti.topology.diagram.PersistenceDiagram;

/**
 * The number of finite bars of length above zero, one number: giotto-tda's {@code NumberOfPoints}.
 *
 * @param dimension homology dimension, at least 0
 */
public record NumberOfPoints(int dimension) implements Vectorization {
  /**
   * Refuses a dimension out of range.
   *
   * @throws IllegalArgumentException if the dimension is below 0
   */
  public NumberOfPoints {
    Parameters.dimension("number of points", dimension);
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public void vector(PersistenceDiagram diagram, double[] out) {
    Parameters.clear(out, 1);
    out[0] = FiniteBars.of(diagram, dimension).size();
  }
}
