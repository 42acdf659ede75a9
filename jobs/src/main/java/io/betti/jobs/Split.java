package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.InputFile;
import io.betti.pipeline.dataset.IdxHeader;
import io.betti.pipeline.dataset.IdxType;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * One input of a job: items, perhaps with labels.
 *
 * @param name what tells it from the job's other inputs; null if it is the only one
 * @param images the file of the items, as the user named it
 * @param labels the file of their labels; null for none
 * @param header of the file of items
 * @param files both files as they were found
 * @param rows how many of the items are used, the first ones
 */
record Split(
    String name, String images, String labels, IdxHeader header, List<InputFile> files, long rows) {

  /**
   * Looks an input up.
   *
   * @param option how the user named it: {@code --train}
   * @param limit most rows; null for all
   * @throws JobFailure if a file is missing, or there is not one label an item
   * @throws io.betti.pipeline.dataset.UnreadableDataException if a header cannot be read
   */
  static Split of(
      String name,
      String option,
      String images,
      String labels,
      Long limit,
      Configuration configuration) {
    List<InputFile> files = new ArrayList<>();
    files.add(InputFile.of(option, images, configuration));
    if (labels != null) {
      String labelsOption = option.equals("--input") ? "--labels" : option + "-labels";
      files.add(InputFile.of(labelsOption, labels, configuration));
    }
    IdxHeader header = IdxHeader.read(images, configuration);
    if (labels != null) {
      int count = IdxHeader.read(labels, configuration).items();
      if (count != header.items()) {
        throw JobFailure.of(
            labels
                + " has "
                + count
                + " labels, but "
                + images
                + " has "
                + header.items()
                + " items",
            "name the labels that belong to these items");
      }
    }
    long rows = limit == null ? header.items() : Math.min(limit, header.items());
    return new Split(name, images, labels, header, files, rows);
  }

  /** The values of an item, a byte[], float[] or double[], from its bytes in the file. */
  Object values(byte[] item) {
    IdxType type = header.type();
    return switch (type) {
      case UBYTE -> item;
      case BYTE, SHORT, FLOAT -> type.floats(item);
      case INT, DOUBLE -> type.doubles(item);
    };
  }

  /** The largest absolute value that the file's type can hold. */
  double largestValue() {
    return switch (header.type()) {
      case UBYTE -> 255;
      case BYTE -> -Byte.MIN_VALUE;
      case SHORT -> -Short.MIN_VALUE;
      case INT -> -(double) Integer.MIN_VALUE;
      case FLOAT -> Float.MAX_VALUE;
      case DOUBLE -> Double.MAX_VALUE;
    };
  }

  /** Where a row stands, for messages. */
  String place(long id) {
    return "row " + id + " of " + images;
  }
}
