package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.InputFile;
import io.betti.pipeline.dataset.IdxHeader;
import io.betti.pipeline.network.experiment.GenerativeModel;
import org.apache.hadoop.conf.Configuration;

/** What {@code gan} trains on: images, or cubes of voxels. */
final class GanItems {
  private static final String OPTION = "--train";

  private GanItems() {}

  /**
   * The file that is taken if the command names none.
   *
   * @throws JobFailure if the model has none
   */
  static String defaultFile(GenerativeModel model) {
    if (model == GenerativeModel.VOXELS) {
      throw JobFailure.usage(
          "--model voxels has no set of its own to train on",
          "name an IDX file of cubes by --train; voxelize makes one from meshes");
    }
    return Home.mnist("train-images-idx3-ubyte.gz");
  }

  /**
   * Looks a file up.
   *
   * @throws JobFailure if it is missing, unreadable, or of other items than the model's
   */
  static InputFile file(GenerativeModel model, String path, Configuration hadoop) {
    if (model != GenerativeModel.VOXELS) {
      return DigitFiles.images(OPTION, path, hadoop);
    }
    InputFile file = InputFile.of(OPTION, path, hadoop);
    IdxHeader header = DigitFiles.header(OPTION, path, hadoop);
    int[] shape = header.shape();
    int most = model.grid().width();
    boolean cubes = shape.length == 3 && shape[0] == shape[1] && shape[1] == shape[2];
    if (!cubes || shape[0] > most || header.itemBytes() != header.itemValues()) {
      throw JobFailure.of(
          OPTION + " " + path + " is " + header,
          "the networks are of cubes of unsigned bytes, of edge " + most + " or less",
          "name an IDX file of such cubes, as voxelize --size 30 writes");
    }
    return file;
  }

  /**
   * All items of a file.
   *
   * @throws JobFailure if it cannot be read, or a voxel is neither 0 nor 1
   */
  static byte[][] read(GenerativeModel model, String path, Configuration hadoop) {
    byte[][] items = DigitFiles.read(path, hadoop);
    for (int i = 0; model == GenerativeModel.VOXELS && i < items.length; i++) {
      for (byte voxel : items[i]) {
        if (voxel != 0 && voxel != 1) {
          throw JobFailure.of(
              "item " + i + " of " + OPTION + " " + path + " has a voxel of " + (voxel & 0xff),
              "voxels are 0 or 1");
        }
      }
    }
    return items;
  }
}
