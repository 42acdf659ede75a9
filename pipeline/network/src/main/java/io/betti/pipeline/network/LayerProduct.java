package io.betti.pipeline.network;

import io.betti.pipeline.network.NativeMatrix.Product;

/**
 * The product of a batch with weights that a layer rests on, {@code right = left W}, and its two
 * gradients: of the weights and of {@code left}. What a batch size needs is held until another one
 * comes.
 */
final class LayerProduct implements AutoCloseable {
  private final WeightMatrix weights;
  private final int rowsOfItem;
  private final int inputs;
  private final int outputs;
  private Memory memory;

  /**
   * Of weights, which belong to it from now on.
   *
   * @param rowsOfItem rows that an item of a batch has in the product
   * @param inputs numbers that an item has before the layer
   * @param outputs numbers that it has after
   */
  LayerProduct(WeightMatrix weights, int rowsOfItem, int inputs, int outputs) {
    this.weights = weights;
    this.rowsOfItem = rowsOfItem;
    this.inputs = inputs;
    this.outputs = outputs;
  }

  /** Makes ready for a batch, with the weights as they stand. */
  void begin(int batch) {
    if (memory == null || memory.batch != batch) {
      free();
      memory = new Memory(batch);
    }
    weights.refresh();
  }

  /** Items in the batch. */
  int batch() {
    return memory.batch;
  }

  /** The gradient before the layer, to be filled by it. */
  float[] in() {
    return memory.in;
  }

  /** The items after the layer, to be filled by it. */
  float[] out() {
    return memory.out;
  }

  /** What is multiplied by the weights. */
  NativeMatrix left() {
    return memory.left;
  }

  /** The product; backward, the gradient of it. */
  NativeMatrix right() {
    return memory.right;
  }

  /** From left to right. */
  void forward() {
    memory.forward.run();
  }

  /** Adds to the weights' gradient. */
  void toWeights() {
    memory.toWeights.run();
    weights.addGradient();
  }

  /** The gradient of left, valid until the next one. */
  NativeMatrix toLeft() {
    memory.toLeft.run();
    return memory.leftGradient;
  }

  @Override
  public void close() {
    free();
    weights.close();
  }

  private void free() {
    if (memory != null) {
      memory.left.close();
      memory.right.close();
      memory.leftGradient.close();
      memory = null;
    }
  }

  private final class Memory {
    private final int batch;
    private final NativeMatrix left;
    private final NativeMatrix right;
    private final NativeMatrix leftGradient;
    private final float[] in;
    private final float[] out;
    private final Product forward;
    private final Product toWeights;
    private final Product toLeft;

    Memory(int batch) {
      this.batch = batch;
      int rows = batch * rowsOfItem;
      left = new NativeMatrix(rows, weights.values().rows());
      right = new NativeMatrix(rows, weights.values().columns());
      leftGradient = new NativeMatrix(rows, weights.values().rows());
      in = new float[batch * inputs];
      out = new float[batch * outputs];
      forward = new Product(left, false, weights.values(), false, right);
      toWeights = new Product(left, true, right, false, weights.gradient());
      toLeft = new Product(right, false, weights.values(), true, leftGradient);
    }
  }
}
