package io.betti.topology.vectorization;

import io.betti.topology.diagram.PersistenceDiagram;
import java.io.Serializable;

/**
 * The extremes of births, deaths and lifetimes of one homology dimension over many diagrams: what
 * vectorizations are fitted to. Which bars count, and that falling ones are negated, is as {@link
 * Vectorization} says; essential bars do not count.
 *
 * <p>Ranges merge, and minima and maxima are exact: any split of the diagrams, merged in any order,
 * gives the range of the whole, bit for bit. The range of no bars has infinite extremes, minima
 * above maxima, and is neutral in merging.
 *
 * @param dimension homology dimension, at least 0
 * @param minBirth least birth
 * @param maxBirth greatest birth
 * @param minDeath least death
 * @param maxDeath greatest death
 * @param minLifetime least death - birth, above 0
 * @param maxLifetime greatest death - birth
 */
public record DiagramRange(
    int dimension,
    double minBirth,
    double maxBirth,
    double minDeath,
    double maxDeath,
    double minLifetime,
    double maxLifetime)
    implements Serializable {
  /**
   * Refuses a dimension below 0 and NaN.
   *
   * @throws IllegalArgumentException if the dimension is below 0 or an extreme is NaN
   */
  public DiagramRange {
    Parameters.dimension("diagram range", dimension);
    if (Double.isNaN(minBirth)
        || Double.isNaN(maxBirth)
        || Double.isNaN(minDeath)
        || Double.isNaN(maxDeath)
        || Double.isNaN(minLifetime)
        || Double.isNaN(maxLifetime)) {
      throw new IllegalArgumentException("diagram range: an extreme is NaN");
    }
  }

  /** The range of no bars. */
  public static DiagramRange empty(int dimension) {
    double low = Double.NEGATIVE_INFINITY;
    double high = Double.POSITIVE_INFINITY;
    return new DiagramRange(dimension, high, low, high, low, high, low);
  }

  /**
   * The range of one diagram.
   *
   * @throws IllegalArgumentException if a birth is not finite, a death is NaN, or a finite length
   *     overflows
   */
  public static DiagramRange of(PersistenceDiagram diagram, int dimension) {
    return empty(dimension).with(diagram);
  }

  /**
   * This range and a diagram's.
   *
   * @throws IllegalArgumentException as {@link #of}
   */
  public DiagramRange with(PersistenceDiagram diagram) {
    FiniteBars bars = FiniteBars.of(diagram, dimension);
    double[] low = {minBirth, minDeath, minLifetime};
    double[] high = {maxBirth, maxDeath, maxLifetime};
    for (int i = 0; i < bars.size(); i++) {
      double[] values = {bars.birth(i), bars.death(i), bars.lifetime(i)};
      for (int k = 0; k < 3; k++) {
        low[k] = Math.min(low[k], values[k]);
        high[k] = Math.max(high[k], values[k]);
      }
    }
    return new DiagramRange(dimension, low[0], high[0], low[1], high[1], low[2], high[2]);
  }

  /**
   * The range of both ranges' diagrams.
   *
   * @throws IllegalArgumentException if the dimensions differ
   */
  public DiagramRange merge(DiagramRange other) {
    if (dimension != other.dimension) {
      throw new IllegalArgumentException(
          "cannot merge the ranges of dimensions "
              + dimension
              + " and "
              + other.dimension
              + "; keep one range a dimension");
    }
    return new DiagramRange(
        dimension,
        Math.min(minBirth, other.minBirth),
        Math.max(maxBirth, other.maxBirth),
        Math.min(minDeath, other.minDeath),
        Math.max(maxDeath, other.maxDeath),
        Math.min(minLifetime, other.minLifetime),
        Math.max(maxLifetime, other.maxLifetime));
  }

  /** Whether no bar counted. */
  public boolean isEmpty() {
    return minBirth > maxBirth;
  }
}
