package io.betti.pipeline.network.experiment;

import io.betti.pipeline.network.training.AdamSettings;
import java.io.Serializable;

/**
 * How a stage goes.
 *
 * @param model what is trained
 * @param steps of this stage, at least 1
 * @param batch items in a batch; of latents, how many are moved
 * @param rate Adam's learning rate
 * @param beta1 Adam's decay of the first moment
 * @param energy the topology loss, as {@code E(1,0,2;PD0)}, where a stage has one
 * @param checkpointSteps a checkpoint every so many steps
 */
public record StageSettings(
    GenerativeModel model,
    long steps,
    int batch,
    double rate,
    double beta1,
    String energy,
    long checkpointSteps)
    implements Serializable {
  /** The paper's loss: all but the longest component. */
  public static final String ONE_COMPONENT = "E(1,0,2;PD0)";

  /** Refuses numbers below 1. */
  public StageSettings {
    if (steps < 1 || checkpointSteps < 1) {
      throw new IllegalArgumentException(
          steps
              + " steps with a checkpoint every "
              + checkpointSteps
              + "; both numbers must be at least 1");
    }
  }

  AdamSettings adam(long seed) {
    return new AdamSettings(batch, rate, beta1, seed);
  }
}
