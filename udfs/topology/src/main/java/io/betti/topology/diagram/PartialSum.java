package io.betti.topology.diagram;

/**
 * The sum of the lengths of bars i0 to i1 of a dimension, by decreasing lifetime. With i0 = 1 and
 * i1 = k the sum of the k greatest; with i1 = {@link Integer#MAX_VALUE} all but the first i0 - 1,
 * which is E(1,0,i0).
 *
 * <p>An essential bar keeps its place and is worth 0.
 *
 * @param dimension homology dimension, at least 0
 * @param i0 first bar that counts, from 1
 * @param i1 last bar that counts, at least i0
 */
public record PartialSum(int dimension, int i0, int i1) implements DiagramFunction {
  /**
   * Refuses places out of range.
   *
   * @throws IllegalArgumentException if the dimension is below 0, i0 below 1, or i1 below i0
   */
  public PartialSum {
    if (dimension < 0 || i0 < 1 || i1 < i0) {
      throw new IllegalArgumentException(
          "partial sum: dimension "
              + dimension
              + " must be >= 0, first bar "
              + i0
              + " >= 1, last bar "
              + i1
              + " >= the first");
    }
  }

  @Override
  public int outputs(PersistenceDiagram diagram) {
    return 1;
  }

  @Override
  public void evaluate(PersistenceDiagram diagram, double[] out) {
    double sum = 0;
    for (int i = from(diagram); i < to(diagram); i++) {
      sum += diagram.isEssential(i) ? 0 : diagram.lifetime(i);
    }
    out[0] = sum;
  }

  @Override
  public void pullback(PersistenceDiagram diagram, double[] cotangent, DiagramGradient into) {
    for (int i = from(diagram); i < to(diagram); i++) {
      if (!diagram.isEssential(i)) {
        double sign = Math.signum(diagram.death(i) - diagram.birth(i));
        into.add(i, -sign * cotangent[0], sign * cotangent[0]);
      }
    }
  }

  private int from(PersistenceDiagram diagram) {
    return (int) Math.min((long) diagram.from(dimension) + i0 - 1, diagram.to(dimension));
  }

  private int to(PersistenceDiagram diagram) {
    return (int) Math.min((long) diagram.from(dimension) + i1, diagram.to(dimension));
  }
}
