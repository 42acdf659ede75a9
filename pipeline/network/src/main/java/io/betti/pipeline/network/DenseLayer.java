package io.betti.pipeline.network;

/**
 * A dense layer, {@code y = x W + b}, W of shape {@code [inputs][outputs]}. One product forward and
 * two backward; only those that are wanted run.
 */
final class DenseLayer implements Layer {
  private final LayerDescription.Dense description;
  private final Parameters.Piece bias;
  private final LayerProduct product;

  DenseLayer(LayerDescription.Dense description, String name, Parameters parameters, long seed) {
    this.description = description;
    Parameters.Piece piece =
        parameters.add(name + ".weights", description.inputs(), description.outputs());
    bias = parameters.add(name + ".bias", description.outputs());
    WeightMatrix.initialise(piece, description.inputs(), description.initial(), seed);
    WeightMatrix weights = new WeightMatrix(parameters, piece, description.inputs());
    product = new LayerProduct(weights, 1, description.inputs(), description.outputs());
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
    product.begin(batch);
    product.left().write(input, 0);
    product.forward();
    float[] out = product.out();
    product.right().read(out, 0);
    float[] offset = bias.copy();
    for (int from = 0; from < out.length; from += offset.length) {
      for (int j = 0; j < offset.length; j++) {
        out[from + j] += offset[j];
      }
    }
    return out;
  }

  @Override
  public float[] backward(float[] gradient, Wanted wanted) {
    product.right().write(gradient, 0);
    if (wanted.parameters()) {
      product.toWeights();
      bias.addGradient(ColumnSums.of(gradient, product.batch(), outputs()));
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
