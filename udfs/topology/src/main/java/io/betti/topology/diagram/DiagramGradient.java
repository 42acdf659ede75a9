package io.betti.topology.diagram;

import java.util.Arrays;

/**
 * Derivatives of a number with respect to the births and deaths of one diagram: the same bars in
 * the same order. {@link DiagramFunction#pullback} adds to it.
 */
public final class DiagramGradient {
  private final double[] births;
  private final double[] deaths;

  /** Zeros for every bar of a diagram. */
  public DiagramGradient(PersistenceDiagram diagram) {
    births = new double[diagram.size()];
    deaths = new double[diagram.size()];
  }

  /** Derivative with respect to the birth of bar i. */
  public double birth(int i) {
    return births[i];
  }

  /** Derivative with respect to the death of bar i; 0 where the bar is essential. */
  public double death(int i) {
    return deaths[i];
  }

  /** Number of bars. */
  public int size() {
    return births.length;
  }

  /**
   * Refuses a diagram of another number of bars.
   *
   * @throws IllegalArgumentException if {@code diagram.size() != size()}
   */
  public void checkFits(PersistenceDiagram diagram) {
    if (diagram.size() != births.length) {
      throw new IllegalArgumentException(
          "gradient of "
              + births.length
              + " bars for a diagram of "
              + diagram.size()
              + "; use the gradient of this result's own diagram");
    }
  }

  /** Adds to the derivatives of bar i. */
  public void add(int i, double birth, double death) {
    births[i] += birth;
    deaths[i] += death;
  }

  /**
   * Adds this gradient to one with respect to vertex values, by the inverse map: a birth's share
   * goes to its critical vertex, a death's to its own. For diagrams whose cells are single vertices
   * (grids).
   *
   * @param diagram the diagram that this is the gradient of
   * @param vertices one number per vertex, added to
   */
  public void addToVertices(PersistenceDiagram diagram, double[] vertices) {
    for (int i = 0; i < births.length; i++) {
      if (diagram.birthVertex(i) >= 0) {
        vertices[diagram.birthVertex(i)] += births[i];
      }
      if (diagram.deathVertex(i) >= 0) {
        vertices[diagram.deathVertex(i)] += deaths[i];
      }
    }
  }

  @Override
  public String toString() {
    return "births " + Arrays.toString(births) + " deaths " + Arrays.toString(deaths);
  }
}
