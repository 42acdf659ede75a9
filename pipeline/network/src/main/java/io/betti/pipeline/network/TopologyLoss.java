package io.betti.pipeline.network;

import io.betti.topology.diagram.DiagramFunction;
import io.betti.topology.diagram.DiagramNotation;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.distance.References;
import io.betti.topology.filtration.LevelSetFiltration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
  private String bound = "";
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

  /**
   * Refuses a text that cannot be a loss, before its references are read.
   *
   * @param references names of the references that there will be
   * @throws IllegalArgumentException if the text is malformed, asks for too high a dimension, for a
   *     reference that is not there, or for none of one that is
   */
  public static void check(String energy, Set<String> references, LevelSetFiltration filtration) {
    SortedMap<String, PersistenceDiagram> diagrams = new TreeMap<>();
    references.forEach(name -> diagrams.put(name, PersistenceDiagram.empty()));
    DiagramFunction function = DiagramNotation.parse(energy, References.of(diagrams));
    new DiagramLayer(filtration, List.of(function), ValueMap.TANH_TO_UNIT);
    Set<String> left = new TreeSet<>(references);
    left.removeAll(DiagramNotation.references(energy));
    if (!left.isEmpty()) {
      throw new IllegalArgumentException(
          "references are bound that it does not name: " + String.join(", ", left));
    }
  }

  /**
   * As {@link #of(String, LevelSetFiltration)}, with distances {@code W(1,1;PD0,target)} from
   * reference diagrams, whose values must be on the scale of [0, 1] as well; essential bars are
   * matched.
   *
   * @param references diagrams by their names, as {@link PersistenceDiagram#toString} has them, so
   *     that they can be sent
   * @throws IllegalArgumentException if the text is malformed, asks for too high a dimension or for
   *     a reference that is not there, or a distance is infinite whatever the item, since the
   *     reference has another number of essential bars
   */
  public static TopologyLoss of(
      String energy, Map<String, String> references, LevelSetFiltration filtration) {
    SortedMap<String, PersistenceDiagram> diagrams = new TreeMap<>();
    references.forEach((name, text) -> diagrams.put(name, PersistenceDiagram.parse(text)));
    DiagramFunction function = DiagramNotation.parse(energy, References.of(diagrams));
    TopologyLoss loss = new TopologyLoss(function, filtration, ValueMap.TANH_TO_UNIT);
    if (!Double.isFinite(loss.value(new float[loss.inputs()], 1))) {
      throw new IllegalArgumentException(
          function
              + " is infinite whatever the item: every item has one essential bar, in PD0, and a"
              + " reference has another number of them; make it from a grid in superlevel order");
    }
    diagrams.keySet().retainAll(DiagramNotation.references(energy));
    loss.bound = diagrams.isEmpty() ? "" : ", " + prints(diagrams);
    return loss;
  }

  /** Each reference with a hash of its bars, as {@code target 0a1b2c3d}. */
  private static String prints(SortedMap<String, PersistenceDiagram> diagrams) {
    return diagrams.entrySet().stream()
        .map(
            one ->
                String.format(
                    "%s %08x", one.getKey(), one.getValue().toStringWithoutCells().hashCode()))
        .collect(Collectors.joining(", "));
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

  /** As {@code E(1,0,2;PD0) of superlevel ...}, then the references with a hash of each. */
  @Override
  public String toString() {
    return function + " of " + filtration.description() + bound;
  }
}
