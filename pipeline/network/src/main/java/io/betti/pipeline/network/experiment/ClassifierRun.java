package io.betti.pipeline.network.experiment;

import io.betti.pipeline.network.Folder;
import io.betti.pipeline.network.Networks;
import io.betti.pipeline.network.training.AdamSettings;
import io.betti.pipeline.network.training.Checkpoints;
import io.betti.pipeline.network.training.ClassifierTraining;
import io.betti.pipeline.network.training.Training;
import io.betti.pipeline.network.training.TrainingItems;
import io.betti.pipeline.network.training.TrainingRun;
import java.io.IOException;
import java.io.Serializable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The training of the classifier by which the Inception score is taken: Adam at 1e-3, batches of
 * 64, the rate falling to zero. Run again, it goes on from its latest checkpoint to the same bytes,
 * and does nothing if the result is there.
 *
 * @param seed of everything that is drawn
 * @param steps in all, at least 1
 * @param checkpointSteps a checkpoint every so many steps
 * @param checkpoints folder of the checkpoints
 * @param to folder of the network
 */
public record ClassifierRun(
    long seed, long steps, long checkpointSteps, Folder checkpoints, Folder to)
    implements Serializable {
  private static final int BATCH = 64;
  private static final double RATE = 1e-3;
  private static final double BETA1 = 0.9;

  /** Whether the network is there. */
  public boolean isDone() throws IOException {
    return to.exists();
  }

  /** How many steps the latest checkpoint has done; all if the network is there. */
  public long stepsDone() throws IOException {
    return isDone() ? steps : kept().steps();
  }

  /**
   * Does it, or goes on with it.
   *
   * @param items in [0, 1]
   * @param labels one an item, in 0, ..., 9
   * @param progress told after each step
   * @param stop asked before each step
   * @return whether it is done, and was not asked to stop
   * @throws IOException if files cannot be read or written
   */
  public boolean run(
      TrainingItems items, int[] labels, Consumer<Training> progress, BooleanSupplier stop)
      throws IOException {
    if (isDone()) {
      return true;
    }
    AdamSettings settings = new AdamSettings(BATCH, RATE, BETA1, seed);
    try (ClassifierTraining training =
        kept().latest() == null
            ? ClassifierTraining.start(Networks.imageClassifier(), settings, steps, items, labels)
            : ClassifierTraining.resume(kept().load(), settings, steps, items, labels)) {
      if (!new TrainingRun(kept(), checkpointSteps, progress, stop).to(steps, training)) {
        return false;
      }
      training.network().saved().save(to);
      return true;
    }
  }

  private Checkpoints kept() {
    return new Checkpoints(checkpoints, 2);
  }
}
