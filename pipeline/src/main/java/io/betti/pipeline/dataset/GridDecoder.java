package io.betti.pipeline.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;

/**
 * Reads a file that holds one grid. Knows nothing of Spark; immutable, so that tasks can share it.
 *
 * <p>No array is larger than what the bytes that have been seen justify.
 */
interface GridDecoder extends Serializable {
  /**
   * What the file's header tells, without reading the values.
   *
   * @param in inflated bytes from the first on, with {@code mark}; need not be read to the end
   * @param name what a message calls the stream
   * @throws UnreadableDataException if the header is malformed
   * @throws IOException if the stream fails
   */
  GridShape header(InputStream in, String name) throws IOException;

  /**
   * The grid.
   *
   * @param in inflated bytes from the first on, with {@code mark}
   * @param name what a message calls the stream
   * @throws UnreadableDataException if the file is malformed or cut short
   * @throws IOException if the stream fails
   */
  GridValues decode(InputStream in, String name) throws IOException;

  /**
   * Verifies that a file's end has come.
   *
   * @param after what came before, for the message
   */
  static void requireEnd(InputStream in, String name, String after) throws IOException {
    if (in.read() >= 0) {
      throw new UnreadableDataException(
          name,
          "bytes follow after " + after,
          "the header or the file is wrong: cut off what was appended, or write it anew");
    }
  }
}
