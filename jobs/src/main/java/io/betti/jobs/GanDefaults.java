package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.pipeline.dataset.UnreadableDataException;
import io.betti.pipeline.network.Folder;
import io.betti.pipeline.network.SavedState;
import io.betti.pipeline.network.experiment.GenerativeModel;
import io.betti.pipeline.network.experiment.StageRun;
import org.apache.hadoop.conf.Configuration;

/**
 * What {@code gan} takes where the command does not say it, by the model.
 *
 * @param model which
 */
record GanDefaults(GenerativeModel model) {
  /**
   * Of the model that the command names, or that a network is of.
   *
   * @param given by --model; null if not
   * @param network folder to begin from; null if none
   * @throws JobFailure if there is no such model, the network cannot be read, is of none, or is of
   *     another than the one given
   */
  static GanDefaults of(String given, GanStage stage, String network, Configuration hadoop) {
    GenerativeModel wanted = null;
    if (given != null) {
      try {
        wanted = GenerativeModel.parse(given);
      } catch (IllegalArgumentException e) {
        throw JobFailure.usage("--model is " + given, e.getMessage());
      }
    }
    if (!stage.needsNetwork()) {
      return new GanDefaults(wanted == null ? GenerativeModel.IMAGES : wanted);
    }
    GenerativeModel found = saved(network, hadoop);
    if (wanted != null && wanted != found) {
      throw JobFailure.usage(
          "--model is " + wanted + ", and --network " + network + " is of the model " + found,
          "leave --model out, or name another network");
    }
    return new GanDefaults(found);
  }

  private static GenerativeModel saved(String network, Configuration hadoop) {
    try {
      return GenerativeModel.of(SavedState.load(Folder.at(network, hadoop).in(StageRun.GENERATOR)));
    } catch (UnreadableDataException e) {
      throw JobFailure.because(
          e, "cannot read --network " + network, e.path() + ": " + e.problem(), e.remedy());
    }
  }

  private boolean volumes() {
    return model == GenerativeModel.VOXELS;
  }

  String name() {
    return model.toString();
  }

  /** Steps of a training from nothing. */
  long steps() {
    return volumes() ? 10_000 : 32_000;
  }

  /** Samples that are made. */
  int samples() {
    return volumes() ? 1000 : 10_000;
  }
}
