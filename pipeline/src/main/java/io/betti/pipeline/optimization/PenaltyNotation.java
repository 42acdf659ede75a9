package io.betti.pipeline.optimization;

import io.betti.topology.diagram.DiagramNotation;
import io.betti.topology.diagram.Energy;
import java.util.ArrayList;
import java.util.List;

/** Reads and prints the text of a {@link PenaltySpec}; the grammar stands there. */
final class PenaltyNotation {
  static final String NONE = "ols";

  private static final List<String> NAMES =
      List.of("l1", "l2", "l2-squared", "tv", "tv2", "top1", "top2");

  private final String text;
  private int at;

  private PenaltyNotation(String text) {
    this.text = text;
  }

  /** The terms of a text; none for {@code ols}. */
  static List<PenaltyTerm> parse(String text) {
    return text.strip().equals(NONE) ? List.of() : new PenaltyNotation(text).sum();
  }

  /** The text of terms, which parses to them. */
  static String print(List<PenaltyTerm> terms) {
    if (terms.isEmpty()) {
      return NONE;
    }
    StringBuilder out = new StringBuilder();
    for (PenaltyTerm term : terms) {
      boolean negative = term.weight() < 0;
      if (out.length() > 0) {
        out.append(negative ? " - " : " + ");
      } else if (negative) {
        out.append('-');
      }
      double size = Math.abs(term.weight());
      out.append(size == 1 ? "" : number(size) + "*").append(term.name());
    }
    return out.toString();
  }

  private static String number(double value) {
    return value == (long) value && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private List<PenaltyTerm> sum() {
    List<PenaltyTerm> terms = new ArrayList<>();
    skipBlank();
    double sign = 1;
    if (peek('-') || peek('+')) {
      sign = text.charAt(at++) == '-' ? -1 : 1;
    }
    while (true) {
      terms.add(term(sign));
      skipBlank();
      if (at == text.length()) {
        return terms;
      }
      if (!peek('+') && !peek('-')) {
        throw error("expected + or - or the end", at);
      }
      sign = text.charAt(at++) == '-' ? -1 : 1;
    }
  }

  private PenaltyTerm term(double sign) {
    skipBlank();
    double weight = sign;
    if (at < text.length() && (Character.isDigit(text.charAt(at)) || peek('.'))) {
      weight *= number();
      skipBlank();
      if (!peek('*')) {
        throw error("expected '*' after a weight", at);
      }
      at++;
      skipBlank();
    }
    if (peek('E')) {
      Energy energy = energy();
      return new PenaltyTerm(weight, energy.toString(), energy);
    }
    int from = at;
    while (at < text.length() && isOfName(from)) {
      at++;
    }
    String name = text.substring(from, at);
    if (name.equals(NONE)) {
      throw error("'" + NONE + "' means no penalty and stands alone", from);
    }
    if (!NAMES.contains(name)) {
      throw error("expected a penalty", from);
    }
    return new PenaltyTerm(weight, name, energyOf(name));
  }

  private static Energy energyOf(String name) {
    return switch (name) {
      case "top1" -> new Energy(1, 0, 2, 0);
      case "top2" -> new Energy(1, 0, 4, 0);
      default -> null;
    };
  }

  /**
   * A minus belongs to a name before a letter: {@code l2-squared}, but {@code l2-tv} is an error.
   */
  private boolean isOfName(int from) {
    char c = text.charAt(at);
    boolean dash = c == '-' && at > from && text.startsWith("-squared", at);
    return Character.isLetterOrDigit(c) || dash;
  }

  private double number() {
    int from = at;
    while (at < text.length() && isOfNumber(from)) {
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
    throw error("expected a weight", from);
  }

  private boolean isOfNumber(int from) {
    char c = text.charAt(at);
    boolean first = at == from;
    boolean sign = (c == '-' || c == '+') && !first && "eE".indexOf(text.charAt(at - 1)) >= 0;
    boolean exponent =
        (c == 'e' || c == 'E')
            && !first
            && at + 1 < text.length()
            && "+-0123456789".indexOf(text.charAt(at + 1)) >= 0;
    return Character.isDigit(c) || c == '.' || exponent || sign;
  }

  /** An energy by the engine's own parser, its errors shown at their place in the whole text. */
  private Energy energy() {
    int close = text.indexOf(')', at);
    int end = close < 0 ? text.length() : close + 1;
    String padded = " ".repeat(at) + text.substring(at, end);
    try {
      Energy energy = (Energy) DiagramNotation.parse(padded).terms().get(0).function();
      at = end;
      return energy;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage().replace(padded, text), e);
    }
  }

  private boolean peek(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private void skipBlank() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
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
            + "^\na penalty is "
            + String.join(", ", NAMES)
            + " or E(p,q,i0;PDk), terms joined by + or -, weights before *; or "
            + NONE
            + " alone");
  }
}
