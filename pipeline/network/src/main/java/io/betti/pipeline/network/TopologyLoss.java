package io.betti.pipeline.network;

import io.betti.topology.diagram.DiagramFunction;
import io.betti.topology.diagram.DiagramNotation;
import io.betti.topology.filtration.LevelSetFiltration;
import java.util.Arrays;
import java.util.List;

/**
 * A loss on the outputs of a network: the mean, over the items of a batch, of a function of their
 * level-set diagrams. The function is an energy in the engine's notation, as {@code E(1,0,2;PD0)},
 * or any {@link DiagramFunction} of one number, as a Wasserstein distance to a reference diagram
 * ({@link io.betti.topology.distance.WassersteinToReference}).
 *
 * <pre>{@code
 * float[] images = generator.forward(latents, batch, Mode.TRAINING);
 * double value = loss.value(images, batch);
 * generator.backward(loss.gradient(), Wanted.PARAMETERS);
 * }</pre>
 *
 * <p>Away from ties the gradient is the derivative; at ties a finite element of the subgradient.
 * The same pixels give the same loss and gradient bit for bit. Belongs to one thread.
 */
public final class TopologyLoss {
  private final DiagramFunction function;
  private final LevelSetFiltration filtration;
  private final DiagramLayer layer;
  private int batch;

  /**
   * A loss.
   *
   * @param filtration the grids that items are, and their filtration
   * @param map from a network's numbers to the filtration's values
   * @throws IllegalArgumentException if the function needs a diagram that the grid has not
   */
  public TopologyLoss(DiagramFunction function, LevelSetFiltration filtration, ValueMap map) {
    this.function = function;
    this.filtration = filtration;
    layer = new DiagramLayer(filtration, List.of(function), map);
  }

  /**
   * An energy of images that a tanh made, in [0, 1] as (x + 1) / 2.
   *
   * @param energy as in {@link DiagramNotation}
   * @throws IllegalArgumentException if the text is malformed or asks for too high a dimension
   */
  public static TopologyLoss of(String energy, LevelSetFiltration filtration) {
    return new TopologyLoss(DiagramNotation.parse(energy), filtration, ValueMap.TANH_TO_UNIT);
  }

  /** Numbers in an item. */
  public int inputs() {
    return layer.inputs();
  }

  /**
   * The mean loss of a batch.
   *
   * @param outputs the items, one after the other
   * @throws IllegalArgumentException if there are fewer numbers than {@code batch} items have, or
   *     one is NaN or infinite
   */
  public double value(float[] outputs, int batch) {
    double sum = 0;
    for (double one : values(outputs, batch)) {
      sum += one;
    }
    return sum / batch;
  }

  /** The loss of each item of a batch; see {@link #value}. */
  public double[] values(float[] outputs, int batch) {
    if (batch < 1 || outputs.length < batch * layer.inputs()) {
      throw new IllegalArgumentException(
          "topology loss of "
              + batch
              + " items of "
              + layer.inputs()
              + " numbers, and there are "
              + outputs.length
              + " numbers; pass whole items, at least one");
    }
    this.batch = batch;
    layer.forward(outputs, batch, Mode.EVALUATION);
    double[] values = new double[batch];
    Arrays.setAll(values, item -> layer.value(item, 0));
    return values;
  }

  /**
   * The gradient of the latest {@link #value} with respect to the outputs, in an array that the
   * next call overwrites.
   */
  public float[] gradient() {
    return gradient(1f / batch);
  }

  /** The gradient of the sum, and not the mean, of the latest {@link #values}. */
  public float[] gradientOfSum() {
    return gradient(1);
  }

  private float[] gradient(float share) {
    float[] shares = new float[batch];
    Arrays.fill(shares, share);
    return layer.backward(shares, Wanted.INPUT);
  }

  /** As {@code E(1,0,2;PD0) of superlevel ...}. */
  @Override
  public String toString() {
    return function + " of " + filtration.description();
  }
}
