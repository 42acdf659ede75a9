package io.betti.pipeline.network.training;

import io.betti.pipeline.network.Adam;
import io.betti.pipeline.network.SavedState;

/**
 * How a training goes.
 *
 * @param batch items in a batch, at least 1
 * @param rate Adam's learning rate
 * @param beta1 Adam's decay of the first moment
 * @param seed of everything that is drawn
 */
public record AdamSettings(int batch, double rate, double beta1, long seed) {
  /** Checks the numbers. */
  public AdamSettings {
    if (batch < 1) {
      throw new IllegalArgumentException("batches of " + batch + " items; there must be >= 1");
    }
    new Adam(0, rate, beta1);
  }

  /** The paper's: batches of 64, Adam at 2e-4 with beta1 0.5. */
  public static AdamSettings paper(long seed) {
    return new AdamSettings(64, 2e-4, 0.5, seed);
  }

  Adam adam(int parameters) {
    return new Adam(parameters, rate, beta1);
  }

  /** Adds the settings to a state. */
  void save(SavedState state) {
    state.put("settings", toString());
    state.put("seed", seed);
  }

  /** Refuses a state of other settings. */
  void check(SavedState.Reader reader) {
    reader.expect("settings", toString());
  }

  /** As {@code batch 64, rate 2.0E-4, beta1 0.5, seed 1}. */
  @Override
  public String toString() {
    return "batch " + batch + ", rate " + rate + ", beta1 " + beta1 + ", seed " + seed;
  }
}
