package io.betti.pipeline.network;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;

/**
 * What a network is, without its weights: layers one after the other. Made by hand through {@link
 * #from}, by {@link Networks}, or read from JSON.
 *
 * @param name what the network is for
 * @param layers at least one; each takes what the one before gives
 * @param latents what its inputs are drawn from, if it is a generator of other than normal numbers;
 *     else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NetworkDescription(String name, List<LayerDescription> layers, Latents latents) {
  /**
   * Checks that the layers fit together.
   *
   * @throws IllegalArgumentException if there is no layer, or one's inputs are not as many as the
   *     outputs before it, or latents are of another number than the inputs
   */
  @JsonCreator
  public NetworkDescription {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("network " + name + " has no layers; give at least one");
    }
    for (int i = 1; i < layers.size(); i++) {
      if (layers.get(i).inputs() != layers.get(i - 1).outputs()) {
        throw new IllegalArgumentException(
            "network "
                + name
                + ": layer "
                + i
                + " ("
                + layers.get(i)
                + ") takes "
                + layers.get(i).inputs()
                + " numbers and layer "
                + (i - 1)
                + " ("
                + layers.get(i - 1)
                + ") gives "
                + layers.get(i - 1).outputs());
      }
    }
    if (latents != null && latents.size() != layers.get(0).inputs()) {
      throw new IllegalArgumentException(
          "network "
              + name
              + " takes "
              + layers.get(0).inputs()
              + " numbers and its latents have "
              + latents.size());
    }
    latents = latents != null && latents.isNormal() ? null : latents;
  }

  /** A network whose inputs, if it is a generator, are normal numbers. */
  public NetworkDescription(String name, List<LayerDescription> layers) {
    this(name, layers, null);
  }

  /** The same network with inputs that are drawn from something. */
  public NetworkDescription drawnFrom(Latents drawn) {
    return new NetworkDescription(name, layers, drawn);
  }

  /** What the inputs of a generator are drawn from. */
  @JsonIgnore
  public Latents drawn() {
    return latents == null ? Latents.normal(inputs()) : latents;
  }

  /** Numbers in an item of the input. */
  @JsonIgnore
  public int inputs() {
    return layers.get(0).inputs();
  }

  /** Numbers in an item of the output. */
  @JsonIgnore
  public int outputs() {
    return layers.get(layers.size() - 1).outputs();
  }

  /** Starts a network that takes items of so many numbers. */
  public static Builder from(String name, int inputs) {
    return new Builder(name, inputs, List.of(), 1);
  }

  /** Starts a network that takes grids of one channel. */
  public static Builder from(String name, int[] shape) {
    Shapes.check(shape);
    return new Builder(name, Shapes.size(shape), Axes.of(shape), 1);
  }

  /** Layers one after the other, each told only what the ones before do not tell. */
  public static final class Builder {
    private final String name;
    private final List<LayerDescription> layers = new ArrayList<>();
    private int size;
    private List<Integer> axes;
    private int channels;

    private Builder(String name, int size, List<Integer> axes, int channels) {
      this.name = name;
      this.size = size;
      this.axes = axes;
      this.channels = channels;
    }

    /** A dense layer before a (leaky) ReLU. */
    public Builder dense(int outputs) {
      return dense(outputs, Initial.HE);
    }

    /** A dense layer. */
    public Builder dense(int outputs, Initial initial) {
      return put(new LayerDescription.Dense(size, outputs, initial), List.of(), outputs);
    }

    /** Batch norm of the channels at hand; running statistics take a tenth of each batch. */
    public Builder batchNorm(double eps) {
      return put(
          new LayerDescription.BatchNorm(channels, size / channels, eps, 0.1), axes, channels);
    }

    /** max(x, 0). */
    public Builder relu() {
      return activation(LayerDescription.Function.RELU, 0);
    }

    /** x, times the slope where negative. */
    public Builder leakyRelu(double slope) {
      return activation(LayerDescription.Function.LEAKY_RELU, slope);
    }

    /** Hyperbolic tangent. */
    public Builder tanh() {
      return activation(LayerDescription.Function.TANH, 0);
    }

    /** 1 / (1 + exp(-x)). */
    public Builder sigmoid() {
      return activation(LayerDescription.Function.SIGMOID, 0);
    }

    private Builder activation(LayerDescription.Function function, double slope) {
      return put(new LayerDescription.Activation(function, size, slope), axes, channels);
    }

    /** Reads what is there as a grid of channels, which go last. */
    public Builder grid(int... shape) {
      Shapes.check(shape);
      if (size % Shapes.size(shape) != 0) {
        throw new IllegalArgumentException(
            "network " + name + ": " + size + " numbers are no grid of " + Shapes.text(shape));
      }
      axes = Axes.of(shape);
      channels = size / Shapes.size(shape);
      return this;
    }

    /** A convolution. */
    public Builder convolution(int filters, Kernel kernel, Initial initial) {
      var layer = new LayerDescription.Convolution(axes, channels, filters, kernel, initial);
      return put(layer, Axes.of(kernel.windows(layer.shape())), filters);
    }

    /** A transposed convolution. */
    public Builder transposedConvolution(int filters, Kernel kernel, Initial initial) {
      var layer =
          new LayerDescription.TransposedConvolution(axes, channels, filters, kernel, initial);
      return put(layer, Axes.of(kernel.transposed(layer.shape())), filters);
    }

    /** The maximum over blocks of a plane. */
    public Builder maxPooling(int pool) {
      var layer = new LayerDescription.MaxPooling(axes, channels, pool);
      return put(layer, List.of(axes.get(0) / pool, axes.get(1) / pool), channels);
    }

    /** Energies of superlevel diagrams of the grids at hand, in place of the grids. */
    public Builder diagrams(ValueMap map, String... energies) {
      var layer =
          new LayerDescription.Diagrams(
              axes, "freudenthal", "superlevel", List.of(energies), map.factor(), map.offset());
      return put(layer, List.of(), energies.length);
    }

    private Builder put(LayerDescription layer, List<Integer> newAxes, int newChannels) {
      layers.add(layer);
      size = layer.outputs();
      axes = newAxes;
      channels = newChannels;
      return this;
    }

    /** The network. */
    public NetworkDescription build() {
      return new NetworkDescription(name, layers);
    }
  }

  /** Shapes as lists. */
  private static final class Axes {
    static List<Integer> of(int[] shape) {
      List<Integer> axes = new ArrayList<>();
      for (int n : shape) {
        axes.add(n);
      }
      return axes;
    }
  }
}
