package io.betti.pipeline.dataset;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What a file of another format than asked for looks like by its first bytes, to suggest a remedy.
 */
final class ForeignFormat {
  private ForeignFormat() {}

  /** The problem with such a file. */
  static String problem(byte[] magic, String wanted) {
    if (magic.length == 0) {
      return "it is empty, without " + wanted;
    }
    StringBuilder bytes = new StringBuilder();
    for (byte b : magic) {
      bytes.append(String.format(Locale.ROOT, " %02X", b));
    }
    return "it begins with the bytes" + bytes + ", not with " + wanted;
  }

  /**
   * The remedy for a file that should be of a certain format.
   *
   * @param magic the first bytes of the file, up to 4
   * @param wanted the format with its article, as in {@code an IDX file}
   */
  static String remedy(byte[] magic, String wanted) {
    String start = new String(magic, StandardCharsets.ISO_8859_1);
    if (magic.length == 0) {
      return "fetch it again";
    }
    if (start.startsWith("PK")) {
      return "it looks like a zip archive: unpack it and name the "
          + wanted.replaceFirst("^an? ", "");
    }
    if (start.startsWith("BZh") || start.startsWith("\u00FD7z") || start.startsWith("(\u00B5/")) {
      return "it looks compressed by bzip2, xz or zstd: unpack it, or compress it by gzip";
    }
    if (start.startsWith("<")) {
      return "it looks like a web page: the download has failed, fetch it again";
    }
    return "name " + wanted + ", plain or gzip";
  }
}
