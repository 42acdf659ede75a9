package io.betti.pipeline.network;

/** A function of each number by itself. */
final class ActivationLayer implements Layer {
  private final LayerDescription.Activation description;
  private float[] input = new float[0];
  private float[] out = new float[0];
  private float[] in = new float[0];
  private int count;

  ActivationLayer(LayerDescription.Activation description) {
    this.description = description;
  }

  @Override
  public int inputs() {
    return description.size();
  }

  @Override
  public int outputs() {
    return description.size();
  }

  @Override
  public float[] forward(float[] input, int batch, Mode mode) {
    this.input = input;
    count = batch * description.size();
    if (out.length != count) {
      out = new float[count];
      in = new float[count];
    }
    switch (description.function()) {
      case RELU -> leak(input, 0);
      case LEAKY_RELU -> leak(input, (float) description.slope());
      case TANH -> {
        for (int i = 0; i < count; i++) {
          out[i] = tanh(input[i]);
        }
      }
      case SIGMOID -> {
        for (int i = 0; i < count; i++) {
          out[i] = (float) (1 / (1 + Math.exp(-(double) input[i])));
        }
      }
    }
    return out;
  }

  private void leak(float[] x, float slope) {
    for (int i = 0; i < count; i++) {
      out[i] = x[i] < 0 ? slope * x[i] : x[i];
    }
  }

  /** Math.tanh takes about five times as long, and floats keep only half of its digits. */
  private static float tanh(float x) {
    double size = Math.abs((double) x);
    if (size < 1e-3) {
      return (float) (x - (double) x * x * x / 3);
    }
    double e = Math.exp(-2 * size);
    double value = (1 - e) / (1 + e);
    return (float) (x < 0 ? -value : value);
  }

  @Override
  public float[] backward(float[] gradient, Wanted wanted) {
    if (!wanted.input()) {
      return null;
    }
    switch (description.function()) {
      case RELU -> leakBack(gradient, 0);
      case LEAKY_RELU -> leakBack(gradient, (float) description.slope());
      case TANH -> {
        for (int i = 0; i < count; i++) {
          in[i] = gradient[i] * (1 - out[i] * out[i]);
        }
      }
      case SIGMOID -> {
        for (int i = 0; i < count; i++) {
          in[i] = gradient[i] * out[i] * (1 - out[i]);
        }
      }
    }
    return in;
  }

  private void leakBack(float[] gradient, float slope) {
    for (int i = 0; i < count; i++) {
      in[i] = input[i] < 0 ? slope * gradient[i] : gradient[i];
    }
  }
}
