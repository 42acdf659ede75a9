package io.betti.pipeline.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.betti.pipeline.dataset.UnreadableDataException;
import io.betti.topology.diagram.DiagramNotation;
import java.util.ArrayList;
import java.util.List;

/**
 * A network of layers one after the other, with forward and backward, on one thread.
 *
 * <p>Items are rows of floats, one after the other; grids row-major, channels last. {@link
 * #forward} and {@link #backward} return arrays of the network's own, which its next call of the
 * same kind overwrites; a backward belongs to the latest forward, and may be run more than once. An
 * input must stay as it is until then.
 *
 * <p>Weights are a function of the description and the seed. The same calls give the same bits on
 * the same kind of processor, in a Spark task as outside.
 *
 * <p>Memory outside the heap, about twice the weights and the activations of one batch, belongs to
 * the network until {@link #close}. It is made anew when the size of batches changes, so keep to
 * one size in a loop. Not safe for use by several threads at once.
 */
public final class Network implements AutoCloseable {
  private final NetworkDescription description;
  private final Parameters parameters = new Parameters();
  private final Parameters statistics = new Parameters();
  private final List<Layer> layers = new ArrayList<>();
  private final float[][] activations;
  private int batch;

  private Network(NetworkDescription description, long seed) {
    this.description = description;
    for (int i = 0; i < description.layers().size(); i++) {
      layers.add(layer(description.layers().get(i), i, seed));
    }
    activations = new float[layers.size()][];
  }

  /** A network of new weights. */
  public static Network of(NetworkDescription description, long seed) {
    return new Network(description, seed);
  }

  private Layer layer(LayerDescription one, int place, long seed) {
    if (one instanceof LayerDescription.Dense dense) {
      return new DenseLayer(dense, place + ".dense", parameters, seed);
    }
    if (one instanceof LayerDescription.BatchNorm norm) {
      return new BatchNormLayer(norm, place + ".batch-norm", parameters, statistics);
    }
    if (one instanceof LayerDescription.Activation activation) {
      return new ActivationLayer(activation);
    }
    if (one instanceof LayerDescription.Convolution convolution) {
      return new ConvolutionLayer(convolution, place + ".convolution", parameters, seed);
    }
    if (one instanceof LayerDescription.TransposedConvolution transposed) {
      String name = place + ".transposed-convolution";
      return new TransposedConvolutionLayer(transposed, name, parameters, seed);
    }
    if (one instanceof LayerDescription.MaxPooling pooling) {
      return new PoolingLayer(pooling);
    }
    LayerDescription.Diagrams diagrams = (LayerDescription.Diagrams) one;
    return new DiagramLayer(
        diagrams.filtration(),
        diagrams.energies().stream().map(DiagramNotation::parse).toList(),
        new ValueMap(diagrams.factor(), diagrams.offset()));
  }

  /** What the network is. */
  public NetworkDescription description() {
    return description;
  }

  /** What training changes. */
  public Parameters parameters() {
    return parameters;
  }

  /** Running statistics of batch norm. */
  public Parameters statistics() {
    return statistics;
  }

  /** Numbers in an item of the input. */
  public int inputs() {
    return description.inputs();
  }

  /** Numbers in an item of the output. */
  public int outputs() {
    return description.outputs();
  }

  /**
   * Forward.
   *
   * @param input {@code batch * inputs()} numbers
   * @return {@code batch * outputs()} numbers
   * @throws IllegalArgumentException if the batch is below 1 or the input of another length, or, at
   *     a layer of diagrams, a number is not finite
   */
  public float[] forward(float[] input, int batch, Mode mode) {
    if (batch < 1 || input.length != (long) batch * inputs()) {
      throw new IllegalArgumentException(
          "network "
              + description.name()
              + " takes "
              + inputs()
              + " numbers an item and got "
              + input.length
              + " for a batch of "
              + batch
              + "; pass whole items, at least one");
    }
    this.batch = batch;
    float[] value = input;
    for (int i = 0; i < layers.size(); i++) {
      value = layers.get(i).forward(value, batch, mode);
      activations[i] = value;
    }
    return value;
  }

  /**
   * Backward from the latest forward. Gradients of the parameters are added to; see {@link
   * Parameters#clearGradients}.
   *
   * @param gradient derivatives with respect to the output, {@code batch * outputs()}
   * @return derivatives with respect to the input, or null if they are not wanted
   * @throws IllegalArgumentException if the gradient is of another length than the latest output
   */
  public float[] backward(float[] gradient, Wanted wanted) {
    if (batch == 0 || gradient.length != batch * outputs()) {
      throw new IllegalArgumentException(
          "network "
              + description.name()
              + ": gradient of "
              + gradient.length
              + " numbers after a forward of "
              + batch
              + " items of "
              + outputs()
              + "; pass the derivatives of the latest output");
    }
    float[] value = gradient;
    for (int i = layers.size() - 1; i >= 0; i--) {
      boolean last = i == 0;
      Wanted here = wanted == Wanted.PARAMETERS && !last ? Wanted.ALL : wanted;
      value = layers.get(i).backward(value, here);
    }
    return value;
  }

  /**
   * Where the first number that is NaN or infinite stands: in the weights, or in the output of a
   * layer at the latest forward. Null if all are finite.
   */
  public String firstNotFinite() {
    for (Parameters vector : List.of(parameters, statistics)) {
      int element = indexOfNotFinite(vector.values());
      if (element >= 0) {
        return description.name() + ", array " + vector.nameOf(element);
      }
    }
    for (int i = 0; i < activations.length; i++) {
      if (activations[i] != null && indexOfNotFinite(activations[i]) >= 0) {
        return description.name() + ", layer " + i + " (" + description.layers().get(i) + ")";
      }
    }
    return null;
  }

  private static int indexOfNotFinite(float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        return i;
      }
    }
    return -1;
  }

  /** The network as it stands, to be saved or sent. */
  public SavedState saved() {
    SavedState state = new SavedState("network");
    save(state, "");
    return state;
  }

  /**
   * A network that was saved.
   *
   * @throws UnreadableDataException if the state is of something else, or an array is missing, of
   *     another shape, or not known
   */
  public static Network of(SavedState state) {
    SavedState.Reader reader = state.reader("network");
    Network network = of(reader, "");
    reader.finish();
    return network;
  }

  /** Adds the network to a state, its names after a prefix. */
  public void save(SavedState state, String prefix) {
    state.put(prefix + "network", SavedState.JSON.valueToTree(description));
    for (Parameters vector : List.of(parameters, statistics)) {
      for (Parameters.Piece piece : vector.pieces()) {
        state.put(prefix + piece.name(), piece.shape(), piece.copy());
      }
    }
  }

  /** Takes a network from a state, its names after a prefix; see {@link #of(SavedState)}. */
  public static Network of(SavedState.Reader reader, String prefix) {
    Network network = new Network(description(reader.fact(prefix + "network"), reader), 0);
    for (Parameters vector : List.of(network.parameters, network.statistics)) {
      for (Parameters.Piece piece : vector.pieces()) {
        float[] values = reader.array(prefix + piece.name(), piece.shape());
        System.arraycopy(values, 0, vector.values(), piece.offset(), piece.length());
      }
      vector.changed();
    }
    return network;
  }

  private static NetworkDescription description(JsonNode json, SavedState.Reader reader) {
    try {
      return SavedState.JSON.treeToValue(json, NetworkDescription.class);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw reader.unreadable("its description is of no network: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    layers.forEach(Layer::close);
  }
}
