package io.betti.pipeline.network.training;

import io.betti.pipeline.network.SavedState;
import java.util.SortedMap;

/**
 * A training that goes step by step. All that it draws is a function of the seed and the number of
 * the step, so a training that was saved and loaded goes on to the same bytes. Belongs to one
 * thread.
 */
public interface Training extends AutoCloseable {
  /** Steps done so far. */
  long steps();

  /**
   * One step.
   *
   * @throws NotANumberException if a loss is NaN or infinite; the message names the layer
   */
  void step();

  /** The losses of the latest step by name; empty before the first. */
  SortedMap<String, Double> losses();

  /** Where the first number that is NaN or infinite stands, or null if there is none. */
  String firstNotFinite();

  /** Everything that the steps to come depend on, except the data. */
  SavedState state();

  /** Frees memory outside the heap that the training made itself. */
  @Override
  void close();
}
