package io.betti.pipeline.dataset;

import java.nio.charset.StandardCharsets;

/**
 * The lines of a text file and the words in each, straight from its bytes. Lines end with LF, CR LF
 * or CR; blank ones are passed over. A word is what stands between blanks.
 */
final class MeshText {
  private static final int SHOWN = 40;

  private final byte[] bytes;
  private final String name;
  private final boolean comments;
  private int line;
  private int at;
  private int end;
  private int wordEnd;
  private boolean started;

  /**
   * Stands before the first line.
   *
   * @param name what a message calls the file
   * @param comments whether what follows a {@code #} in a line is passed over
   */
  MeshText(byte[] bytes, String name, boolean comments) {
    this.bytes = bytes;
    this.name = name;
    this.comments = comments;
  }

  /** Goes to the next line that has a word; false if there is none. */
  boolean nextLine() {
    int from = started ? afterLine() : 0;
    while (from < bytes.length) {
      started = true;
      line++;
      at = from;
      end = from;
      while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
        end++;
      }
      if (hasWord()) {
        return true;
      }
      from = afterLine();
    }
    at = bytes.length;
    end = bytes.length;
    return false;
  }

  /** Where the bytes after the line's end begin. */
  private int afterLine() {
    boolean pair = end + 1 < bytes.length && bytes[end] == '\r' && bytes[end + 1] == '\n';
    return Math.min(bytes.length, end + (pair ? 2 : 1));
  }

  /** Index of the byte that ends the line. */
  int lineEnd() {
    return end;
  }

  /** Whether a word is left in the line. */
  boolean hasWord() {
    while (at < end && isBlank(bytes[at])) {
      at++;
    }
    return at < end && !(comments && bytes[at] == '#');
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\f' || b == 0x0B;
  }

  /** The next word of the line. */
  String word() {
    if (!hasWord()) {
      throw fault("it ends where more was expected");
    }
    wordEnd = at;
    while (wordEnd < end && !isBlank(bytes[wordEnd]) && !(comments && bytes[wordEnd] == '#')) {
      wordEnd++;
    }
    String word = new String(bytes, at, wordEnd - at, StandardCharsets.ISO_8859_1);
    at = wordEnd;
    return word;
  }

  /** What is left of the line, without its comment. */
  String rest() {
    int from = at;
    while (at < end && !(comments && bytes[at] == '#')) {
      at++;
    }
    return new String(bytes, from, at - from, StandardCharsets.ISO_8859_1);
  }

  /** The next word of the line, a finite decimal number. */
  double number() {
    return number(word());
  }

  /** The value of a word that is a finite decimal number. */
  double number(String word) {
    boolean plain = !word.isEmpty();
    for (int i = 0; i < word.length(); i++) {
      // Double.parseDouble takes hexadecimal, NaN and the suffixes d and f besides.
      plain &= "0123456789+-.eE".indexOf(word.charAt(i)) >= 0;
    }
    try {
      double value = plain ? Double.parseDouble(word) : Double.NaN;
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw fault("'" + shown(word) + "' is not a finite number");
  }

  /** The next word of the line, a whole number. */
  long whole(long least, long most) {
    return whole(word(), least, most);
  }

  /** The value of a word that is a whole number. */
  long whole(String word, long least, long most) {
    try {
      long value = Long.parseLong(word);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below, with the range
    }
    throw fault("'" + shown(word) + "' is not a whole number from " + least + " to " + most);
  }

  /** A fault in this line. */
  UnreadableDataException fault(String problem) {
    return new UnreadableDataException(
        name,
        "line " + line + ": " + problem,
        "it is damaged or of another format: fetch it again or write it anew");
  }

  /** A word as a message has it: short, without control characters. */
  static String shown(String word) {
    String printable = word.replaceAll("[^\\x20-\\x7E]", "?");
    return printable.length() <= SHOWN ? printable : printable.substring(0, SHOWN) + "...";
  }
}
