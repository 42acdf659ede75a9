package io.betti.pipeline.dataset;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads items back to back from a stream, one after the other, plain or gzip (told by the content).
 *
 * <p>Memory is bounded by bytes that have been seen: an item's size in the header is believed once
 * one item of that size has arrived, and that first one is gathered in small pieces. Nothing is
 * allocated from the number of items.
 *
 * <p>One reader belongs to one thread.
 */
final class ItemReader implements Closeable {
  /** Bytes of each buffer; a gzip stream has three. */
  static final int BUFFER_BYTES = 1 << 16;

  private final String name;
  private final InputStream in;
  private final boolean gzip;
  private final ItemLayout layout;
  private final byte[] single = new byte[Long.BYTES];
  private long position;
  private boolean sizeSeen;

  private ItemReader(String name, InputStream in, boolean gzip, ItemLayout layout, long position) {
    this.name = name;
    this.in = in;
    this.gzip = gzip;
    this.layout = layout;
    this.position = position;
  }

  /**
   * Starts at the first byte of a file: reads the header and stops before the first item. The
   * reader owns the stream; if this fails, the stream is closed.
   *
   * @param name what a message calls the stream, usually its path
   * @param length bytes of the stream, or {@link ItemFormat#UNKNOWN}
   * @throws UnreadableDataException if the header or the first bytes of gzip are malformed
   * @throws IOException if the stream fails
   */
  static ItemReader open(InputStream stream, String name, ItemFormat format, long length)
      throws IOException {
    InputStream in = stream;
    try {
      in = new BufferedInputStream(stream, BUFFER_BYTES);
      in.mark(2);
      boolean gzip = format.isGzip(in.readNBytes(2), name);
      in.reset();
      if (gzip) {
        in = new BufferedInputStream(new GzipStream(in, name, BUFFER_BYTES), BUFFER_BYTES);
      }
      long inflated = gzip ? ItemFormat.UNKNOWN : length;
      return new ItemReader(name, in, gzip, format.read(in, name, inflated), 0);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /**
   * Starts in the middle of a plain file, at a stream that stands at an item's first byte.
   *
   * @param position the index of that item
   */
  static ItemReader at(InputStream stream, String name, ItemLayout layout, long position) {
    return new ItemReader(
        name, new BufferedInputStream(stream, BUFFER_BYTES), false, layout, position);
  }

  /** Where the items are. */
  ItemLayout layout() {
    return layout;
  }

  /** Whether the file is gzip. */
  boolean isGzip() {
    return gzip;
  }

  /** Index of the item that {@link #next()} returns, {@code layout().count()} after the last. */
  long position() {
    return position;
  }

  /**
   * Goes forward to an item. Gzip is inflated on the way.
   *
   * @param item {@code position() <= item <= layout().count()}
   * @throws IllegalArgumentException if the item is outside that range
   * @throws UnreadableDataException if the file ends before the item, or its gzip is damaged
   * @throws IOException if the stream fails
   */
  void skipTo(long item) throws IOException {
    if (item < position || item > layout.count()) {
      throw new IllegalArgumentException(
          "item " + item + " is outside " + position + " to " + layout.count());
    }
    if (item > position) {
      skip((item - position) * layout.itemBytes(), item);
    }
    position = item;
  }

  /** Reads the last byte, for some streams, a file's among them, skip beyond their end. */
  private void skip(long bytes, long item) throws IOException {
    try {
      in.skipNBytes(bytes - 1);
    } catch (EOFException e) {
      throw cutShort("before item " + item, e);
    }
    if (in.read() < 0) {
      throw cutShort("before item " + item, null);
    }
  }

  /**
   * The bytes of the next item as they stand in the file, in an array of the caller's own.
   *
   * @throws IllegalStateException if there is no further item
   * @throws UnreadableDataException if the file ends within the item, or its gzip is damaged
   * @throws IOException if the stream fails
   */
  byte[] next() throws IOException {
    checkMore();
    int size = layout.itemBytes();
    byte[] item;
    if (sizeSeen) {
      item = new byte[size];
      advance(in.readNBytes(item, 0, size));
    } else {
      // Allocates as bytes arrive, 8 KB at a time.
      item = in.readNBytes(size);
      advance(item.length);
      sizeSeen = true;
    }
    return item;
  }

  /**
   * The values of the next item, in an array of the caller's own: a {@code byte[]}, {@code float[]}
   * or {@code double[]} after the layout's kind.
   *
   * @throws IllegalStateException if there is no further item
   * @throws UnreadableDataException if the file ends within the item, its gzip is damaged, or a
   *     whole number of it has more digits than a double
   * @throws IOException if the stream fails
   */
  Object nextValues() throws IOException {
    byte[] item = next();
    try {
      return layout.values(item);
    } catch (ArithmeticException e) {
      throw inexact(e);
    }
  }

  private UnreadableDataException inexact(ArithmeticException cause) {
    return new UnreadableDataException(
        name,
        "item " + (position - 1) + " holds " + cause.getMessage(),
        "store it as another type that says what is meant",
        cause);
  }

  /**
   * The next item's only value, for a file of one axis of whole numbers.
   *
   * @throws IllegalStateException if there is no further item, or the file is another
   * @throws UnreadableDataException if the file ends within the item, or its gzip is damaged
   * @throws IOException if the stream fails
   */
  int nextWhole() throws IOException {
    if (!layout.isWhole()) {
      throw new IllegalStateException(layout + " has no single whole numbers as items");
    }
    checkMore();
    advance(in.readNBytes(single, 0, layout.itemBytes()));
    try {
      return layout.whole(single);
    } catch (ArithmeticException e) {
      throw inexact(e);
    }
  }

  private void checkMore() {
    if (position >= layout.count()) {
      throw new IllegalStateException("all " + layout.count() + " items have been read");
    }
  }

  private void advance(int length) {
    if (length < layout.itemBytes()) {
      throw cutShort("within item " + position, null);
    }
    position++;
  }

  /**
   * Verifies that the file ends after its last item, and a gzip's check sum with it. Items that
   * have not been read are skipped.
   *
   * @throws UnreadableDataException if bytes follow the last item, or are missing, or gzip is
   *     damaged
   * @throws IOException if the stream fails
   */
  void finish() throws IOException {
    skipTo(layout.count());
    if (in.read() >= 0) {
      throw new UnreadableDataException(
          name,
          "bytes follow after the last of the "
              + layout.count()
              + " items of its "
              + layout.basis()
              + " "
              + layout,
          "the header or the file is wrong: cut off what was appended, or write it anew");
    }
  }

  private UnreadableDataException cutShort(String where, Throwable cause) {
    return new UnreadableDataException(
        name,
        "it ends "
            + where
            + " of the "
            + layout.count()
            + " that its "
            + layout.basis()
            + " "
            + layout
            + " promises, "
            + layout.fileBytes()
            + " bytes in all",
        "it was cut short: fetch it again or write it anew",
        cause);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
