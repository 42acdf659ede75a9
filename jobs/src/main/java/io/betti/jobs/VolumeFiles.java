package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.InputFile;
import io.betti.pipeline.dataset.IdxHeader;
import org.apache.hadoop.conf.Configuration;

/** Cubes of voxels, empty (0) or occupied (1), read whole on the driver. */
final class VolumeFiles {
  private VolumeFiles() {}

  /**
   * Looks a file of volumes up.
   *
   * @param option how the user named it
   * @param most largest edge
   * @throws JobFailure if it is missing, unreadable, or of other items
   */
  static InputFile volumes(String option, String path, int most, Configuration configuration) {
    InputFile file = InputFile.of(option, path, configuration);
    IdxHeader header = IdxItems.header(option, path, configuration);
    int[] shape = header.shape();
    if (shape.length != 3
        || header.itemBytes() != header.itemValues()
        || shape[0] != shape[1]
        || shape[1] != shape[2]) {
      throw JobFailure.of(
          option + " " + path + " is " + header,
          "the networks are of cubes of unsigned bytes",
          "name an IDX file of four axes, N x edge x edge x edge, as jobs/betti voxelize writes it");
    }
    if (shape[0] > most) {
      throw JobFailure.of(
          option + " " + path + " is " + header,
          "the networks are of cubes of an edge of at most " + most,
          "make smaller ones, as by jobs/betti voxelize --size " + most);
    }
    if (header.items() == 0) {
      throw JobFailure.of(option + " " + path + " has no volumes", "name a file that has some");
    }
    return file;
  }

  /** The edge of the volumes of a file that has been looked up. */
  static int edge(String option, String path, Configuration configuration) {
    return IdxItems.header(option, path, configuration).shape()[0];
  }

  /**
   * All volumes of a file.
   *
   * @throws JobFailure if it cannot be read, or a voxel is neither 0 nor 1
   */
  static byte[][] read(String path, Configuration configuration) {
    byte[][] volumes = IdxItems.read(path, configuration);
    for (int n = 0; n < volumes.length; n++) {
      for (int v = 0; v < volumes[n].length; v++) {
        if ((volumes[n][v] & ~1) != 0) {
          throw JobFailure.of(
              "voxel " + v + " of volume " + n + " of " + path + " is " + (volumes[n][v] & 0xff),
              "a voxel is 0, empty, or 1, occupied",
              "write other values as one of them");
        }
      }
    }
    return volumes;
  }
}
