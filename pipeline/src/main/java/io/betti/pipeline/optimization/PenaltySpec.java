package io.betti.pipeline.optimization;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * A penalty as text, with the space that its topological terms live in: what stands on a command
 * line, in an Estimator's parameter, in a report, and what travels to tasks.
 *
 * <pre>
 * sum  = [sign] term { sign term }       sign = "+" | "-"
 * term = [ number "*" ] ( name | energy )
 * name = "l1" | "l2" | "l2-squared" | "tv" | "tv2" | "top1" | "top2"
 * energy = "E(" p "," q "," i0 ";PD" k ")"
 * </pre>
 *
 * <p>or {@code ols} alone, no penalty. {@code l1} is the sum of sizes, {@code l2} the Euclidean
 * norm (as in the paper), {@code l2-squared} its square, {@code tv} the sum of sizes of differences
 * of neighbours in the vector, {@code tv2} the root of their summed squares, {@code top1} is {@code
 * E(1,0,2;PD0)} and {@code top2} {@code E(1,0,4;PD0)}. An error points at the character.
 *
 * <p>Immutable and serializable; {@code parse(spec.text(), spec.space())} equals it.
 */
public final class PenaltySpec implements Serializable {
  private static final long serialVersionUID = 1;

  private final String text;
  private final PenaltySpace space;

  private PenaltySpec(String text, PenaltySpace space) {
    this.text = text;
    this.space = space;
  }

  /**
   * The penalty that a text denotes.
   *
   * @param space where topological terms live; others don't look at it
   * @throws IllegalArgumentException if the text is not of the grammar above, a number is out of
   *     range, or the space has no diagram of a dimension that is asked for
   */
  public static PenaltySpec parse(String text, PenaltySpace space) {
    Objects.requireNonNull(space, "space");
    List<PenaltyTerm> terms = PenaltyNotation.parse(text);
    for (PenaltyTerm term : terms) {
      term.check(space);
    }
    return new PenaltySpec(PenaltyNotation.print(terms), space);
  }

  /** No penalty: least squares, or the unpenalised loss. */
  public static PenaltySpec none() {
    return new PenaltySpec(PenaltyNotation.NONE, PenaltySpace.weakAlpha());
  }

  /** The text, as it is printed: {@code l1}, {@code E(1,0,2;PD0) + 0.5*tv}. */
  public String text() {
    return text;
  }

  /** Where topological terms live. */
  public PenaltySpace space() {
    return space;
  }

  /** Whether there is no penalty. */
  public boolean isNone() {
    return text.equals(PenaltyNotation.NONE);
  }

  /** Whether a term is an energy of a diagram, so that the space is part of the result. */
  public boolean isTopological() {
    return PenaltyNotation.parse(text).stream().anyMatch(PenaltyTerm::isTopological);
  }

  /**
   * The penalty of p coefficients, with workspaces of its own: one a task.
   *
   * @throws IllegalArgumentException if p is below 1 or does not fit the grid
   */
  public Penalty build(int p) {
    if (p < 1) {
      throw new IllegalArgumentException(
          "a penalty on " + p + " coefficients; there must be at least 1");
    }
    return PenaltyFactory.build(PenaltyNotation.parse(text), space, p);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PenaltySpec that
        && text.equals(that.text)
        && (!isTopological() || space.equals(that.space));
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The text. */
  @Override
  public String toString() {
    return text;
  }
}
