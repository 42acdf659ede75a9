package io.betti.pipeline.network;

/** Changes parameters after their gradient; one optimizer for one vector. */
public interface Optimizer {
  /**
   * One step down the gradient.
   *
   * @param values the parameters, changed
   * @param gradients their gradient, as long
   */
  void step(float[] values, float[] gradients);

  /** One step of a network's parameters; its layers are told. */
  default void step(Parameters parameters) {
    step(parameters.values(), parameters.gradients());
    parameters.changed();
  }

  /** Adds what it remembers to a state. */
  void save(SavedState state, String prefix);

  /** Takes what it remembers from a state. */
  void load(SavedState.Reader reader, String prefix);
}
