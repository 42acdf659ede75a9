package io.betti.jobs.settings;

/**
 * What values are multiplied by, written as a number or as a fraction: {@code 0.5}, {@code 1/255}.
 *
 * @param text as the user wrote it
 * @param value finite and above 0; of a fraction the double nearest to the quotient of its two
 *     numbers
 */
public record Scale(String text, double value) {
  /**
   * Reads a scale.
   *
   * @throws IllegalArgumentException if the text is not a number or two of them with a stroke
   *     between, or the value is not finite or not above 0
   */
  public static Scale parse(String text) {
    int stroke = text.indexOf('/');
    double value =
        stroke < 0
            ? number(text, text)
            : number(text, text.substring(0, stroke)) / number(text, text.substring(stroke + 1));
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "'" + text + "' is " + value + "; a scale must be finite and above 0");
    }
    return new Scale(text.strip(), value);
  }

  private static double number(String text, String part) {
    try {
      return Double.parseDouble(part.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a scale; write a number or a fraction such as 1/255", e);
    }
  }

  /** The text as the user wrote it. */
  @Override
  public String toString() {
    return text;
  }
}
