package io.betti.pipeline.network;

/** What a forward pass is for. */
public enum Mode {
  /** Batch norm uses the batch's own mean and variance, and its running ones follow. */
  TRAINING,
  /** Batch norm uses the running mean and variance: an item's output is its own. */
  EVALUATION
}
