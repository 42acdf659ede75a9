package io.betti.pipeline.network.training;

import io.betti.pipeline.network.Folder;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Takes a training to a number of steps: a checkpoint every so many and at the end, and a word
 * after every step. It stops early, with a checkpoint, when asked to; and without one when a loss
 * is no number, since then the last checkpoint is the last good state.
 *
 * @param checkpoints where to save
 * @param every steps between checkpoints, at least 1
 * @param progress told after each step
 * @param stop asked before each step
 */
public record TrainingRun(
    Checkpoints checkpoints, long every, Consumer<Training> progress, BooleanSupplier stop) {
  /** Checks the distance between checkpoints. */
  public TrainingRun {
    if (every < 1) {
      throw new IllegalArgumentException("checkpoint every " + every + " steps; it must be >= 1");
    }
  }

  /** Without a listener, to the end. */
  public TrainingRun(Checkpoints checkpoints, long every) {
    this(checkpoints, every, training -> {}, () -> false);
  }

  /**
   * Goes on until the training has done so many steps in all.
   *
   * @return whether it got there, and was not asked to stop
   * @throws NotANumberException if a loss is no number; the message names the layer and the last
   *     good checkpoint
   * @throws IOException if a checkpoint cannot be written
   */
  public boolean to(long steps, Training training) throws IOException {
    while (training.steps() < steps && !stop.getAsBoolean()) {
      try {
        training.step();
      } catch (NotANumberException e) {
        throw lost(e.getMessage());
      }
      progress.accept(training);
      if (training.steps() % every == 0) {
        save(training);
      }
    }
    save(training);
    return training.steps() >= steps;
  }

  /** A state of NaN weights is none to go on from. */
  private void save(Training training) throws IOException {
    String where = training.firstNotFinite();
    if (where != null) {
      throw lost(
          "a number is NaN or infinite after step "
              + training.steps()
              + ", first seen in "
              + where
              + "; train with a smaller learning rate");
    }
    checkpoints.save(training);
  }

  private NotANumberException lost(String message) throws IOException {
    Folder latest = checkpoints.latest();
    return new NotANumberException(
        message
            + (latest == null
                ? "; there is no checkpoint yet"
                : "; the last good checkpoint is " + latest));
  }
}
