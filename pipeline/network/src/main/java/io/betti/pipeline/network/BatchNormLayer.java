package io.betti.pipeline.network;

/**
 * Batch norm: each channel less its mean, over the root of its variance plus eps, times a scale,
 * plus a shift. The mean and variance are those of the batch (and of all positions) in training,
 * where the running ones follow: {@code running = (1 - momentum) * running + momentum * batch}, the
 * variance unbiased; and the running ones in evaluation, where the layer is affine and its backward
 * too.
 *
 * <p>Source: S. Ioffe, C. Szegedy, Batch normalization, ICML 2015, arXiv:1502.03167; running
 * statistics as in PyTorch. Sums are doubles, in the order of the rows.
 */
final class BatchNormLayer implements Layer {
  private final LayerDescription.BatchNorm description;
  private final int channels;
  private final Parameters.Piece scale;
  private final Parameters.Piece shift;
  private final Parameters.Piece mean;
  private final Parameters.Piece variance;
  private final Parameters statistics;
  private final float[] inverse;
  private float[] normal = new float[0];
  private float[] out = new float[0];
  private float[] in = new float[0];
  private int rows;
  private Mode latest;

  BatchNormLayer(
      LayerDescription.BatchNorm description,
      String name,
      Parameters parameters,
      Parameters statistics) {
    this.description = description;
    this.statistics = statistics;
    channels = description.channels();
    scale = parameters.add(name + ".scale", channels);
    shift = parameters.add(name + ".shift", channels);
    mean = statistics.add(name + ".mean", channels);
    variance = statistics.add(name + ".variance", channels);
    scale.fill(1);
    variance.fill(1);
    inverse = new float[channels];
  }

  @Override
  public int inputs() {
    return channels * description.positions();
  }

  @Override
  public int outputs() {
    return inputs();
  }

  @Override
  public float[] forward(float[] input, int batch, Mode mode) {
    rows = batch * description.positions();
    latest = mode;
    if (normal.length != rows * channels) {
      normal = new float[rows * channels];
      out = new float[rows * channels];
      in = new float[rows * channels];
    }
    float[] centre = new float[channels];
    if (mode == Mode.TRAINING) {
      batchStatistics(input, centre);
    } else {
      for (int c = 0; c < channels; c++) {
        centre[c] = mean.get(c);
        inverse[c] = (float) (1 / Math.sqrt(variance.get(c) + description.eps()));
      }
    }
    float[] gain = scale.copy();
    float[] offset = shift.copy();
    for (int i = 0; i < rows; i++) {
      int from = i * channels;
      for (int c = 0; c < channels; c++) {
        float x = (input[from + c] - centre[c]) * inverse[c];
        normal[from + c] = x;
        out[from + c] = x * gain[c] + offset[c];
      }
    }
    return out;
  }

  private void batchStatistics(float[] input, float[] centre) {
    if (rows < 2) {
      throw new IllegalArgumentException(
          "batch norm of one item has no variance; train with batches of at least 2 items");
    }
    double[] sums = new double[channels];
    for (int i = 0; i < rows; i++) {
      int from = i * channels;
      for (int c = 0; c < channels; c++) {
        sums[c] += input[from + c];
      }
    }
    for (int c = 0; c < channels; c++) {
      sums[c] /= rows;
      centre[c] = (float) sums[c];
    }
    double[] squares = new double[channels];
    for (int i = 0; i < rows; i++) {
      int from = i * channels;
      for (int c = 0; c < channels; c++) {
        double difference = input[from + c] - sums[c];
        squares[c] += difference * difference;
      }
    }
    float[] state = statistics.values();
    double momentum = description.momentum();
    for (int c = 0; c < channels; c++) {
      inverse[c] = (float) (1 / Math.sqrt(squares[c] / rows + description.eps()));
      int m = mean.offset() + c;
      int v = variance.offset() + c;
      state[m] = (float) ((1 - momentum) * state[m] + momentum * sums[c]);
      state[v] = (float) ((1 - momentum) * state[v] + momentum * squares[c] / (rows - 1));
    }
    statistics.changed();
  }

  @Override
  public float[] backward(float[] gradient, Wanted wanted) {
    float[] toScale = new float[channels];
    float[] toShift = new float[channels];
    if (wanted.parameters() || latest == Mode.TRAINING) {
      for (int i = 0; i < rows; i++) {
        int from = i * channels;
        for (int c = 0; c < channels; c++) {
          toShift[c] += gradient[from + c];
          toScale[c] += gradient[from + c] * normal[from + c];
        }
      }
    }
    if (wanted.parameters()) {
      scale.addGradient(toScale);
      shift.addGradient(toShift);
    }
    if (!wanted.input()) {
      return null;
    }
    // In evaluation the statistics are constants, and so no share of theirs is taken off.
    float share = latest == Mode.TRAINING ? 1f / rows : 0;
    float[] factor = new float[channels];
    for (int c = 0; c < channels; c++) {
      factor[c] = scale.get(c) * inverse[c];
      toShift[c] *= share;
      toScale[c] *= share;
    }
    for (int i = 0; i < rows; i++) {
      int from = i * channels;
      for (int c = 0; c < channels; c++) {
        in[from + c] =
            factor[c] * (gradient[from + c] - toShift[c] - normal[from + c] * toScale[c]);
      }
    }
    return in;
  }
}
