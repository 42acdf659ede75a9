package io.betti.topology.diagram;

import java.util.Arrays;

/**
 * A differentiable map from diagrams to one or several numbers: the paper's functionals of
 * barcodes. It knows its derivative, so that a layer can carry the gradient on to pixels or points.
 *
 * <p>Bars of length zero, ties and essential bars are ordinary input: where the function is not
 * differentiable, the pullback gives a finite element of the subgradient. Implementations are
 * immutable and safe to share between threads.
 */
public interface DiagramFunction {
  /** How many numbers it makes of a diagram; 1 for a scalar function. */
  int outputs(PersistenceDiagram diagram);

  /**
   * Writes the numbers.
   *
   * @param out at least {@code outputs(diagram)} long
   */
  void evaluate(PersistenceDiagram diagram, double[] out);

  /**
   * Adds the gradient of {@code sum over k of cotangent[k] * output[k]} with respect to every birth
   * and death.
   *
   * @param cotangent derivative of the final number with respect to each output
   * @param into the gradient of this diagram, added to
   */
  void pullback(PersistenceDiagram diagram, double[] cotangent, DiagramGradient into);

  /** The numbers, in an array of their own. */
  default double[] values(PersistenceDiagram diagram) {
    double[] out = new double[outputs(diagram)];
    evaluate(diagram, out);
    return out;
  }

  /** The sum of the numbers: of a scalar function, its value. */
  default double value(PersistenceDiagram diagram) {
    double sum = 0;
    for (double v : values(diagram)) {
      sum += v;
    }
    return sum;
  }

  /** The gradient of {@link #value} with respect to every birth and death. */
  default DiagramGradient gradient(PersistenceDiagram diagram) {
    double[] ones = new double[outputs(diagram)];
    Arrays.fill(ones, 1);
    DiagramGradient gradient = new DiagramGradient(diagram);
    pullback(diagram, ones, gradient);
    return gradient;
  }
}
