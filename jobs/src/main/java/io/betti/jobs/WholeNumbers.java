package io.betti.jobs;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Ascending whole numbers, written as a range {@code 25:135:10} (first, last, step) or as a list
 * {@code 25,45,90}.
 *
 * @param text as it was written
 * @param values at least one, each at least 1
 */
record WholeNumbers(String text, int[] values) {
  /**
   * Reads numbers.
   *
   * @throws IllegalArgumentException if the text is neither, or they are not ascending from 1 on
   */
  static WholeNumbers parse(String text) {
    int[] values;
    try {
      if (text.contains(":")) {
        int[] ends = Arrays.stream(text.split(":", -1)).mapToInt(WholeNumbers::number).toArray();
        int step = ends.length == 3 ? ends[2] : 1;
        if (ends.length > 3 || step < 1) {
          throw new NumberFormatException(text);
        }
        values =
            IntStream.iterate(ends[0], n -> n <= ends[1], n -> Math.addExact(n, step)).toArray();
      } else {
        values = Arrays.stream(text.split(",", -1)).mapToInt(WholeNumbers::number).toArray();
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is neither first:last:step, as 25:135:10, nor a list, as 25,45,90", e);
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] < 1 || i > 0 && values[i] <= values[i - 1]) {
        throw new IllegalArgumentException(
            "'" + text + "' is not ascending from 1 on; write each number once, in order");
      }
    }
    if (values.length == 0) {
      throw new IllegalArgumentException(
          "'" + text + "' has no number in it; the first must not be above the last");
    }
    return new WholeNumbers(text, values);
  }

  private static int number(String part) {
    return Integer.parseInt(part.strip());
  }

  @Override
  public String toString() {
    return text;
  }
}
