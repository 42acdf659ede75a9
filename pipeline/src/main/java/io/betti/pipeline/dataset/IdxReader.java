package io.betti.pipeline.dataset;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
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
  /** Bytes of each buffer; a gzip stream has three. */
  static final int BUFFER_BYTES = 1 << 16;

  private final String name;
  private final InputStream in;
  private final boolean gzip;
  private final IdxHeader header;
  private final byte[] single = new byte[Integer.BYTES];
  private long position;
  private boolean sizeSeen;

  private IdxReader(String name, InputStream in, boolean gzip, IdxHeader header, long position) {
    this.name = name;
    this.in = in;
    this.gzip = gzip;
    this.header = header;
    this.position = position;
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
    InputStream in = stream;
    try {
      in = new BufferedInputStream(stream, BUFFER_BYTES);
      in.mark(2);
      boolean gzip = GzipStream.isMagic(in.readNBytes(2));
      in.reset();
      if (gzip) {
        in = new BufferedInputStream(new GzipStream(in, name, BUFFER_BYTES), BUFFER_BYTES);
      }
      return new IdxReader(name, in, gzip, IdxHeader.read(in, name), 0);
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
  static IdxReader at(InputStream stream, String name, IdxHeader header, long position) {
    return new IdxReader(
        name, new BufferedInputStream(stream, BUFFER_BYTES), false, header, position);
  }

  /** The file's header. */
  public IdxHeader header() {
    return header;
  }

  /** Whether the file is gzip. */
  public boolean isGzip() {
    return gzip;
  }

  /** Index of the item that {@link #next()} returns, {@code header().items()} after the last. */
  public long position() {
    return position;
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
    if (item < position || item > header.items()) {
      throw new IllegalArgumentException(
          "item " + item + " is outside " + position + " to " + header.items());
    }
    if (item > position) {
      skip((item - position) * header.itemBytes(), item);
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
  public byte[] next() throws IOException {
    checkMore();
    int size = header.itemBytes();
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
   * The next item's only value, for a file of one axis of whole numbers.
   *
   * @throws IllegalStateException if there is no further item, or the file is another
   * @throws UnreadableDataException if the file ends within the item, or its gzip is damaged
   * @throws IOException if the stream fails
   */
  public int nextWhole() throws IOException {
    if (header.axes() != 1 || !header.type().isWhole()) {
      throw new IllegalStateException(header + " has no single whole numbers as items");
    }
    checkMore();
    advance(in.readNBytes(single, 0, header.itemBytes()));
    return header.type().whole(single);
  }

  private void checkMore() {
    if (position >= header.items()) {
      throw new IllegalStateException("all " + header.items() + " items have been read");
    }
  }

  private void advance(int length) {
    if (length < header.itemBytes()) {
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
  public void finish() throws IOException {
    skipTo(header.items());
    if (in.read() >= 0) {
      throw new UnreadableDataException(
          name,
          "bytes follow after the last of the " + header.items() + " items of its header " + header,
          "the header or the file is wrong: cut off what was appended, or write it anew");
    }
  }

  private UnreadableDataException cutShort(String where, Throwable cause) {
    return new UnreadableDataException(
        name,
        "it ends "
            + where
            + " of the "
            + header.items()
            + " that its header "
            + header
            + " promises, "
            + header.fileBytes()
            + " bytes in all",
        "it was cut short: fetch it again or write it anew",
        cause);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
