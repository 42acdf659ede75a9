package io.betti.pipeline.network;

import io.betti.topology.diagram.DiagramNotation;
import io.betti.topology.layer.LevelSetLayer;

/**
 * Networks forward in double, each layer straight from its definition: the reference for values,
 * and by central differences for gradients.
 */
final class PlainNetwork {
  private final NetworkDescription description;
  private final double[] parameters;
  private final double[] statistics;
  private int parameter;
  private int statistic;

  private PlainNetwork(NetworkDescription description, double[] parameters, double[] statistics) {
    this.description = description;
    this.parameters = parameters;
    this.statistics = statistics;
  }

  static double[] forward(
      NetworkDescription description,
      double[] parameters,
      double[] statistics,
      double[] input,
      int batch,
      Mode mode) {
    return new PlainNetwork(description, parameters, statistics).run(input, batch, mode);
  }

  private double[] run(double[] input, int batch, Mode mode) {
    double[] x = input;
    for (LayerDescription layer : description.layers()) {
      if (layer instanceof LayerDescription.Dense dense) {
        x = dense(dense, x, batch);
      } else if (layer instanceof LayerDescription.BatchNorm norm) {
        x = norm(norm, x, batch, mode);
      } else if (layer instanceof LayerDescription.Activation activation) {
        x = activation(activation, x);
      } else if (layer instanceof LayerDescription.Convolution convolution) {
        x = convolution(convolution, x, batch);
      } else if (layer instanceof LayerDescription.TransposedConvolution transposed) {
        x = transposed(transposed, x, batch);
      } else if (layer instanceof LayerDescription.MaxPooling pooling) {
        x = pooling(pooling, x, batch);
      } else {
        x = diagrams((LayerDescription.Diagrams) layer, x, batch);
      }
    }
    return x;
  }

  private double[] dense(LayerDescription.Dense layer, double[] x, int batch) {
    int n = layer.inputs();
    int m = layer.outputs();
    double[] y = new double[batch * m];
    for (int b = 0; b < batch; b++) {
      for (int j = 0; j < m; j++) {
        double sum = parameters[parameter + n * m + j];
        for (int i = 0; i < n; i++) {
          sum += x[b * n + i] * parameters[parameter + i * m + j];
        }
        y[b * m + j] = sum;
      }
    }
    parameter += n * m + m;
    return y;
  }

  private double[] norm(LayerDescription.BatchNorm layer, double[] x, int batch, Mode mode) {
    int n = layer.channels();
    int rows = batch * layer.positions();
    double[] y = new double[x.length];
    for (int c = 0; c < n; c++) {
      double mean = statistics[statistic + c];
      double variance = statistics[statistic + n + c];
      if (mode == Mode.TRAINING) {
        mean = 0;
        variance = 0;
        for (int r = 0; r < rows; r++) {
          mean += x[r * n + c] / rows;
        }
        for (int r = 0; r < rows; r++) {
          variance += Math.pow(x[r * n + c] - mean, 2) / rows;
        }
      }
      for (int r = 0; r < rows; r++) {
        double normal = (x[r * n + c] - mean) / Math.sqrt(variance + layer.eps());
        y[r * n + c] = normal * parameters[parameter + c] + parameters[parameter + n + c];
      }
    }
    parameter += 2 * n;
    statistic += 2 * n;
    return y;
  }

  private static double[] activation(LayerDescription.Activation layer, double[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] =
          switch (layer.function()) {
            case RELU -> Math.max(x[i], 0);
            case LEAKY_RELU -> x[i] < 0 ? layer.slope() * x[i] : x[i];
            case TANH -> Math.tanh(x[i]);
            case SIGMOID -> 1 / (1 + Math.exp(-x[i]));
          };
    }
    return y;
  }

  /** Depth, height, width; depth 1 for a plane. */
  private static int[] volume(int[] shape) {
    return shape.length == 3 ? shape : new int[] {1, shape[0], shape[1]};
  }

  private double[] convolution(LayerDescription.Convolution layer, double[] x, int batch) {
    int[] in = volume(layer.shape());
    int[] out = volume(layer.kernel().windows(layer.shape()));
    boolean flat = layer.shape().length == 2;
    int k = layer.kernel().size();
    int kz = flat ? 1 : k;
    int s = layer.kernel().stride();
    int p = layer.kernel().padding();
    int channels = layer.channels();
    int filters = layer.filters();
    int weights = kz * k * k * channels * filters;
    double[] y = new double[batch * out[0] * out[1] * out[2] * filters];
    for (int i = 0; i < y.length; i++) {
      int f = i % filters;
      int ox = i / filters % out[2];
      int oy = i / filters / out[2] % out[1];
      int oz = i / filters / out[2] / out[1] % out[0];
      int b = i / filters / out[2] / out[1] / out[0];
      double sum = parameters[parameter + weights + f];
      for (int j = 0; j < weights / filters; j++) {
        int c = j % channels;
        int x0 = ox * s - p + j / channels % k;
        int y0 = oy * s - p + j / channels / k % k;
        int z0 = flat ? 0 : oz * s - p + j / channels / k / k;
        if (z0 >= 0 && z0 < in[0] && y0 >= 0 && y0 < in[1] && x0 >= 0 && x0 < in[2]) {
          sum +=
              parameters[parameter + j * filters + f]
                  * x[(((b * in[0] + z0) * in[1] + y0) * in[2] + x0) * channels + c];
        }
      }
      y[i] = sum;
    }
    parameter += weights + filters;
    return y;
  }

  private double[] transposed(LayerDescription.TransposedConvolution layer, double[] x, int batch) {
    int[] in = volume(layer.shape());
    int[] out = volume(layer.kernel().transposed(layer.shape()));
    boolean flat = layer.shape().length == 2;
    int k = layer.kernel().size();
    int s = layer.kernel().stride();
    int p = layer.kernel().padding();
    int channels = layer.channels();
    int filters = layer.filters();
    int window = (flat ? 1 : k) * k * k * filters;
    double[] y = new double[batch * out[0] * out[1] * out[2] * filters];
    for (int i = 0; i < y.length; i++) {
      y[i] = parameters[parameter + channels * window + i % filters];
    }
    for (int i = 0; i < x.length; i++) {
      int c = i % channels;
      int ix = i / channels % in[2];
      int iy = i / channels / in[2] % in[1];
      int iz = i / channels / in[2] / in[1] % in[0];
      int b = i / channels / in[2] / in[1] / in[0];
      for (int j = 0; j < window; j++) {
        int f = j % filters;
        int x0 = ix * s - p + j / filters % k;
        int y0 = iy * s - p + j / filters / k % k;
        int z0 = flat ? 0 : iz * s - p + j / filters / k / k;
        if (z0 >= 0 && z0 < out[0] && y0 >= 0 && y0 < out[1] && x0 >= 0 && x0 < out[2]) {
          y[(((b * out[0] + z0) * out[1] + y0) * out[2] + x0) * filters + f] +=
              x[i] * parameters[parameter + c * window + j];
        }
      }
    }
    parameter += channels * window + filters;
    return y;
  }

  private static double[] pooling(LayerDescription.MaxPooling layer, double[] x, int batch) {
    int height = layer.shape()[0];
    int width = layer.shape()[1];
    int n = layer.channels();
    int size = layer.size();
    int rows = height / size;
    int columns = width / size;
    double[] y = new double[batch * rows * columns * n];
    for (int i = 0; i < y.length; i++) {
      int c = i % n;
      int ox = i / n % columns;
      int oy = i / n / columns % rows;
      int b = i / n / columns / rows;
      y[i] = Double.NEGATIVE_INFINITY;
      for (int d = 0; d < size * size; d++) {
        int yy = oy * size + d / size;
        int xx = ox * size + d % size;
        y[i] = Math.max(y[i], x[((b * height + yy) * width + xx) * n + c]);
      }
    }
    return y;
  }

  /** Energies of diagrams, by the engine in double. */
  private static double[] diagrams(LayerDescription.Diagrams layer, double[] x, int batch) {
    double[] values = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      values[i] = layer.factor() * x[i] + layer.offset();
    }
    double[] y = new double[batch * layer.outputs()];
    int i = 0;
    for (var result : LevelSetLayer.of(layer.filtration()).forward(values, batch)) {
      for (String energy : layer.energies()) {
        y[i++] = DiagramNotation.parse(energy).value(result.diagram());
      }
    }
    return y;
  }
}
