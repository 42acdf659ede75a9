package io.betti.pipeline.dataset;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates gzip (RFC 1952) of one or many members and believes nothing: every member's check sum
 * and length are verified, and bytes after the last member are an error.
 *
 * <p>{@link java.util.zip.GZIPInputStream} will not do: it asks {@code available()} whether another
 * member follows, which a file system may answer with 0, and takes a damaged one for the end.
 */
final class GzipStream extends InputStream {
  private static final int MAGIC_1 = 0x1F;
  private static final int MAGIC_2 = 0x8B;

  /** Deflate never inflates a byte to more: a match of 258 bytes takes at least two bits. */
  static final int MAX_RATIO = 1032;

  private static final int DEFLATE = 8;
  private static final int FLAG_HEADER_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;
  private static final int FLAGS_RESERVED = 0xE0;

  private final InputStream in;
  private final String name;
  private final byte[] input;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] single = new byte[1];
  // input[at..end) are the bytes that neither the inflater nor a header has taken.
  private int at;
  private int end;
  private long inflated;
  private boolean ended;
  private byte[] skipped;

  /**
   * Starts at a member's first byte.
   *
   * @param name what a message calls the stream
   * @throws UnreadableDataException if the first member's header is damaged
   */
  GzipStream(InputStream in, String name, int bufferBytes) throws IOException {
    this.in = in;
    this.name = name;
    this.input = new byte[bufferBytes];
    try {
      expect(MAGIC_1);
      memberHeader();
    } catch (IOException | RuntimeException e) {
      inflater.end();
      throw e;
    }
  }

  /**
   * A file's inflated bytes, buffered: those of a gzip, told by its first bytes, or its own. Owns
   * the file's stream, which is closed if this fails.
   */
  static InputStream inflated(InputStream stored, String name) throws IOException {
    InputStream in = new BufferedInputStream(stored, ItemReader.BUFFER_BYTES);
    try {
      in.mark(2);
      boolean gzip = isMagic(in.readNBytes(2));
      in.reset();
      if (!gzip) {
        return in;
      }
      int bytes = ItemReader.BUFFER_BYTES;
      return new BufferedInputStream(new GzipStream(in, name, bytes), bytes);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** Whether these are the first bytes of gzip. */
  static boolean isMagic(byte[] first) {
    return first.length >= 2 && (first[0] & 0xFF) == MAGIC_1 && (first[1] & 0xFF) == MAGIC_2;
  }

  @Override
  public int read() throws IOException {
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      int count = inflate(to, offset, length);
      if (count > 0) {
        crc.update(to, offset, count);
        inflated += count;
        return count;
      }
      if (inflater.finished()) {
        memberEnd();
      } else if (inflater.needsDictionary()) {
        throw damaged("it asks for a preset dictionary, which gzip does not have", null);
      } else {
        feed();
      }
    }
    return -1;
  }

  /** In steps of a buffer; the default would inflate 2 KB at a time. */
  @Override
  public long skip(long count) throws IOException {
    if (skipped == null) {
      skipped = new byte[input.length];
    }
    int step = read(skipped, 0, (int) Math.min(Math.max(0, count), skipped.length));
    return Math.max(0, step);
  }

  private int inflate(byte[] to, int offset, int length) {
    try {
      return inflater.inflate(to, offset, length);
    } catch (DataFormatException e) {
      throw damaged("the compressed data are invalid: " + e.getMessage(), e);
    }
  }

  private void feed() throws IOException {
    if (at == end && !fill()) {
      throw cutShort();
    }
    inflater.setInput(input, at, end - at);
    at = end;
  }

  /** RFC 1952, 2.3, from the second byte on. */
  private void memberHeader() throws IOException {
    expect(MAGIC_2);
    int method = next();
    int flags = next();
    if (method != DEFLATE || (flags & FLAGS_RESERVED) != 0) {
      throw damaged("its header has method " + method + " and flags " + flags, null);
    }
    skip(6);
    if ((flags & FLAG_EXTRA) != 0) {
      skip(next() | next() << 8);
    }
    if ((flags & FLAG_NAME) != 0) {
      skipText();
    }
    if ((flags & FLAG_COMMENT) != 0) {
      skipText();
    }
    if ((flags & FLAG_HEADER_CRC) != 0) {
      skip(2);
    }
  }

  /** Verifies the member's trailer, and goes on to the next member if there is one. */
  private void memberEnd() throws IOException {
    at = end - inflater.getRemaining();
    long size = inflater.getBytesWritten();
    long storedCrc = littleEndian();
    long storedSize = littleEndian();
    if (storedCrc != crc.getValue()) {
      throw damaged("its check sum does not match its data", null);
    }
    if (storedSize != (size & 0xFFFFFFFFL)) {
      throw damaged("it states a length of " + storedSize + " but holds " + size + " bytes", null);
    }
    if (at == end && !fill()) {
      ended = true;
      return;
    }
    if (next() != MAGIC_1) {
      throw new UnreadableDataException(
          name,
          "more bytes follow where its gzip data end",
          "cut off what was appended, or write it anew");
    }
    memberHeader();
    inflater.reset();
    crc.reset();
  }

  private long littleEndian() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      value |= (long) next() << shift;
    }
    return value;
  }

  private void expect(int value) throws IOException {
    if (next() != value) {
      throw damaged("a member does not begin with 1F 8B", null);
    }
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    while (next() != 0) {
      // a text ends with a zero byte
    }
  }

  private int next() throws IOException {
    if (at == end && !fill()) {
      throw cutShort();
    }
    return input[at++] & 0xFF;
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(input, 0, input.length));
    return end > 0;
  }

  private UnreadableDataException cutShort() {
    return new UnreadableDataException(
        name,
        "its gzip data are cut short, after " + inflated + " inflated bytes",
        "fetch it again; gzip -t tells when it is whole");
  }

  private UnreadableDataException damaged(String problem, Throwable cause) {
    return new UnreadableDataException(
        name,
        "its gzip data are damaged after " + inflated + " inflated bytes: " + problem,
        "fetch it again; gzip -t tells when it is whole",
        cause);
  }

  @Override
  public void close() throws IOException {
    ended = true;
    inflater.end();
    in.close();
  }
}
