package io.betti.pipeline.dataset;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The local files under {@code counted:///}, with counts of what was opened and read, blocks of 1
 * MB on hosts of invented names, and no {@code skip} but by reading, as object stores have it.
 */
public final class CountingFileSystem extends RawLocalFileSystem {
  static final AtomicLong OPENED = new AtomicLong();
  static final AtomicLong BYTES = new AtomicLong();
  private static final long BLOCK = 1 << 20;

  static void reset() {
    OPENED.set(0);
    BYTES.set(0);
  }

  @Override
  public String getScheme() {
    return "counted";
  }

  @Override
  public URI getUri() {
    return URI.create("counted:///");
  }

  @Override
  public BlockLocation[] getFileBlockLocations(Path file, long start, long length)
      throws IOException {
    int count = (int) ((getFileStatus(file).getLen() + BLOCK - 1) / BLOCK);
    BlockLocation[] blocks = new BlockLocation[count];
    for (int i = 0; i < count; i++) {
      String[] hosts = {"host" + i, "shared"};
      blocks[i] = new BlockLocation(hosts, hosts, i * BLOCK, BLOCK);
    }
    return blocks;
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    OPENED.incrementAndGet();
    return new FSDataInputStream(new CountingStream(super.open(path, bufferSize)));
  }

  private static final class CountingStream extends FSInputStream {
    private final FSDataInputStream in;

    CountingStream(FSDataInputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      BYTES.addAndGet(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      int count = in.read(to, offset, length);
      BYTES.addAndGet(Math.max(0, count));
      return count;
    }

    @Override
    public void seek(long position) throws IOException {
      in.seek(position);
    }

    @Override
    public long getPos() throws IOException {
      return in.getPos();
    }

    @Override
    public boolean seekToNewSource(long target) {
      return false;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
