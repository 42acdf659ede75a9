package io.betti.pipeline.dataset;

import java.nio.charset.StandardCharsets;

/** What a file that is not IDX looks like by its first bytes, to suggest a remedy. */
final class ForeignFormat {
  private ForeignFormat() {}

  /**
   * The remedy for a file that should be IDX.
   *
   * @param magic the first bytes of the file, up to 4
   */
  static String remedy(byte[] magic) {
    String start = new String(magic, StandardCharsets.ISO_8859_1);
    if (magic.length == 0) {
      return "fetch it again";
    }
    if (start.startsWith("PK")) {
      return "it looks like a zip archive: unpack it and name the IDX file";
    }
    if (start.startsWith("BZh") || start.startsWith("\u00FD7z") || start.startsWith("(\u00B5/")) {
      return "it looks compressed by bzip2, xz or zstd: unpack it, or compress it by gzip";
    }
    if (start.startsWith("<")) {
      return "it looks like a web page: the download has failed, fetch it again";
    }
    return "name an IDX file, plain or gzip";
  }
}
