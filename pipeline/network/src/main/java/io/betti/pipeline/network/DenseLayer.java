package io.betti.pipeline.network;

import io.betti.pipeline.network.NativeMatrix.Product;

/**
 * A dense layer, {@code y = x W + b}, W of shape {@code [inputs][outputs]}. One product forward and
 * two backward; only those that are wanted run.
 */
final class DenseLayer implements Layer {
  private final LayerDescription.Dense description;
  private final Parameters.Piece bias;
  private final WeightMatrix weights;
  private Buffers buffers;

  DenseLayer(LayerDescription.Dense description, String name, Parameters parameters, long seed) {
    this.description = description;
    Parameters.Piece piece =
        parameters.add(name + ".weights", description.inputs(), description.outputs());
    bias = parameters.add(name + ".bias", description.outputs());
    WeightMatrix.initialise(piece, description.inputs(), description.initial(), seed);
    weights = new WeightMatrix(parameters, piece, description.inputs());
  }

  @Override
  public int inputs() {
    return description.inputs();
  }

  @Override
  public int outputs() {
    return description.outputs();
  }

  @Override
  public float[] forward(float[] input, int batch, Mode mode) {
    if (buffers == null || buffers.batch != batch) {
      close(buffers);
      buffers = new Buffers(batch);
    }
    weights.refresh();
    buffers.input.write(input, 0);
    buffers.forward.run();
    buffers.output.read(buffers.out, 0);
    float[] offset = bias.copy();
    for (int from = 0; from < buffers.out.length; from += offset.length) {
      for (int j = 0; j < offset.length; j++) {
        buffers.out[from + j] += offset[j];
      }
    }
    return buffers.out;
  }

  @Override
  public float[] backward(float[] gradient, Wanted wanted) {
    buffers.output.write(gradient, 0);
    if (wanted.parameters()) {
      buffers.toWeights.run();
      weights.addGradient();
      bias.addGradient(ColumnSums.of(gradient, buffers.batch, outputs()));
    }
    if (!wanted.input()) {
      return null;
    }
    buffers.toInput.run();
    buffers.inputGradient.read(buffers.in, 0);
    return buffers.in;
  }

  @Override
  public void close() {
    close(buffers);
    buffers = null;
    weights.close();
  }

  private static void close(Buffers buffers) {
    if (buffers != null) {
      buffers.input.close();
      buffers.output.close();
      buffers.inputGradient.close();
    }
  }

  /** What a batch size needs. */
  private final class Buffers {
    private final int batch;
    private final NativeMatrix input;
    private final NativeMatrix output;
    private final NativeMatrix inputGradient;
    private final float[] in;
    private final float[] out;
    private final Product forward;
    private final Product toWeights;
    private final Product toInput;

    Buffers(int batch) {
      this.batch = batch;
      input = new NativeMatrix(batch, inputs());
      output = new NativeMatrix(batch, outputs());
      inputGradient = new NativeMatrix(batch, inputs());
      in = new float[batch * inputs()];
      out = new float[batch * outputs()];
      forward = new Product(input, false, weights.values(), false, output);
      toWeights = new Product(input, true, output, false, weights.gradient());
      toInput = new Product(output, false, weights.values(), true, inputGradient);
    }
  }
}
