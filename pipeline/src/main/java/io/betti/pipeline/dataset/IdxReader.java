package io.betti.pipeline.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the items of an IDX file from a stream, one after the other, plain or gzip (told by the
 * content).
 *
 * <p>Memory is bounded by bytes that have been seen: an item's size in the header is believed once
 * one item of that size has arrived, and that first one is gathered in small pieces. Nothing is
 * allocated from the number of items.
 *
 * <p>One reader belongs to one thread.
 */
public final class IdxReader implements Closeable {
  private final ItemReader items;

  private IdxReader(ItemReader items) {
    this.items = items;
  }

  /**
   * Starts at the first byte of a file: reads the header and stops before the first item. The
   * reader owns the stream; if this fails, the stream is closed.
   *
   * @param name what a message calls the stream, usually its path
   * @throws UnreadableDataException if the header or the first bytes of gzip are malformed
   * @throws IOException if the stream fails
   */
  public static IdxReader open(InputStream stream, String name) throws IOException {
    return new IdxReader(ItemReader.open(stream, name, new IdxFormat(), ItemFormat.UNKNOWN));
  }

  /** The file's header. */
  public IdxHeader header() {
    return (IdxHeader) items.layout();
  }

  /** Whether the file is gzip. */
  public boolean isGzip() {
    return items.isGzip();
  }

  /** Index of the item that {@link #next()} returns, {@code header().items()} after the last. */
  public long position() {
    return items.position();
  }

  /**
   * Goes forward to an item. Gzip is inflated on the way.
   *
   * @param item {@code position() <= item <= header().items()}
   * @throws IllegalArgumentException if the item is outside that range
   * @throws UnreadableDataException if the file ends before the item, or its gzip is damaged
   * @throws IOException if the stream fails
   */
  public void skipTo(long item) throws IOException {
    items.skipTo(item);
  }

  /**
   * The bytes of the next item as they stand in the file, in an array of the caller's own.
   *
   * @throws IllegalStateException if there is no further item
   * @throws UnreadableDataException if the file ends within the item, or its gzip is damaged
   * @throws IOException if the stream fails
   */
  public byte[] next() throws IOException {
    return items.next();
  }

  /**
   * The next item's only value, for a file of one axis of whole numbers.
   *
   * @throws IllegalStateException if there is no further item, or the file is another
   * @throws UnreadableDataException if the file ends within the item, or its gzip is damaged
   * @throws IOException if the stream fails
   */
  public int nextWhole() throws IOException {
    return items.nextWhole();
  }

  /**
   * Verifies that the file ends after its last item, and a gzip's check sum with it. Items that
   * have not been read are skipped.
   *
   * @throws UnreadableDataException if bytes follow the last item, or are missing, or gzip is
   *     damaged
   * @throws IOException if the stream fails
   */
  public void finish() throws IOException {
    items.finish();
  }

  @Override
  public void close() throws IOException {
    items.close();
  }
}
