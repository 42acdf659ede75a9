package io.betti.pipeline.network;

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
  private final LayerProduct product;
  private final float[] rows;

  ConvolutionLayer(
      LayerDescription.Convolution description, String name, Parameters parameters, long seed) {
    this.description = description;
    patches = new Patches(description.shape(), description.channels(), description.kernel());
    int fanIn = patches.rowLength();
    Parameters.Piece piece = parameters.add(name + ".weights", fanIn, description.filters());
    bias = parameters.add(name + ".bias", description.filters());
    WeightMatrix.initialise(piece, fanIn, description.initial(), seed);
    WeightMatrix weights = new WeightMatrix(parameters, piece, fanIn);
    product = new LayerProduct(weights, patches.windows(), inputs(), outputs());
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
    product.begin(batch);
    for (int item = 0; item < batch; item++) {
      patches.gather(input, item * inputs(), rows);
      product.left().write(rows, 0, rows.length, (long) item * rows.length);
    }
    product.forward();
    float[] out = product.out();
    product.right().read(out, 0);
    int filters = description.filters();
    float[] offset = bias.copy();
    for (int from = 0; from < out.length; from += filters) {
      for (int f = 0; f < filters; f++) {
        out[from + f] += offset[f];
      }
    }
    return out;
  }

  @Override
  public float[] backward(float[] gradient, Wanted wanted) {
    product.right().write(gradient, 0);
    if (wanted.parameters()) {
      product.toWeights();
      bias.addGradient(
          ColumnSums.of(gradient, product.batch() * patches.windows(), description.filters()));
    }
    if (!wanted.input()) {
      return null;
    }
    NativeMatrix windows = product.toLeft();
    float[] in = product.in();
    Arrays.fill(in, 0);
    for (int item = 0; item < product.batch(); item++) {
      windows.read(rows, 0, rows.length, (long) item * rows.length);
      patches.scatter(rows, in, item * inputs());
    }
    return in;
  }

  @Override
  public void close() {
    product.close();
  }
}
