package io.betti.pipeline.dataset;

import java.io.IOException;
import java.io.InputStream;

/** The next so many bytes of a stream, as a stream that leaves the other open. */
final class LimitedStream extends InputStream {
  private final InputStream in;
  private long left;

  LimitedStream(InputStream in, long bytes) {
    this.in = in;
    this.left = bytes;
  }

  @Override
  public int read() throws IOException {
    int value = left > 0 ? in.read() : -1;
    left -= value < 0 ? 0 : 1;
    return value;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int count = left > 0 ? in.read(to, offset, (int) Math.min(length, left)) : -1;
    left -= Math.max(0, count);
    return count;
  }
}
