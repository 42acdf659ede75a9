package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.InputFile;
import io.betti.pipeline.dataset.IdxHeader;
import io.betti.pipeline.dataset.IdxReader;
import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;

/** Images of 28x28 unsigned bytes and their labels, read whole on the driver. */
final class DigitFiles {
  private static final int[] SHAPE = {28, 28};

  private DigitFiles() {}

  /**
   * Looks a file of images up.
   *
   * @param option how the user named it
   * @throws JobFailure if it is missing, unreadable, or of other items
   */
  static InputFile images(String option, String path, Configuration configuration) {
    InputFile file = InputFile.of(option, path, configuration);
    IdxHeader header = IdxItems.header(option, path, configuration);
    if (!Arrays.equals(header.shape(), SHAPE) || header.itemBytes() != header.itemValues()) {
      throw JobFailure.of(
          option + " " + path + " is " + header,
          "the networks are of images of 28x28 unsigned bytes",
          "name an IDX file of such images");
    }
    return file;
  }

  /** All images of a file. */
  static byte[][] read(String path, Configuration configuration) {
    return IdxItems.read(path, configuration);
  }

  /**
   * All labels of a file.
   *
   * @throws JobFailure if one is not in 0, ..., 9
   */
  static int[] labels(String path, Configuration configuration) {
    try (IdxReader reader = IdxItems.open(path, configuration)) {
      int[] labels = new int[reader.header().items()];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = reader.nextWhole();
        if (labels[i] < 0 || labels[i] > 9) {
          throw JobFailure.of(
              "label " + i + " of " + path + " is " + labels[i],
              "the classifier has the classes 0 to 9");
        }
      }
      return labels;
    } catch (IOException e) {
      throw JobFailure.because(e, "cannot read " + path, e.getMessage());
    }
  }
}
