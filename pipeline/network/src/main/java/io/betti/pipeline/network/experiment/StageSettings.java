package io.betti.pipeline.network.experiment;

import io.betti.pipeline.network.TopologyLoss;
import io.betti.pipeline.network.training.AdamSettings;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

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
 * @param references diagrams that the loss names, as texts by name
 */
public record StageSettings(
    GenerativeModel model,
    long steps,
    int batch,
    double rate,
    double beta1,
    String energy,
    long checkpointSteps,
    Map<String, String> references)
    implements Serializable {
  /** The paper's loss: all but the longest component. */
  public static final String ONE_COMPONENT = "E(1,0,2;PD0)";

  /** No ring, and one component, without which a ring is broken up rather than opened. */
  public static final String NO_RING = "2*E(1,0,1;PD1) + E(1,0,2;PD0)";

  /** A loss without references. */
  public StageSettings(
      GenerativeModel model,
      long steps,
      int batch,
      double rate,
      double beta1,
      String energy,
      long checkpointSteps) {
    this(model, steps, batch, rate, beta1, energy, checkpointSteps, Map.of());
  }

  /** Refuses numbers below 1. */
  public StageSettings {
    references = new TreeMap<>(references);
    if (steps < 1 || checkpointSteps < 1) {
      throw new IllegalArgumentException(
          steps
              + " steps with a checkpoint every "
              + checkpointSteps
              + "; both numbers must be at least 1");
    }
  }

  TopologyLoss loss() {
    return model.loss(energy, references);
  }

  AdamSettings adam(long seed) {
    return new AdamSettings(batch, rate, beta1, seed);
  }
}
