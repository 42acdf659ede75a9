package io.betti.pipeline.dataset;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Decimal numbers as text: {@code -0.25}, {@code 1e-3}, {@code .5}; also {@code nan}, {@code inf}
 * and {@code infinity} in any case, with or without a sign. Blanks around are passed over;
 * hexadecimal numbers and Java's endings {@code d} and {@code f} are none.
 *
 * <p>The result is the nearest double, as {@link Double#parseDouble} gives it. Up to 15 digits and
 * a power of ten up to 22 are both exact, so one multiplication or division rounds once (Clinger,
 * How to read floating point numbers accurately, PLDI 1990, doi:10.1145/93542.93557, section 2);
 * most numbers are read so.
 */
final class NumberText {
  private static final int MAX_DIGITS = 15;
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private NumberText() {}

  /**
   * Reads a number.
   *
   * @param text ASCII; from {@code start} to before {@code end}
   * @param result its first element is set
   * @return false if the text is no number
   */
  static boolean parse(byte[] text, int start, int end, double[] result) {
    while (start < end && isBlank(text[start])) {
      start++;
    }
    while (start < end && isBlank(text[end - 1])) {
      end--;
    }
    return simple(text, start, end, result) || general(text, start, end, result);
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\t';
  }

  /** Sign, digits with a point, nothing else. */
  private static boolean simple(byte[] text, int start, int end, double[] result) {
    int at = start;
    boolean negative = at < end && text[at] == '-';
    at += negative ? 1 : 0;
    long digits = 0;
    int count = 0;
    int point = -1;
    for (; at < end; at++) {
      int c = text[at];
      if (c == '.' && point < 0) {
        point = count;
      } else if (c >= '0' && c <= '9' && count < MAX_DIGITS) {
        digits = 10 * digits + (c - '0');
        count++;
      } else {
        return false;
      }
    }
    if (count == 0) {
      return false;
    }
    double value = point < 0 ? digits : digits / POWERS[count - point];
    result[0] = negative ? -value : value;
    return true;
  }

  private static boolean general(byte[] text, int start, int end, double[] result) {
    String word = new String(text, start, end - start, StandardCharsets.ISO_8859_1);
    String unsigned = word.startsWith("-") || word.startsWith("+") ? word.substring(1) : word;
    double sign = word.startsWith("-") ? -1 : 1;
    switch (unsigned.toLowerCase(Locale.ROOT)) {
      case "nan" -> result[0] = Double.NaN;
      case "inf", "infinity" -> result[0] = sign * Double.POSITIVE_INFINITY;
      default -> {
        char last = unsigned.isEmpty() ? 0 : unsigned.charAt(unsigned.length() - 1);
        boolean decimal = (last >= '0' && last <= '9') || last == '.';
        if (!decimal || unsigned.indexOf('x') >= 0 || unsigned.indexOf('X') >= 0) {
          return false;
        }
        try {
          result[0] = Double.parseDouble(word);
        } catch (NumberFormatException e) {
          return false;
        }
      }
    }
    return true;
  }
}
