package io.betti.pipeline.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a Python literal as NumPy writes it into a header: dictionaries, tuples and lists (both a
 * {@link List}), strings without escapes, whole numbers, {@code True}, {@code False} and {@code
 * None} (null).
 */
final class PythonLiteral {
  private static final int MAX_DEPTH = 8;

  private final String text;
  private int at;

  private PythonLiteral(String text) {
    this.text = text;
  }

  /**
   * The value of a text.
   *
   * @throws IllegalArgumentException if it is no such literal, saying where
   */
  static Object parse(String text) {
    PythonLiteral literal = new PythonLiteral(text);
    Object value = literal.value(0);
    literal.skipSpace();
    if (literal.at < text.length()) {
      throw literal.unexpected();
    }
    return value;
  }

  private Object value(int depth) {
    skipSpace();
    char c = peek();
    if (depth > MAX_DEPTH) {
      throw unexpected();
    }
    if (c == '{') {
      return dictionary(depth);
    }
    if (c == '(') {
      return sequence(')', depth);
    }
    if (c == '[') {
      return sequence(']', depth);
    }
    if (c == '\'' || c == '"') {
      return string();
    }
    if (c == '-' || isDigit(c)) {
      return number();
    }
    return word();
  }

  private Map<Object, Object> dictionary(int depth) {
    Map<Object, Object> entries = new LinkedHashMap<>();
    at++;
    while (!isNext('}')) {
      Object key = value(depth + 1);
      if (!isNext(':') || entries.containsKey(key)) {
        throw unexpected();
      }
      entries.put(key, value(depth + 1));
      if (!isNext(',')) {
        require('}');
        return entries;
      }
    }
    return entries;
  }

  private List<Object> sequence(char end, int depth) {
    List<Object> values = new ArrayList<>();
    at++;
    while (!isNext(end)) {
      values.add(value(depth + 1));
      if (!isNext(',')) {
        require(end);
        return values;
      }
    }
    return values;
  }

  private String string() {
    char quote = text.charAt(at);
    int end = text.indexOf(quote, at + 1);
    if (end < 0 || text.substring(at, end).indexOf('\\') >= 0) {
      throw unexpected();
    }
    String value = text.substring(at + 1, end);
    at = end + 1;
    return value;
  }

  /** A long; Python 2 wrote some with an L. */
  private Long number() {
    int begin = at++;
    while (isDigit(peek())) {
      at++;
    }
    try {
      long value = Long.parseLong(text.substring(begin, at));
      if (peek() == 'L') {
        at++;
      }
      return value;
    } catch (NumberFormatException e) {
      at = begin;
      throw unexpected();
    }
  }

  private Object word() {
    for (String word : List.of("True", "False", "None")) {
      if (text.startsWith(word, at)) {
        at += word.length();
        return word.equals("None") ? null : (Object) word.equals("True");
      }
    }
    throw unexpected();
  }

  private boolean isNext(char c) {
    skipSpace();
    if (peek() == c) {
      at++;
      return true;
    }
    return false;
  }

  private void require(char c) {
    if (!isNext(c)) {
      throw unexpected();
    }
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  /** The character here, 0 at the end. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException(
        at < text.length() ? "unexpected text at character " + at : "it ends too early");
  }
}
