package io.betti.pipeline.network;

import io.betti.pipeline.network.NativeMatrix.Product;
import java.util.Arrays;

/**
 * A convolution in two or three dimensions: the windows as rows, times the weights {@code [kernel *
 * channels][filters]}, plus a bias.
 *
 * <p>Gathering windows in Java and one native product is quicker than the native convolutions where
 * there are few channels, as here.
 */
final class ConvolutionLayer implements Layer {
  private final LayerDescription.Convolution description;
  private final Patches patches;
  private final Parameters.Piece bias;
  private final WeightMatrix weights;
  private final float[] rows;
  private Buffers buffers;

  ConvolutionLayer(
      LayerDescription.Convolution description, String name, Parameters parameters, long seed) {
    this.description = description;
    patches = new Patches(description.shape(), description.channels(), description.kernel());
    int fanIn = patches.rowLength();
    Parameters.Piece piece = parameters.add(name + ".weights", fanIn, description.filters());
    bias = parameters.add(name + ".bias", description.filters());
    WeightMatrix.initialise(piece, fanIn, description.initial(), seed);
    weights = new WeightMatrix(parameters, piece, fanIn);
    rows = new float[patches.windows() * fanIn];
  }

  @Override
  public int inputs() {
    return patches.gridLength();
  }

  @Override
  public int outputs() {
    return patches.windows() * description.filters();
  }

  @Override
  public float[] forward(float[] input, int batch, Mode mode) {
    if (buffers == null || buffers.batch != batch) {
      close(buffers);
      buffers = new Buffers(batch);
    }
    weights.refresh();
    for (int item = 0; item < batch; item++) {
      patches.gather(input, item * inputs(), rows);
      buffers.windows.write(rows, 0, rows.length, (long) item * rows.length);
    }
    buffers.forward.run();
    buffers.output.read(buffers.out, 0);
    int filters = description.filters();
    float[] offset = bias.copy();
    for (int from = 0; from < buffers.out.length; from += filters) {
      for (int f = 0; f < filters; f++) {
        buffers.out[from + f] += offset[f];
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
      bias.addGradient(
          ColumnSums.of(gradient, buffers.batch * patches.windows(), description.filters()));
    }
    if (!wanted.input()) {
      return null;
    }
    buffers.toWindows.run();
    Arrays.fill(buffers.in, 0);
    for (int item = 0; item < buffers.batch; item++) {
      buffers.windowGradient.read(rows, 0, rows.length, (long) item * rows.length);
      patches.scatter(rows, buffers.in, item * inputs());
    }
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
      buffers.windows.close();
      buffers.output.close();
      buffers.windowGradient.close();
    }
  }

  /** What a batch size needs. */
  private final class Buffers {
    private final int batch;
    private final NativeMatrix windows;
    private final NativeMatrix output;
    private final NativeMatrix windowGradient;
    private final float[] in;
    private final float[] out;
    private final Product forward;
    private final Product toWeights;
    private final Product toWindows;

    Buffers(int batch) {
      this.batch = batch;
      int count = batch * patches.windows();
      windows = new NativeMatrix(count, patches.rowLength());
      output = new NativeMatrix(count, description.filters());
      windowGradient = new NativeMatrix(count, patches.rowLength());
      in = new float[batch * inputs()];
      out = new float[batch * outputs()];
      forward = new Product(windows, false, weights.values(), false, output);
      toWeights = new Product(windows, true, output, false, weights.gradient());
      toWindows = new Product(output, false, weights.values(), true, windowGradient);
    }
  }
}
