package io.betti.pipeline.network;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.DiagramNotation;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.LevelSetFiltration;
import java.util.List;
import java.util.Locale;

/**
 * What a layer is, without its weights; in JSON the kind stands under {@code kind}. Shapes are
 * {@code [y, x]} or {@code [z, y, x]}; the numbers of an item are row-major, channels last.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LayerDescription.Dense.class, name = "dense"),
  @JsonSubTypes.Type(value = LayerDescription.BatchNorm.class, name = "batch-norm"),
  @JsonSubTypes.Type(value = LayerDescription.Activation.class, name = "activation"),
  @JsonSubTypes.Type(value = LayerDescription.Convolution.class, name = "convolution"),
  @JsonSubTypes.Type(
      value = LayerDescription.TransposedConvolution.class,
      name = "transposed-convolution"),
  @JsonSubTypes.Type(value = LayerDescription.MaxPooling.class, name = "max-pooling"),
  @JsonSubTypes.Type(value = LayerDescription.Diagrams.class, name = "diagrams")
})
public sealed interface LayerDescription {
  /** Numbers in an item of the input. */
  int inputs();

  /** Numbers in an item of the output. */
  int outputs();

  /** Refuses a number below 1. */
  private static void positive(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " " + value + " must be >= 1");
    }
  }

  private static int[] array(List<Integer> axes) {
    return axes.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Every output a weighted sum of all inputs, plus a bias. */
  record Dense(int inputs, int outputs, Initial initial) implements LayerDescription {
    /** Checks the sizes. */
    public Dense {
      positive("dense layer: inputs", inputs);
      positive("dense layer: outputs", outputs);
    }

    @Override
    public String toString() {
      return "dense " + inputs + "-" + outputs;
    }
  }

  /**
   * Batch norm of channels over the items and, where items are grids, their positions.
   *
   * @param channels numbers at a position
   * @param positions positions of an item, 1 after a dense layer
   * @param eps added to the variance
   * @param momentum the share of a batch in the running statistics
   */
  record BatchNorm(int channels, int positions, double eps, double momentum)
      implements LayerDescription {
    /** Checks the numbers. */
    public BatchNorm {
      positive("batch norm: channels", channels);
      positive("batch norm: positions", positions);
      if (!(eps > 0 && momentum > 0 && momentum <= 1)) {
        throw new IllegalArgumentException(
            "batch norm: eps " + eps + " must be > 0, momentum " + momentum + " in (0, 1]");
      }
    }

    @Override
    public int inputs() {
      return channels * positions;
    }

    @Override
    public int outputs() {
      return inputs();
    }

    @Override
    public String toString() {
      return "batch norm " + channels;
    }
  }

  /** The functions of {@link Activation}. */
  enum Function {
    /** max(x, 0). */
    RELU,
    /** x, times the slope where negative. */
    LEAKY_RELU,
    /** Hyperbolic tangent. */
    TANH,
    /** 1 / (1 + exp(-x)). */
    SIGMOID
  }

  /**
   * A function of each number.
   *
   * @param size numbers in an item
   * @param slope of a leaky ReLU below 0; else not used
   */
  record Activation(Function function, int size, double slope) implements LayerDescription {
    /** Checks the numbers. */
    public Activation {
      positive("activation: size", size);
      if (!Double.isFinite(slope)) {
        throw new IllegalArgumentException("activation: slope " + slope + " must be finite");
      }
    }

    @Override
    public int inputs() {
      return size;
    }

    @Override
    public int outputs() {
      return size;
    }

    @Override
    public String toString() {
      return function.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + size;
    }
  }

  /** A convolution of a grid of channels into a grid of filters. */
  record Convolution(List<Integer> axes, int channels, int filters, Kernel kernel, Initial initial)
      implements LayerDescription {
    /** Checks the numbers. */
    public Convolution {
      axes = List.copyOf(axes);
      positive("convolution: channels", channels);
      positive("convolution: filters", filters);
      kernel.windows(array(axes));
    }

    int[] shape() {
      return array(axes);
    }

    @Override
    public int inputs() {
      return Shapes.size(shape()) * channels;
    }

    @Override
    public int outputs() {
      return Shapes.size(kernel.windows(shape())) * filters;
    }

    @Override
    public String toString() {
      return "convolution " + Shapes.text(shape()) + "x" + channels + " to " + filters;
    }
  }

  /** A transposed convolution of a grid of channels into a larger grid of filters. */
  record TransposedConvolution(
      List<Integer> axes, int channels, int filters, Kernel kernel, Initial initial)
      implements LayerDescription {
    /** Checks the numbers. */
    public TransposedConvolution {
      axes = List.copyOf(axes);
      positive("transposed convolution: channels", channels);
      positive("transposed convolution: filters", filters);
      Shapes.check(kernel.transposed(array(axes)));
    }

    int[] shape() {
      return array(axes);
    }

    @Override
    public int inputs() {
      return Shapes.size(shape()) * channels;
    }

    @Override
    public int outputs() {
      return Shapes.size(kernel.transposed(shape())) * filters;
    }

    @Override
    public String toString() {
      return "transposed convolution " + Shapes.text(shape()) + "x" + channels + " to " + filters;
    }
  }

  /** The maximum over blocks of a plane, {@code size} by {@code size}. */
  record MaxPooling(List<Integer> axes, int channels, int size) implements LayerDescription {
    /** Checks the numbers. */
    public MaxPooling {
      axes = List.copyOf(axes);
      positive("max pooling: channels", channels);
      positive("max pooling: size", size);
      if (axes.size() != 2 || axes.get(0) < size || axes.get(1) < size) {
        throw new IllegalArgumentException(
            "max pooling by " + size + " of shape " + axes + "; it takes planes no smaller");
      }
    }

    int[] shape() {
      return array(axes);
    }

    @Override
    public int inputs() {
      return axes.get(0) * axes.get(1) * channels;
    }

    @Override
    public int outputs() {
      return (axes.get(0) / size) * (axes.get(1) / size) * channels;
    }

    @Override
    public String toString() {
      return "max pooling " + Shapes.text(shape()) + "x" + channels + " by " + size;
    }
  }

  /**
   * The topology layer within a network: level-set diagrams of grids, and energies of these as
   * outputs.
   *
   * @param complex as in {@link GridComplex#parse}
   * @param direction as in {@link Direction#parse}
   * @param energies one text of {@link DiagramNotation} for each output
   * @param factor the diagram is of {@code factor * value + offset}
   */
  record Diagrams(
      List<Integer> axes,
      String complex,
      String direction,
      List<String> energies,
      double factor,
      double offset)
      implements LayerDescription {
    /** Checks every text. */
    public Diagrams {
      axes = List.copyOf(axes);
      energies = List.copyOf(energies);
      positive("diagrams: number of energies", energies.size());
      energies.forEach(DiagramNotation::parse);
      Grid.of(array(axes));
      GridComplex.parse(complex);
      Direction.parse(direction);
      new ValueMap(factor, offset);
    }

    LevelSetFiltration filtration() {
      return new LevelSetFiltration(
          Grid.of(array(axes)), GridComplex.parse(complex), Direction.parse(direction));
    }

    @Override
    public int inputs() {
      return filtration().grid().vertices();
    }

    @Override
    public int outputs() {
      return energies.size();
    }

    @Override
    public String toString() {
      return "diagrams " + Shapes.text(array(axes)) + " to " + energies.size() + " energies";
    }
  }
}
