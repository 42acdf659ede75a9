package io.betti.pipeline.dataset;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/**
 * A text file whose lines are numbered from 0, plain or gzip (a name that ends in {@code .gz}), on
 * any file system that Hadoop knows. One pass cuts it into blocks of whole lines, which then are
 * read by themselves, wherever and in whatever order, their numbers kept. A last line need not end;
 * a carriage return before a line's end is none of it.
 *
 * <p>Blocks of a gzip file are longer, since each is reached by inflating what stands before it.
 *
 * @param path with its scheme, so that it means the same file on every machine
 */
public record LinesFile(String path) implements Serializable {
  private static final long serialVersionUID = 1;

  private static final int BYTES = 1 << 20;
  private static final int LINES = 256;

  private static final int GZIP_BYTES = 1 << 26;
  private static final int GZIP_LINES = 1 << 16;

  /** Longest line; one is held in memory as bytes, as text and as numbers. */
  private static final int LONGEST = 1 << 28;

  /**
   * Lines that stand together.
   *
   * @param offset of the first one's first byte, inflated
   * @param from number of the first line
   * @param to number after the last line
   */
  public record Block(long offset, long from, long to) implements Serializable {
    private static final long serialVersionUID = 1;
  }

  /** What takes the lines one after the other. */
  @FunctionalInterface
  public interface Reader {
    /** Takes a line. */
    void line(long number, String text);
  }

  /**
   * Cuts the file into blocks.
   *
   * @param every so many lines, a block ends in any case
   * @throws UnreadableDataException if it is missing, damaged, has a line of more than 2^28 bytes,
   *     or the file system fails
   */
  public List<Block> blocks(long every, Configuration hadoop) {
    int mostBytes = isGzip() ? GZIP_BYTES : BYTES;
    int mostLines = isGzip() ? GZIP_LINES : LINES;
    List<Block> blocks = new ArrayList<>();
    try (InputStream in = open(0, hadoop)) {
      byte[] buffer = new byte[1 << 16];
      long at = 0;
      long lineStart = 0;
      long line = 0;
      long blockStart = 0;
      long first = 0;
      for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
        for (int i = 0; i < count; i++) {
          if (buffer[i] == '\n') {
            line++;
            checkLength(at + i - lineStart, line - 1);
            lineStart = at + i + 1;
            if (line - first >= mostLines
                || lineStart - blockStart >= mostBytes
                || line % every == 0) {
              blocks.add(new Block(blockStart, first, line));
              blockStart = lineStart;
              first = line;
            }
          }
        }
        at += count;
      }
      checkLength(at - lineStart, line);
      if (at > lineStart) {
        line++;
      }
      if (line > first) {
        blocks.add(new Block(blockStart, first, line));
      }
      return blocks;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Reads the lines of a block.
   *
   * @throws UnreadableDataException if the file system fails or the file is shorter than it was
   */
  public void read(Block block, Configuration hadoop, Reader reader) {
    try (InputStream in = new BufferedInputStream(open(block.offset(), hadoop), 1 << 16)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (long line = block.from(); line < block.to(); line++) {
        bytes.reset();
        int next = in.read();
        if (next < 0) {
          throw new UnreadableDataException(
              path,
              "it ends before line " + line + " (from 0)",
              "it must not change while it is read");
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
          bytes.write(next);
        }
        String text = bytes.toString(StandardCharsets.UTF_8);
        reader.line(line, text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private boolean isGzip() {
    return path.endsWith(".gz");
  }

  private InputStream open(long offset, Configuration hadoop) throws IOException {
    Path file = new Path(path);
    FSDataInputStream in = file.getFileSystem(hadoop).open(file);
    try {
      if (!isGzip()) {
        in.seek(offset);
        return in;
      }
      InputStream inflated = new GZIPInputStream(in, 1 << 16);
      inflated.skipNBytes(offset);
      return inflated;
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private void checkLength(long bytes, long line) {
    if (bytes > LONGEST) {
      throw new UnreadableDataException(
          path,
          "line " + line + " (from 0) has " + bytes + " bytes",
          "a line has at most " + LONGEST + "; check that it is a file of lines");
    }
  }

  private UnreadableDataException unreadable(IOException e) {
    return new UnreadableDataException(
        path, String.valueOf(e.getMessage()), "check that it is whole and can be read", e);
  }
}
