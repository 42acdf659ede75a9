package io.betti.pipeline.network.experiment;

import io.betti.pipeline.network.training.Classifier;
import io.betti.topology.complex.Grid;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.layer.LevelSetLayer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Images in [0, 1] with what scores are made of: each one's PD0 (Freudenthal, superlevel) and a
 * classifier's probabilities of its classes. The first of them are compared by distances.
 */
public final class ScoredImages {
  /** A component counts if its lifetime is above this; the one that never dies always counts. */
  public static final double SPECK = 0.1;

  /** A pixel is ink from this value on, where an image is taken for black and white. */
  public static final double LEVEL = 0.5;

  private final int length;
  private final float[] values;
  private final List<PersistenceDiagram> diagrams = new ArrayList<>();
  private final double[][] probabilities;

  /**
   * Images one after the other.
   *
   * @param grid their shape
   * @param values in [0, 1]; not copied
   */
  public ScoredImages(Grid grid, float[] values, Classifier classifier) {
    length = grid.vertices();
    this.values = values;
    LevelSetLayer layer =
        new LevelSetLayer(LevelSetFiltration.superlevel(grid), DiagramOptions.upTo(0));
    for (int i = 0; i < size(); i++) {
      diagrams.add(
          layer.forward(Arrays.copyOfRange(values, i * length, (i + 1) * length)).diagram());
    }
    probabilities = classifier.probabilities(values);
  }

  /** From tanh's [-1, 1] to [0, 1]. */
  public static float[] unit(float[] tanh) {
    float[] unit = new float[tanh.length];
    for (int i = 0; i < tanh.length; i++) {
      unit[i] = 0.5f * tanh[i] + 0.5f;
    }
    return unit;
  }

  /** From unsigned bytes to [0, 1]. */
  public static float[] unit(byte[][] items, int[] indices) {
    int length = items[0].length;
    float[] unit = new float[indices.length * length];
    for (int i = 0; i < indices.length; i++) {
      for (int j = 0; j < length; j++) {
        unit[i * length + j] = (items[indices[i]][j] & 0xff) / 255f;
      }
    }
    return unit;
  }

  /** Number of images. */
  public int size() {
    return values.length / length;
  }

  PersistenceDiagram diagram(int i) {
    return diagrams.get(i);
  }

  double[] probabilities(int i) {
    return probabilities[i];
  }

  /** Components of an image that count; see {@link #SPECK}. */
  public int components(int i) {
    PersistenceDiagram diagram = diagrams.get(i);
    int count = 0;
    for (int bar = diagram.from(0); bar < diagram.to(0); bar++) {
      count += diagram.isEssential(bar) || diagram.lifetime(bar) > SPECK ? 1 : 0;
    }
    return count;
  }

  /** Components of the pixels at least {@link #LEVEL}, six neighbours each. */
  public int componentsAtLevel(int i) {
    PersistenceDiagram diagram = diagrams.get(i);
    int count = 0;
    for (int bar = diagram.from(0); bar < diagram.to(0); bar++) {
      count += diagram.birth(bar) >= LEVEL && diagram.death(bar) < LEVEL ? 1 : 0;
    }
    return count;
  }

  /** The Euclidean distance of two images. */
  double euclidean(int i, ScoredImages other, int j) {
    double sum = 0;
    for (int v = 0; v < length; v++) {
      double difference = (double) values[i * length + v] - other.values[j * length + v];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }
}
