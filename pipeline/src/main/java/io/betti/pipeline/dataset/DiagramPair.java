package io.betti.pipeline.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.Arrays;

/**
 * Two diagrams of one homology dimension, read from a line {@code
 * {"left":[[birth,death],...],"right":[...]}}. An infinite death, of an essential bar, is the text
 * {@code "Infinity"} or {@code "-Infinity"}, or the bare word as Python writes it. Other fields are
 * passed over.
 *
 * <p>A reused workspace: the arrays grow, and belong to the line that was read last.
 */
public final class DiagramPair {
  /** The bars of one diagram. */
  public static final class Bars {
    private double[] births = new double[16];
    private double[] deaths = new double[16];
    private int count;

    private Bars() {}

    /** Births; those beyond {@link #count} mean nothing. */
    public double[] births() {
      return births;
    }

    /** Deaths; those beyond {@link #count} mean nothing. */
    public double[] deaths() {
      return deaths;
    }

    /** Number of bars. */
    public int count() {
      return count;
    }

    private void add(double birth, double death) {
      if (count == births.length) {
        births = Arrays.copyOf(births, count * 2);
        deaths = Arrays.copyOf(deaths, count * 2);
      }
      births[count] = birth;
      deaths[count++] = death;
    }
  }

  private static final String SHAPE =
      "{\"left\":[[birth,death],...],\"right\":[[birth,death],...]}";

  private final JsonFactory json =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();
  private final Bars left = new Bars();
  private final Bars right = new Bars();

  /** The left diagram. */
  public Bars left() {
    return left;
  }

  /** The right diagram. */
  public Bars right() {
    return right;
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it is no such pair; the message says what is wrong with it
   */
  public void read(String line) {
    left.count = -1;
    right.count = -1;
    try (JsonParser in = json.createParser(line)) {
      expect(in.nextToken() == JsonToken.START_OBJECT, "it is no JSON object");
      while (in.nextToken() != JsonToken.END_OBJECT) {
        String name = in.currentName();
        in.nextToken();
        if (name.equals("left")) {
          readBars(in, left, name);
        } else if (name.equals("right")) {
          readBars(in, right, name);
        } else {
          in.skipChildren();
        }
      }
      expect(in.nextToken() == null, "something stands after the object");
    } catch (IOException e) {
      String problem = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      // Where the parser's own source stands says nothing of a line's place in its file.
      throw new IllegalArgumentException(
          "it is no JSON: " + problem.replaceFirst(" \\(for .* starting at .*", ""), e);
    }
    expect(left.count >= 0, "it has no field \"left\"");
    expect(right.count >= 0, "it has no field \"right\"");
  }

  private static void readBars(JsonParser in, Bars bars, String name) throws IOException {
    bars.count = 0;
    expect(in.currentToken() == JsonToken.START_ARRAY, "\"" + name + "\" is no array");
    while (in.nextToken() != JsonToken.END_ARRAY) {
      int i = bars.count;
      boolean array = in.currentToken() == JsonToken.START_ARRAY;
      expect(array, "bar ", i, name, " is no array");
      in.nextToken();
      double birth = number(in, i, name);
      in.nextToken();
      double death = number(in, i, name);
      expect(in.nextToken() == JsonToken.END_ARRAY, "bar ", i, name, " has more than two numbers");
      expect(!Double.isInfinite(birth), "bar ", i, name, " has an infinite birth");
      bars.add(birth, death);
    }
  }

  private static double number(JsonParser in, int i, String name) throws IOException {
    JsonToken token = in.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      String text = in.getText();
      boolean positive = text.equals("Infinity");
      expect(positive || text.equals("-Infinity"), "bar ", i, name, " has \"" + text + "\"");
      return positive ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
    boolean isNumber = token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
    expect(isNumber, "bar ", i, name, " is not two numbers");
    double value = in.getDoubleValue();
    if (Double.isInfinite(value)) {
      boolean written = in.getText().contains("I");
      expect(written, "bar ", i, name, " has " + in.getText() + ", beyond the range of double");
    }
    expect(!Double.isNaN(value), "bar ", i, name, " has a NaN");
    return value;
  }

  /** As the next one, its text put together only if it is needed. */
  private static void expect(boolean holds, String bar, int i, String name, String problem) {
    if (!holds) {
      expect(false, bar + i + " of \"" + name + "\"" + problem);
    }
  }

  private static void expect(boolean holds, String problem) {
    if (!holds) {
      throw new IllegalArgumentException(
          problem + "; write " + SHAPE + " with \"Infinity\" or \"-Infinity\" for no death");
    }
  }
}
