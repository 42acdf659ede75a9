package io.betti.pipeline.dataset;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes an IDX file to a stream, item by item; for gzip, pass a {@link
 * java.util.zip.GZIPOutputStream}.
 *
 * <pre>{@code
 * try (var idx = new IdxWriter(out, IdxHeader.of(IdxType.UBYTE, images.size(), 28, 28))) {
 *   for (byte[] image : images) {
 *     idx.write(image);
 *   }
 * }
 * }</pre>
 */
public final class IdxWriter implements Closeable {
  private final OutputStream out;
  private final IdxHeader header;
  private long written;

  /**
   * Writes the header. The writer owns the stream.
   *
   * @throws IOException if the stream fails
   */
  public IdxWriter(OutputStream out, IdxHeader header) throws IOException {
    this.out = new BufferedOutputStream(out, ItemReader.BUFFER_BYTES);
    this.header = header;
    this.out.write(header.encoded());
  }

  /**
   * Writes the next item.
   *
   * @param item the item's values, big-endian, row-major
   * @throws IllegalArgumentException if {@code item.length != header.itemBytes()}
   * @throws IllegalStateException if the header's number of items has been written
   * @throws IOException if the stream fails
   */
  public void write(byte[] item) throws IOException {
    if (item.length != header.itemBytes()) {
      throw new IllegalArgumentException(
          "got an item of "
              + item.length
              + " bytes for a file of "
              + header
              + "; pass "
              + header.itemBytes()
              + ", big-endian");
    }
    if (written == header.items()) {
      throw new IllegalStateException(
          "all " + written + " items of the header have been written; count them beforehand");
    }
    out.write(item);
    written++;
  }

  /**
   * Closes the stream.
   *
   * @throws IllegalStateException if fewer items have been written than the header states; the
   *     stream is closed all the same
   * @throws IOException if the stream fails
   */
  @Override
  public void close() throws IOException {
    out.close();
    if (written < header.items()) {
      throw new IllegalStateException(
          "only " + written + " of the " + header.items() + " items have been written");
    }
  }
}
