package io.betti.topology.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The golden files among the test resources, and the little of JSON that they use: objects as maps,
 * arrays as lists, numbers as {@code Double}, strings, true, false and null.
 */
public final class GoldenFile {
  private final String text;
  private int at;

  private GoldenFile(String text) {
    this.text = text;
  }

  /** The lines of a golden file. */
  public static List<String> lines(String name) {
    String path = "/io/betti/topology/golden/" + name;
    try (InputStream in = GoldenFile.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException("no test resource " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The objects of a golden file of one JSON object a line. */
  public static List<Map<String, Object>> objects(String name) {
    return lines(name).stream().map(GoldenFile::object).toList();
  }

  /** The bars [birth, death] of a line, death null where essential, as pairs of doubles. */
  public static List<List<Double>> bars(Object bars, double essentialDeath) {
    List<List<Double>> pairs = new ArrayList<>();
    for (Object bar : (List<?>) bars) {
      List<?> pair = (List<?>) bar;
      double death = pair.get(1) == null ? essentialDeath : (Double) pair.get(1);
      pairs.add(List.of((Double) pair.get(0), death));
    }
    return pairs;
  }

  /** A list of lists of numbers, row by row. */
  public static double[] flat(Object rows) {
    return ((List<?>) rows)
        .stream().flatMap(row -> ((List<?>) row).stream()).mapToDouble(x -> (Double) x).toArray();
  }

  private static Map<String, Object> object(String text) {
    GoldenFile file = new GoldenFile(text);
    Map<String, Object> object = file.object();
    file.skipBlank();
    if (file.at != text.length()) {
      throw file.error("the end");
    }
    return object;
  }

  private Object value() {
    skipBlank();
    return switch (text.charAt(at)) {
      case '{' -> object();
      case '[' -> list();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> object = new LinkedHashMap<>();
    expect('{');
    while (!next('}')) {
      if (!object.isEmpty()) {
        expect(',');
      }
      skipBlank();
      String key = string();
      expect(':');
      object.put(key, value());
    }
    return object;
  }

  private List<Object> list() {
    List<Object> list = new ArrayList<>();
    expect('[');
    while (!next(']')) {
      if (!list.isEmpty()) {
        expect(',');
      }
      list.add(value());
    }
    return list;
  }

  private String string() {
    expect('"');
    int from = at;
    while (text.charAt(at) != '"') {
      if (text.charAt(at++) == '\\') {
        throw error("a string without escapes");
      }
    }
    return text.substring(from, at++);
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, at)) {
      throw error(word);
    }
    at += word.length();
    return value;
  }

  private Double number() {
    int from = at;
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return Double.valueOf(text.substring(from, at));
  }

  private boolean next(char c) {
    skipBlank();
    if (text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (!next(c)) {
      throw error("'" + c + "'");
    }
  }

  private void skipBlank() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private IllegalStateException error(String wanted) {
    return new IllegalStateException("expected " + wanted + " at " + at + " of " + text);
  }
}
