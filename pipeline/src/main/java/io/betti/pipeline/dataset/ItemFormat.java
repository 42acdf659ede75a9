package io.betti.pipeline.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;

/** A format of files that hold items back to back; knows how to find out their layout. */
interface ItemFormat extends Serializable {
  /** A length that is not known. */
  long UNKNOWN = -1;

  /** What a file of it is called, without its article: {@code IDX file}. */
  String fileName();

  /**
   * Reads what stands before the first item and leaves the stream there.
   *
   * @param in inflated bytes from the first on
   * @param name what a message calls the stream
   * @param length bytes of the file, or {@link #UNKNOWN}
   * @throws UnreadableDataException if it is malformed or the stream ends within it
   * @throws IOException if the stream fails
   */
  ItemLayout read(InputStream in, String name, long length) throws IOException;

  /** Whether a file is gzip. */
  default boolean isGzip(byte[] magic, String name) {
    return GzipStream.isMagic(magic);
  }

  /** The format once a file has been looked at, for those who open it again. */
  default ItemFormat knowing(ItemLayout layout) {
    return this;
  }
}
