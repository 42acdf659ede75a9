package io.betti.topology.diagram;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The paper's notation for a function of a diagram, the same text in SQL, on a command line, in an
 * Estimator's parameter and in a report:
 *
 * <pre>
 * sum      = [sign] term { sign term }              sign = "+" | "-"
 * term     = [ number "*" ] ( energy | distance )
 * energy   = "E(" p "," q "," i0 ";PD" k ")"
 * distance = "W(" order "," norm ";PD" k "," reference ")"
 * norm     = "1" | "2" | "inf"
 * </pre>
 *
 * <p>as in {@code E(1,0,2;PD0) + 0.5*W(1,1;PD1,target)}. A reference is the name of a diagram that
 * is bound beside the text: a letter, then letters, digits, {@code _}, {@code -} and {@code .}.
 * White space between symbols is free. {@code parse(text).toString()} prints what was parsed, and
 * parses to an equal function. An error names the problem and points at the character.
 */
public final class DiagramNotation {
  /**
   * What the names in a text are bound to: gives the distances W(...) their diagrams. The parser
   * knows the grammar, an implementation the distances ({@code io.betti.topology.distance}).
   */
  public interface Binding {
    /** The bound names, for the parser to tell unbound ones and to list in an error. */
    SortedSet<String> names();

    /**
     * The distance from a bound diagram as a function of a diagram.
     *
     * @param groundNorm 1, 2 or inf
     * @param name one of {@link #names}
     * @throws IllegalArgumentException if the order is out of range
     */
    DiagramFunction distance(double order, String groundNorm, int dimension, String name);
  }

  private static final Binding NOTHING = new Nothing();

  private static final String FORMS =
      "the form is E(p,q,i0;PDk) or W(order,norm;PDk,reference), terms joined by + or -, weights"
          + " before *";

  private final String text;
  private final Binding binding;
  private final SortedSet<String> referred = new TreeSet<>();
  private int at;

  private DiagramNotation(String text, Binding binding) {
    this.text = text;
    this.binding = binding;
  }

  /**
   * The function that a text of energies denotes; no reference is bound.
   *
   * @throws IllegalArgumentException if the text is not of the grammar above, a number is out of
   *     range, or it has a distance from a reference
   */
  public static WeightedSum parse(String text) {
    return parse(text, NOTHING);
  }

  /**
   * The function that a text denotes.
   *
   * @throws IllegalArgumentException if the text is not of the grammar above, a number is out of
   *     range, or a name is not bound
   */
  public static WeightedSum parse(String text, Binding binding) {
    return new DiagramNotation(text, binding).sum();
  }

  /**
   * The names that a text refers to, whatever they are bound to; none if it has energies only.
   *
   * @throws IllegalArgumentException if the text is not of the grammar above
   */
  public static SortedSet<String> references(String text) {
    DiagramNotation notation = new DiagramNotation(text, null);
    notation.sum();
    return notation.referred;
  }

  /** Whether a text is a name of the grammar above. */
  public static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!isPartOfName(name.charAt(i), i)) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static boolean isPartOfName(char c, int i) {
    return Character.isLetter(c) || (i > 0 && (Character.isDigit(c) || "_-.".indexOf(c) >= 0));
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
      return new WeightedSum.Term(weight, distance());
    }
    if (peek('E')) {
      return new WeightedSum.Term(weight, energy());
    }
    throw error("expected E(...) or W(...)", at);
  }

  private DiagramFunction distance() {
    int from = at;
    expect('W');
    expect('(');
    double order = real("the order");
    expect(',');
    String groundNorm = groundNorm();
    expect(';');
    expect('P');
    expect('D');
    int dimension = whole("a homology dimension");
    expect(',');
    String name = reference();
    expect(')');
    skipBlank();
    if (binding == null) {
      return new Energy(0, 0, 1, dimension); // stands in; only the names are wanted
    }
    try {
      return binding.distance(order, groundNorm, dimension, name);
    } catch (IllegalArgumentException e) {
      throw error(e.getMessage(), from);
    }
  }

  private String groundNorm() {
    skipBlank();
    for (String norm : List.of("1", "2", "inf")) {
      if (text.startsWith(norm, at)) {
        at += norm.length();
        return norm;
      }
    }
    throw error("expected the ground norm 1, 2 or inf", at);
  }

  private String reference() {
    skipBlank();
    int from = at;
    while (!atEnd() && isPartOfName(text.charAt(at), at - from)) {
      at++;
    }
    if (at == from) {
      throw error("expected the name of a reference, which begins with a letter", from);
    }
    String name = text.substring(from, at);
    if (binding != null && !binding.names().contains(name)) {
      String bound =
          binding.names().isEmpty() ? "none is bound" : String.join(", ", binding.names());
      throw error(
          "'" + name + "' is no bound reference (" + bound + "); bind a diagram to it", from);
    }
    referred.add(name);
    return name;
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
            + "^\n"
            + FORMS);
  }

  /** Binds no name. */
  private static final class Nothing implements Binding {
    @Override
    public SortedSet<String> names() {
      return new TreeSet<>();
    }

    @Override
    public DiagramFunction distance(double order, String groundNorm, int dimension, String name) {
      throw new IllegalStateException("a name that is not bound: " + name);
    }
  }
}
