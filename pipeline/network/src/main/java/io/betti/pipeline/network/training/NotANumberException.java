package io.betti.pipeline.network.training;

import io.betti.pipeline.network.Network;

/** A training that has lost its way: a loss is NaN or infinite. */
public final class NotANumberException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotANumberException(String message) {
    super(message);
  }

  /** Refuses a loss that is not a number, and says where the first one stands. */
  static void check(String loss, double value, long step, Network... networks) {
    if (Double.isFinite(value)) {
      return;
    }
    String where = "the gradient";
    for (int i = networks.length - 1; i >= 0; i--) {
      String found = networks[i].firstNotFinite();
      where = found == null ? where : found;
    }
    throw new NotANumberException(
        loss
            + " is "
            + value
            + " at step "
            + (step + 1)
            + ", first seen in "
            + where
            + "; train with a smaller learning rate");
  }

  /** A sum of numbers: finite only if all are (or so far off that the training is lost). */
  static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }
}
