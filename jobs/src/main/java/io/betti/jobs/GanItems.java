package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.InputFile;
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
    return VolumeFiles.volumes(OPTION, path, model.grid().width(), hadoop);
  }

  /**
   * All items of a file.
   *
   * @throws JobFailure if it cannot be read, or a voxel is neither 0 nor 1
   */
  static byte[][] read(GenerativeModel model, String path, Configuration hadoop) {
    return model == GenerativeModel.VOXELS
        ? VolumeFiles.read(path, hadoop)
        : IdxItems.read(path, hadoop);
  }
}
