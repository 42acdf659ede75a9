package io.betti.pipeline.network;

import io.betti.pipeline.network.NativeMatrix.Product;

/**
 * A transposed convolution in two or three dimensions: each place of the input, times the weights
 * {@code [channels][kernel * filters]}, is a window that is added to the larger output, plus a
 * bias. It is the backward of a convolution of that output to its input.
 */
final class TransposedConvolutionLayer implements Layer {
  private final LayerDescription.TransposedConvolution description;
  private final Patches patches;
  private final Parameters.Piece bias;
  private final WeightMatrix weights;
  private final float[] rows;
  private Buffers buffers;

  TransposedConvolutionLayer(
      LayerDescription.TransposedConvolution description,
      String name,
      Parameters parameters,
      long seed) {
    this.description = description;
    Kernel kernel = description.kernel();
    int[] shape = description.shape();
    patches = new Patches(kernel.transposed(shape), description.filters(), kernel);
    Parameters.Piece piece =
        parameters.add(name + ".weights", description.channels(), patches.rowLength());
    bias = parameters.add(name + ".bias", description.filters());
    // An output sees about (size / stride)^axes windows, each with all the channels.
    double seen = Math.pow((double) kernel.size() / kernel.stride(), shape.length);
    int fanIn = Math.max(1, (int) Math.round(description.channels() * seen));
    WeightMatrix.initialise(piece, fanIn, description.initial(), seed);
    weights = new WeightMatrix(parameters, piece, description.channels());
    rows = new float[patches.windows() * patches.rowLength()];
  }

  @Override
  public int inputs() {
    return patches.windows() * description.channels();
  }

  @Override
  public int outputs() {
    return patches.gridLength();
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
    int filters = description.filters();
    float[] offset = bias.copy();
    for (int from = 0; from < buffers.out.length; from += filters) {
      System.arraycopy(offset, 0, buffers.out, from, filters);
    }
    for (int item = 0; item < batch; item++) {
      buffers.windows.read(rows, 0, rows.length, (long) item * rows.length);
      patches.scatter(rows, buffers.out, item * outputs());
    }
    return buffers.out;
  }

  @Override
  public float[] backward(float[] gradient, Wanted wanted) {
    for (int item = 0; item < buffers.batch; item++) {
      patches.gather(gradient, item * outputs(), rows);
      buffers.windows.write(rows, 0, rows.length, (long) item * rows.length);
    }
    if (wanted.parameters()) {
      buffers.toWeights.run();
      weights.addGradient();
      int filters = description.filters();
      bias.addGradient(ColumnSums.of(gradient, buffers.batch * (outputs() / filters), filters));
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
      buffers.windows.close();
      buffers.inputGradient.close();
    }
  }

  /** What a batch size needs. */
  private final class Buffers {
    private final int batch;
    private final NativeMatrix input;
    private final NativeMatrix windows;
    private final NativeMatrix inputGradient;
    private final float[] in;
    private final float[] out;
    private final Product forward;
    private final Product toWeights;
    private final Product toInput;

    Buffers(int batch) {
      this.batch = batch;
      int count = batch * patches.windows();
      input = new NativeMatrix(count, description.channels());
      windows = new NativeMatrix(count, patches.rowLength());
      inputGradient = new NativeMatrix(count, description.channels());
      in = new float[batch * inputs()];
      out = new float[batch * outputs()];
      forward = new Product(input, false, weights.values(), false, windows);
      toWeights = new Product(input, true, windows, false, weights.gradient());
      toInput = new Product(windows, false, weights.values(), true, inputGradient);
    }
  }
}
