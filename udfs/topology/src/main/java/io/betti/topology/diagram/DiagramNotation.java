package io.betti.topology.diagram;

import java.util.ArrayList;
import java.util.List;

/**
 * The paper's notation for a function of a diagram, the same text in SQL, on a command line, in an
 * Estimator's parameter and in a report:
 *
 * <pre>
 * sum    = [sign] term { sign term }        sign   = "+" | "-"
 * term   = [ number "*" ] energy            energy = "E(" p "," q "," i0 ";PD" k ")"
 * </pre>
 *
 * <p>as in {@code E(1,0,2;PD0) + 0.5*E(1,0,2;PD1)}. White space between symbols is free. {@code
 * parse(text).toString()} prints what was parsed, and parses to an equal function. An error names
 * the problem and points at the character.
 */
public final class DiagramNotation {
  private final String text;
  private int at;

  private DiagramNotation(String text) {
    this.text = text;
  }

  /**
   * The function that a text denotes.
   *
   * @throws IllegalArgumentException if the text is not of the grammar above or a number is out of
   *     range
   */
  public static WeightedSum parse(String text) {
    return new DiagramNotation(text).sum();
  }

  /** A number as the notation writes it: whole ones without a point. */
  static String number(double value) {
    return value == (long) value && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private WeightedSum sum() {
    List<WeightedSum.Term> terms = new ArrayList<>();
    skipBlank();
    double sign = 1;
    if (peek('-') || peek('+')) {
      sign = text.charAt(at++) == '-' ? -1 : 1;
    }
    while (true) {
      terms.add(term(sign));
      if (at == text.length()) {
        return new WeightedSum(terms);
      }
      if (!peek('+') && !peek('-')) {
        throw error("expected + or - or the end", at);
      }
      sign = text.charAt(at++) == '-' ? -1 : 1;
    }
  }

  private WeightedSum.Term term(double sign) {
    skipBlank();
    double weight = sign;
    if (!atEnd() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      weight *= real("a weight");
      expect('*');
      skipBlank();
    }
    if (peek('W')) {
      throw error("W(...) names a distance; only energies E(p,q,i0;PDk) can be summed here", at);
    }
    return new WeightedSum.Term(weight, energy());
  }

  private Energy energy() {
    int from = at;
    expect('E');
    expect('(');
    double p = real("the exponent p");
    expect(',');
    int q = whole("the exponent q");
    expect(',');
    int i0 = whole("the first bar i0");
    expect(';');
    expect('P');
    expect('D');
    int dimension = whole("a homology dimension");
    expect(')');
    skipBlank();
    try {
      return new Energy(p, q, i0, dimension);
    } catch (IllegalArgumentException e) {
      throw error(e.getMessage(), from);
    }
  }

  private double real(String what) {
    skipBlank();
    int from = at;
    while (!atEnd() && isPartOfNumber(from)) {
      at++;
    }
    try {
      double value = Double.parseDouble(text.substring(from, at));
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, with the place.
    }
    throw error("expected " + what, from);
  }

  private boolean isPartOfNumber(int from) {
    char c = text.charAt(at);
    boolean exponentSign =
        (c == '-' || c == '+') && at > from && "eE".indexOf(text.charAt(at - 1)) >= 0;
    // "2E(1,..." is not an exponent: an e belongs to the number only before a digit or a sign.
    boolean exponent =
        (c == 'e' || c == 'E')
            && at > from
            && at + 1 < text.length()
            && "+-0123456789".indexOf(text.charAt(at + 1)) >= 0;
    return Character.isDigit(c) || c == '.' || exponent || exponentSign;
  }

  private int whole(String what) {
    skipBlank();
    int from = at;
    while (!atEnd() && Character.isDigit(text.charAt(at))) {
      at++;
    }
    try {
      return Integer.parseInt(text.substring(from, at));
    } catch (NumberFormatException e) {
      throw error("expected " + what + ", a whole number", from);
    }
  }

  private void expect(char wanted) {
    skipBlank();
    if (!peek(wanted)) {
      throw error("expected '" + wanted + "'", at);
    }
    at++;
  }

  private boolean peek(char c) {
    return !atEnd() && text.charAt(at) == c;
  }

  private boolean atEnd() {
    return at >= text.length();
  }

  private void skipBlank() {
    while (!atEnd() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private IllegalArgumentException error(String problem, int place) {
    String found = place < text.length() ? "'" + text.charAt(place) + "'" : "the end";
    return new IllegalArgumentException(
        problem
            + ", found "
            + found
            + " at character "
            + (place + 1)
            + ":\n  "
            + text
            + "\n  "
            + " ".repeat(place)
            + "^\nthe form is E(p,q,i0;PDk), terms joined by + or -, weights before *");
  }
}
