package io.betti.topology.diagram;

import java.util.Arrays;

/** Prints and reads the text form of a diagram; see {@link PersistenceDiagram}. */
final class DiagramText {
  private final String text;
  private int at;

  DiagramText(String text) {
    this.text = text;
  }

  static String print(PersistenceDiagram diagram, boolean cells) {
    StringBuilder out = new StringBuilder();
    for (int k = 0; k < diagram.dimensions(); k++) {
      if (diagram.size(k) == 0) {
        continue;
      }
      out.append(out.length() == 0 ? "" : "\n").append('H').append(k).append(':');
      for (int i = diagram.from(k); i < diagram.to(k); i++) {
        out.append(" [").append(number(diagram.birth(i)));
        out.append(", ").append(number(diagram.death(i))).append(')');
        if (cells && diagram.birthVertex(i) >= 0) {
          out.append('@').append(cell(diagram.birthCell(i)));
          if (diagram.deathVertex(i) >= 0) {
            out.append(':').append(cell(diagram.deathCell(i)));
          }
        }
      }
    }
    return out.toString();
  }

  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    return Double.toString(value);
  }

  private static String cell(int[] vertices) {
    StringBuilder out = new StringBuilder();
    for (int vertex : vertices) {
      out.append(out.length() == 0 ? "" : "-").append(vertex);
    }
    return out.toString();
  }

  PersistenceDiagram parse() {
    DiagramBuilder builder = new DiagramBuilder();
    int dimension = -1;
    skipBlank();
    while (at < text.length()) {
      if (text.charAt(at) == 'H') {
        int from = ++at;
        int next = wholeNumber();
        if (next <= dimension) {
          throw error("dimensions must rise");
        }
        if (next > DiagramBuilder.MAX_DIMENSION) {
          at = from;
          throw error("dimensions above " + DiagramBuilder.MAX_DIMENSION + " are not held");
        }
        dimension = next;
        expect(':');
      } else if (dimension < 0) {
        throw error("expected H followed by a dimension");
      } else {
        bar(builder, dimension);
      }
      skipBlank();
    }
    return builder.buildInGivenOrder();
  }

  private void bar(DiagramBuilder builder, int dimension) {
    expect('[');
    int from = at;
    double birth = realNumber();
    if (Double.isInfinite(birth)) {
      at = from;
      throw error("births must be finite");
    }
    skipBlank();
    expect(',');
    skipBlank();
    double death = realNumber();
    skipBlank();
    expect(')');
    int[] birthCell = {};
    int[] deathCell = {};
    if (at < text.length() && text.charAt(at) == '@') {
      at++;
      birthCell = cell();
      if (at < text.length() && text.charAt(at) == ':') {
        at++;
        deathCell = cell();
      }
    }
    builder.add(new PersistencePair(dimension, birth, death, birthCell, deathCell));
  }

  private int[] cell() {
    int[] vertices = {wholeNumber()};
    while (at < text.length() && text.charAt(at) == '-') {
      at++;
      vertices = Arrays.copyOf(vertices, vertices.length + 1);
      vertices[vertices.length - 1] = wholeNumber();
    }
    return vertices;
  }

  private int wholeNumber() {
    int from = at;
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      at++;
    }
    try {
      return Integer.parseInt(text.substring(from, at));
    } catch (NumberFormatException e) {
      at = from;
      throw error("expected a whole number");
    }
  }

  private double realNumber() {
    int from = at;
    while (at < text.length() && "+-.0123456789eEinfINF".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String word = text.substring(from, at);
    switch (word) {
      case "inf", "+inf":
        return Double.POSITIVE_INFINITY;
      case "-inf":
        return Double.NEGATIVE_INFINITY;
      default:
        double value = decimal(word);
        if (Double.isFinite(value)) {
          return value;
        }
        at = from;
        throw error("expected a number, inf or -inf");
    }
  }

  /** The number that a word denotes, NaN if none. */
  private static double decimal(String word) {
    if (word.endsWith("f") || word.endsWith("F")) {
      return Double.NaN; // Java reads 1f as a number; this form doesn't.
    }
    try {
      return Double.parseDouble(word);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private void expect(char wanted) {
    if (at >= text.length() || text.charAt(at) != wanted) {
      throw error("expected '" + wanted + "'");
    }
    at++;
  }

  private void skipBlank() {
    while (at < text.length()
        && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == ';')) {
      at++;
    }
  }

  private IllegalArgumentException error(String problem) {
    return new IllegalArgumentException(
        "diagram text: " + problem + " at character " + (at + 1) + " of \"" + text + "\"");
  }
}
