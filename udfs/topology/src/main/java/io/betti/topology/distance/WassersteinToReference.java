package io.betti.topology.distance;

import io.betti.topology.diagram.DiagramFunction;
import io.betti.topology.diagram.DiagramGradient;
import io.betti.topology.diagram.DiagramNotation;
import io.betti.topology.diagram.PersistenceDiagram;

/**
 * The Wasserstein distance of a diagram from a fixed reference, in one dimension, as a loss for the
 * layers.
 *
 * <p>The value is infinite, and the gradient 0, where essential bars are to be matched and their
 * numbers differ. Elsewhere the pullback gives a finite element of the subgradient: 0 at distance
 * 0.
 *
 * <p>Each call solves one transport with a workspace of its own, so that the function is safe to
 * share between threads; see {@link WassersteinDistance} for cost and exactness.
 *
 * @param reference the fixed diagram
 * @param dimension homology dimension, at least 0
 * @param options order, ground norm, essential bars
 * @param name what the notation calls the reference
 */
public record WassersteinToReference(
    PersistenceDiagram reference, int dimension, WassersteinOptions options, String name)
    implements DiagramFunction {
  private static final String REFERENCE = "reference";

  /**
   * Refuses a negative dimension and a name that the notation cannot write.
   *
   * @throws IllegalArgumentException if the dimension is below 0, or the name is none of {@link
   *     DiagramNotation}
   */
  public WassersteinToReference {
    if (dimension < 0) {
      throw new IllegalArgumentException(
          "distance to a reference: dimension " + dimension + " must be >= 0");
    }
    References.checkName(name);
  }

  /**
   * From a diagram that is called {@code reference}.
   *
   * @throws IllegalArgumentException if the dimension is below 0
   */
  public WassersteinToReference(
      PersistenceDiagram reference, int dimension, WassersteinOptions options) {
    this(reference, dimension, options, REFERENCE);
  }

  @Override
  public int outputs(PersistenceDiagram diagram) {
    return 1;
  }

  @Override
  public void evaluate(PersistenceDiagram diagram, double[] out) {
    out[0] = value(diagram);
  }

  @Override
  public double value(PersistenceDiagram diagram) {
    return new WassersteinDistance(options).distance(diagram, reference, dimension);
  }

  @Override
  public void pullback(PersistenceDiagram diagram, double[] cotangent, DiagramGradient into) {
    Matching matching = new WassersteinDistance(options).matching(diagram, reference, dimension);
    new MatchingGradient(options, diagram, reference, matching).add(cotangent[0], into, null);
  }

  /** The notation: {@code W(1,1;PD0,target)}. */
  @Override
  public String toString() {
    double order = options.order();
    String p = order == (long) order ? Long.toString((long) order) : Double.toString(order);
    return "W(" + p + "," + options.groundNorm() + ";PD" + dimension + "," + name + ")";
  }
}
