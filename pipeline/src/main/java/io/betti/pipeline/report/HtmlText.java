package io.betti.pipeline.report;

import java.util.Locale;

/** Text and numbers as HTML and SVG want them. */
final class HtmlText {
  private HtmlText() {}

  /** A text with the characters escaped that mean something in HTML, attributes included. */
  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(isPrintable(c) ? c : '\uFFFD');
      }
    }
    return out.toString();
  }

  private static boolean isPrintable(char c) {
    return c >= ' ' || c == '\n' || c == '\t' || c == '\r';
  }

  /** A coordinate: at most two digits after the point, none where they are 0. */
  static String coordinate(double value) {
    double rounded = Math.rint(value * 100) / 100;
    return rounded == (long) rounded
        ? Long.toString((long) rounded)
        : String.format(Locale.ROOT, "%.2f", rounded).replaceAll("0+$", "");
  }

  /** A whole number in groups of three: 60,000. */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /**
   * A number to read: at most {@code digits} significant ones, no trailing zeros, a power of ten
   * only below 1e-4 and from 1e6 on. Infinite numbers are the signs for them; NaN is a dash.
   */
  static String number(double value, int digits) {
    if (Double.isNaN(value)) {
      return "–";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    if (value == 0) {
      return "0";
    }
    double size = Math.abs(value);
    String text;
    if (size < 1e-4 || size >= 1e6) {
      text = String.format(Locale.ROOT, "%." + (digits - 1) + "e", size);
      int e = text.indexOf('e');
      text =
          withoutTrailingZeros(text.substring(0, e))
              + "e"
              + Integer.parseInt(text.substring(e + 1));
    } else {
      int before = Math.max(0, (int) Math.floor(Math.log10(size)) + 1);
      int after =
          size < 1 ? digits - 1 - (int) Math.floor(Math.log10(size)) : Math.max(0, digits - before);
      text = withoutTrailingZeros(String.format(Locale.ROOT, "%." + after + "f", size));
    }
    return value < 0 ? "−" + text : text;
  }

  private static String withoutTrailingZeros(String text) {
    return text.indexOf('.') < 0 ? text : text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }
}
