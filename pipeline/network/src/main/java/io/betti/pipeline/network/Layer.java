package io.betti.pipeline.network;

/**
 * One step of a network, with a backward of its own. Items are rows of floats, one after the other;
 * an item of several axes is row-major, its channels last.
 *
 * <p>A layer keeps what its backward needs from its latest forward, and both return arrays of the
 * layer's own, which its next call of the same kind overwrites. It belongs to one thread.
 */
interface Layer extends AutoCloseable {
  /** Numbers in an item of the input. */
  int inputs();

  /** Numbers in an item of the output. */
  int outputs();

  /**
   * Forward.
   *
   * @param input the items; must stay as it is until the backward
   * @param batch number of items
   * @return the output, {@code batch * outputs()} numbers
   */
  float[] forward(float[] input, int batch, Mode mode);

  /**
   * Backward from the latest forward. The parameters' gradients are added to.
   *
   * @param gradient derivatives with respect to the output
   * @return derivatives with respect to the input, or null if they are not wanted
   */
  float[] backward(float[] gradient, Wanted wanted);

  /** Frees memory outside the heap. */
  @Override
  default void close() {}
}
