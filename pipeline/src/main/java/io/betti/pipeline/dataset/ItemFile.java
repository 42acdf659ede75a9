package io.betti.pipeline.dataset;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * One file of items back to back, plain or gzip, on any file system that Hadoop knows, and what a
 * look at it without reading its items tells.
 *
 * <p>Immutable; travels to executors, which open it again with a Hadoop configuration of theirs.
 *
 * @param path the file, as the user named it; relative, it means the file to the driver only
 * @param address the same with its scheme, which means it to every process
 * @param isGzip whether its first bytes are those of gzip
 * @param length its bytes as stored
 * @param layout where its items are
 * @param format how that is found out
 */
record ItemFile(
    String path, String address, boolean isGzip, long length, ItemLayout layout, ItemFormat format)
    implements Serializable {

  /**
   * Looks at a file. A plain file's length must be what the header says; of gzip, which tells its
   * length only when inflated, the header must be possible.
   *
   * @param path one file; a directory or a pattern is refused
   * @throws UnreadableDataException if the path is missing, is a directory, cannot be opened, or is
   *     not such a file
   */
  static ItemFile open(String path, ItemFormat format, Configuration hadoop) {
    try {
      Path file = new Path(path);
      FileSystem system = file.getFileSystem(hadoop);
      FileStatus status = system.getFileStatus(file);
      if (status.isDirectory()) {
        throw new UnreadableDataException(
            path,
            "it is a directory",
            "name one " + format.fileName() + " in it; a read takes one file");
      }
      long length = status.getLen();
      try (ItemReader reader = ItemReader.open(system.open(file), path, format, length)) {
        ItemLayout layout = reader.layout();
        ItemFile items =
            new ItemFile(
                path,
                status.getPath().toString(),
                reader.isGzip(),
                length,
                layout,
                format.knowing(layout));
        items.checkLength();
        return items;
      }
    } catch (FileNotFoundException e) {
      throw missing(path, e);
    } catch (IOException | IllegalArgumentException e) {
      throw storage(path, e);
    }
  }

  static UnreadableDataException missing(String path, FileNotFoundException cause) {
    boolean pattern = path.matches(".*[*?\\[{].*");
    return UnreadableDataException.ofStorage(
        path,
        "there is no such file",
        pattern ? "patterns are not expanded: name one file" : "check the path and its spelling",
        cause);
  }

  static UnreadableDataException storage(String path, Exception cause) {
    return UnreadableDataException.ofStorage(
        path,
        "the file system answered: " + cause,
        "check the address, the permissions and the network",
        cause);
  }

  private void checkLength() {
    long promised = layout.fileBytes();
    if (isGzip ? promised / GzipStream.MAX_RATIO > length : promised > length) {
      throw new UnreadableDataException(
          path,
          "its "
              + layout.basis()
              + " "
              + layout
              + " promises "
              + promised
              + " bytes, but there are "
              + length
              + (isGzip
                  ? " of gzip, which inflate to " + GzipStream.MAX_RATIO + " times as many at most"
                  : ""),
          "it was cut short or its header is wrong: fetch it again or write it anew");
    }
    if (!isGzip && promised < length) {
      throw new UnreadableDataException(
          path,
          "its "
              + layout.basis()
              + " "
              + layout
              + " accounts for "
              + promised
              + " bytes, but there are "
              + length
              + ", so "
              + (length - promised)
              + " follow after the last item",
          "the header or the file is wrong: cut off what was appended, or write it anew");
    }
  }

  /**
   * A reader that stands at an item: a plain file is sought, gzip inflated up to there.
   *
   * @param from {@code 0 <= from <= layout().count()}
   * @throws UnreadableDataException if the file is missing, damaged before that item, or no longer
   *     the one that was looked at
   */
  ItemReader reader(Configuration hadoop, long from) {
    try {
      Path file = new Path(address);
      FSDataInputStream stream = file.getFileSystem(hadoop).open(file);
      ItemReader reader = ItemReader.open(stream, path, format, length);
      try {
        checkUnchanged(reader);
        if (isGzip || from == 0) {
          reader.skipTo(from);
          return reader;
        }
        stream.seek(layout.headerBytes() + from * layout.itemBytes());
        return ItemReader.at(stream, path, layout, from);
      } catch (IOException | RuntimeException e) {
        reader.close();
        throw e;
      }
    } catch (FileNotFoundException e) {
      throw missing(path, e);
    } catch (IOException e) {
      throw storage(path, e);
    }
  }

  private void checkUnchanged(ItemReader reader) {
    if (reader.isGzip() != isGzip || !reader.layout().equals(layout)) {
      throw new UnreadableDataException(
          path,
          "it has changed since the read was planned, from " + layout + " to " + reader.layout(),
          "load it again");
    }
  }

  /**
   * Reads the file through and verifies that it ends where its header says, gzip's check sums
   * included. Of a plain file the length tells.
   *
   * @throws UnreadableDataException if it does not
   */
  void verify(Configuration hadoop) {
    if (!isGzip) {
      return;
    }
    try (ItemReader reader = reader(hadoop, 0)) {
      reader.finish();
    } catch (IOException e) {
      throw storage(path, e);
    }
  }

  /**
   * Where the file's blocks are, none for gzip, which is read from its start by everyone.
   *
   * @throws UnreadableDataException if the file system fails
   */
  BlockLocation[] blocks(Configuration hadoop) {
    if (isGzip) {
      return new BlockLocation[0];
    }
    try {
      Path file = new Path(address);
      return file.getFileSystem(hadoop).getFileBlockLocations(file, 0, length);
    } catch (IOException e) {
      throw storage(path, e);
    }
  }
}
