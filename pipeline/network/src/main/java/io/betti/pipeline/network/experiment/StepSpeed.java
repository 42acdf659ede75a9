package io.betti.pipeline.network.experiment;

import io.betti.pipeline.network.training.AdamSettings;
import io.betti.pipeline.network.training.Training;
import io.betti.pipeline.network.training.TrainingItems;

/** How long a step of training takes on this machine, for an estimate before a long run. */
public final class StepSpeed {
  private static final int WARM_UP = 5;
  private static final int TIMED = 10;

  private StepSpeed() {}

  /** Seconds of a step of the image networks on one thread, by a few steps. */
  public static double secondsPerStep(int batch) {
    return secondsPerStep(GenerativeModel.IMAGES, batch);
  }

  /** Seconds of a step of a model's networks on one thread, by a few steps. */
  public static double secondsPerStep(GenerativeModel model, int batch) {
    TrainingItems items = model.items(new byte[batch][model.grid().vertices()]);
    try (Training training = model.start(new AdamSettings(batch, model.rate(), 0.5, 0), items)) {
      for (int i = 0; i < WARM_UP; i++) {
        training.step();
      }
      long began = System.nanoTime();
      for (int i = 0; i < TIMED; i++) {
        training.step();
      }
      return (System.nanoTime() - began) / 1e9 / TIMED;
    }
  }
}
