package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.pipeline.dataset.IdxHeader;
import io.betti.pipeline.dataset.IdxReader;
import io.betti.pipeline.dataset.UnreadableDataException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** An IDX file of a training set's size, read whole on the driver. */
final class IdxItems {
  private IdxItems() {}

  /**
   * The header of a file.
   *
   * @param option how the user named it
   * @throws JobFailure if it cannot be read
   */
  static IdxHeader header(String option, String path, Configuration configuration) {
    try {
      return IdxHeader.read(path, configuration);
    } catch (UnreadableDataException e) {
      throw JobFailure.because(e, "cannot read " + option + " " + path, e.problem(), e.remedy());
    }
  }

  /**
   * All items of a file, as bytes.
   *
   * @throws JobFailure if it cannot be read
   */
  static byte[][] read(String path, Configuration configuration) {
    try (IdxReader reader = open(path, configuration)) {
      byte[][] items = new byte[reader.header().items()][];
      for (int i = 0; i < items.length; i++) {
        items[i] = reader.next();
      }
      reader.finish();
      return items;
    } catch (IOException e) {
      throw JobFailure.because(e, "cannot read " + path, e.getMessage());
    }
  }

  /** A reader at the first item of a file. */
  static IdxReader open(String path, Configuration configuration) throws IOException {
    Path file = new Path(path);
    return IdxReader.open(file.getFileSystem(configuration).open(file), path);
  }
}
