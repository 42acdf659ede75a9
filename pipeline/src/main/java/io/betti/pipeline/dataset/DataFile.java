package io.betti.pipeline.dataset;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A file that holds one item.
 *
 * @param path with its scheme
 * @param length its bytes as stored
 * @param label of its item, 0 if there are no labels
 */
record DataFile(String path, long length, int label) implements Serializable {
  private static final long serialVersionUID = 1;

  /** Work on the inflated bytes of a file. */
  interface Work<T> {
    T on(InputStream in, String name) throws IOException;
  }

  /**
   * Opens the file, inflates gzip (told by the content), works on it and closes it.
   *
   * @param whole whether what the work leaves is read too, so that a gzip's check sum is verified
   * @throws UnreadableDataException if it is missing, damaged, or the file system fails
   */
  <T> T read(Configuration hadoop, boolean whole, Work<T> work) {
    try {
      Path file = new Path(path);
      InputStream stored = file.getFileSystem(hadoop).open(file);
      try (InputStream in = GzipStream.inflated(stored, path)) {
        T result = work.on(in, path);
        if (whole) {
          in.transferTo(OutputStream.nullOutputStream());
        }
        return result;
      }
    } catch (FileNotFoundException e) {
      throw ItemFile.missing(path, e);
    } catch (IOException e) {
      throw ItemFile.storage(path, e);
    }
  }
}
