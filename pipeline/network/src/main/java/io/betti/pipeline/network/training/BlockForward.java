package io.betti.pipeline.network.training;

import io.betti.pipeline.network.Mode;
import io.betti.pipeline.network.Network;
import java.util.Arrays;

/**
 * Outputs of any number of items in evaluation mode, in blocks of one size, the last filled up with
 * zeros: the native products may sum in another order for another number of rows, and so the number
 * is always the same.
 */
final class BlockForward {
  /** Most items in a block. */
  static final int BLOCK = 64;

  /** Most numbers in a block, of which layers keep several times as many; so 8 volumes of 32^3. */
  private static final int NUMBERS = 1 << 18;

  private final Network network;
  private final int size;
  private final float[] block;

  BlockForward(Network network) {
    this.network = network;
    int numbers = Math.max(network.inputs(), network.outputs());
    size = Math.max(1, Math.min(BLOCK, NUMBERS / numbers));
    block = new float[size * network.inputs()];
  }

  /**
   * The outputs of items, one after the other.
   *
   * @throws IllegalArgumentException if the numbers are not those of whole items
   */
  float[] outputs(float[] items) {
    int length = network.inputs();
    if (items.length % length != 0) {
      throw new IllegalArgumentException(
          items.length + " numbers for a network of " + length + "; pass whole items");
    }
    int count = items.length / length;
    float[] out = new float[count * network.outputs()];
    for (int from = 0; from < count; from += size) {
      int here = Math.min(size, count - from);
      System.arraycopy(items, from * length, block, 0, here * length);
      Arrays.fill(block, here * length, block.length, 0);
      float[] made = network.forward(block, size, Mode.EVALUATION);
      System.arraycopy(made, 0, out, from * network.outputs(), here * network.outputs());
    }
    return out;
  }
}
