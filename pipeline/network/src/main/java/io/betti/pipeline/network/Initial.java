package io.betti.pipeline.network;

/**
 * How weights begin: normal, with a deviation that keeps the size of activations (or of what comes
 * out) about the same through the layers. Biases begin at 0.
 */
public enum Initial {
  /**
   * Variance 2 / fan in, before a (leaky) ReLU: He and others, Delving deep into rectifiers, ICCV
   * 2015, doi:10.1109/ICCV.2015.123.
   */
  HE(2),
  /** Variance 1 / fan in, before what is nearly the identity around 0, as tanh or a loss. */
  LECUN(1);

  private final double gain;

  Initial(double gain) {
    this.gain = gain;
  }

  double gain() {
    return gain;
  }
}
