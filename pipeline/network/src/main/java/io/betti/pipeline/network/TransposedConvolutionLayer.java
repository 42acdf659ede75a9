package io.betti.pipeline.network;

/**
 * A transposed convolution in two or three dimensions: each place of the input, times the weights
 * {@code [channels][kernel * filters]}, is a window that is added to the larger output, plus a
 * bias. It is the backward of a convolution of that output to its input.
 */
final class TransposedConvolutionLayer implements Layer {
  private final LayerDescription.TransposedConvolution description;
  private final Patches patches;
  private final Parameters.Piece bias;
  private final LayerProduct product;
  private final float[] rows;

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
    WeightMatrix weights = new WeightMatrix(parameters, piece, description.channels());
    product = new LayerProduct(weights, patches.windows(), inputs(), outputs());
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
    product.begin(batch);
    product.left().write(input, 0);
    product.forward();
    int filters = description.filters();
    float[] offset = bias.copy();
    float[] out = product.out();
    for (int from = 0; from < out.length; from += filters) {
      System.arraycopy(offset, 0, out, from, filters);
    }
    for (int item = 0; item < batch; item++) {
      product.right().read(rows, 0, rows.length, (long) item * rows.length);
      patches.scatter(rows, out, item * outputs());
    }
    return out;
  }

  @Override
  public float[] backward(float[] gradient, Wanted wanted) {
    for (int item = 0; item < product.batch(); item++) {
      patches.gather(gradient, item * outputs(), rows);
      product.right().write(rows, 0, rows.length, (long) item * rows.length);
    }
    if (wanted.parameters()) {
      product.toWeights();
      int filters = description.filters();
      bias.addGradient(ColumnSums.of(gradient, product.batch() * (outputs() / filters), filters));
    }
    if (!wanted.input()) {
      return null;
    }
    product.toLeft().read(product.in(), 0);
    return product.in();
  }

  @Override
  public void close() {
    product.close();
  }
}
