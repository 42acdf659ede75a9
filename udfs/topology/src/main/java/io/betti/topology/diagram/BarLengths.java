package io.betti.topology.diagram;

/**
 * The lengths of the bars of a dimension from place i0 on, by decreasing lifetime: one number a
 * bar, or the first {@code count} of them, filled up with zeros.
 *
 * <p>An essential bar keeps its place and is worth 0; clamp the diagram to count it. A bar of
 * length zero has derivative 0.
 *
 * @param dimension homology dimension, at least 0
 * @param i0 first bar that counts, from 1
 * @param count how many numbers, at least 1; {@link #ALL} for one a bar
 */
public record BarLengths(int dimension, int i0, int count) implements DiagramFunction {
  /** As many numbers as there are bars. */
  public static final int ALL = -1;

  /**
   * Refuses places out of range.
   *
   * @throws IllegalArgumentException if the dimension is below 0, i0 below 1, or the count below 1
   *     and not {@link #ALL}
   */
  public BarLengths {
    if (dimension < 0 || i0 < 1 || (count < 1 && count != ALL)) {
      throw new IllegalArgumentException(
          "bar lengths: dimension "
              + dimension
              + " must be >= 0, first bar "
              + i0
              + " >= 1 and count "
              + count
              + " >= 1");
    }
  }

  /** All lengths of a dimension. */
  public static BarLengths all(int dimension) {
    return new BarLengths(dimension, 1, ALL);
  }

  /** The k greatest lengths, the essential bar at its place; zeros if there are fewer bars. */
  public static BarLengths top(int dimension, int k) {
    return new BarLengths(dimension, 1, k);
  }

  @Override
  public int outputs(PersistenceDiagram diagram) {
    return count == ALL ? Math.max(0, diagram.size(dimension) - (i0 - 1)) : count;
  }

  @Override
  public void evaluate(PersistenceDiagram diagram, double[] out) {
    int n = outputs(diagram);
    for (int k = 0; k < n; k++) {
      long i = (long) diagram.from(dimension) + i0 - 1 + k;
      boolean counts = i < diagram.to(dimension) && !diagram.isEssential((int) i);
      out[k] = counts ? diagram.lifetime((int) i) : 0;
    }
  }

  @Override
  public void pullback(PersistenceDiagram diagram, double[] cotangent, DiagramGradient into) {
    int n = outputs(diagram);
    for (int k = 0; k < n; k++) {
      long i = (long) diagram.from(dimension) + i0 - 1 + k;
      if (i < diagram.to(dimension) && !diagram.isEssential((int) i)) {
        int bar = (int) i;
        double sign = Math.signum(diagram.death(bar) - diagram.birth(bar));
        into.add(bar, -sign * cotangent[k], sign * cotangent[k]);
      }
    }
  }
}
