package io.betti.topology.diagram;

import java.util.Arrays;
import java.util.List;

/**
 * A weighted sum of functions of one diagram; what {@link DiagramNotation} parses to. A function of
 * several numbers counts with their sum.
 *
 * @param terms at least one
 */
public record WeightedSum(List<Term> terms) implements DiagramFunction {
  /**
   * One term.
   *
   * @param weight a finite number; -0.0 is 0.0
   * @param function what it weighs
   */
  public record Term(double weight, DiagramFunction function) {
    /**
     * Refuses weights that are not finite.
     *
     * @throws IllegalArgumentException if the weight is NaN or infinite
     */
    public Term {
      if (!Double.isFinite(weight)) {
        throw new IllegalArgumentException(
            "weight " + weight + " of " + function + " must be a finite number");
      }
      weight += 0.0;
    }
  }

  /**
   * Copies the terms.
   *
   * @throws IllegalArgumentException if there are none
   */
  public WeightedSum {
    terms = List.copyOf(terms);
    if (terms.isEmpty()) {
      throw new IllegalArgumentException("a weighted sum needs at least one term");
    }
  }

  @Override
  public int outputs(PersistenceDiagram diagram) {
    return 1;
  }

  @Override
  public void evaluate(PersistenceDiagram diagram, double[] out) {
    double sum = 0;
    for (Term term : terms) {
      sum += term.weight() * term.function().value(diagram);
    }
    out[0] = sum;
  }

  @Override
  public void pullback(PersistenceDiagram diagram, double[] cotangent, DiagramGradient into) {
    for (Term term : terms) {
      double[] each = new double[term.function().outputs(diagram)];
      Arrays.fill(each, term.weight() * cotangent[0]);
      term.function().pullback(diagram, each, into);
    }
  }

  /** The notation, as it is parsed: {@code E(1,0,2;PD0) + 0.5*E(1,0,2;PD1)}. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (Term term : terms) {
      double size = Math.abs(term.weight());
      boolean negative = term.weight() < 0;
      if (out.length() > 0) {
        out.append(negative ? " - " : " + ");
      } else if (negative) {
        out.append('-');
      }
      out.append(size == 1 ? "" : DiagramNotation.number(size) + "*").append(term.function());
    }
    return out.toString();
  }
}
