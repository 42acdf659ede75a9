package io.betti.pipeline.network;

/** Which gradients a backward pass is to find. */
public enum Wanted {
  /** Of the parameters and of the input. */
  ALL,
  /** Of the parameters only. */
  PARAMETERS,
  /** Of the input only: the parameters' gradients stay as they are. */
  INPUT;

  boolean parameters() {
    return this != INPUT;
  }

  boolean input() {
    return this != PARAMETERS;
  }
}
