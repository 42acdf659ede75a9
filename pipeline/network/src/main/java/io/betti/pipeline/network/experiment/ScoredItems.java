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
 * Images or volumes in [0, 1] with what scores are made of: each one's components by PD0
 * (Freudenthal, superlevel) and, if there is a classifier, its probabilities of the classes. The
 * first of them are compared by distances, and only their values and diagrams are kept.
 */
public final class ScoredItems {
  /** A component counts if its lifetime is above this; the one that never dies always counts. */
  public static final double SPECK = 0.1;

  /** A pixel is ink, a voxel occupied, from this value on, where there is only yes and no. */
  public static final double LEVEL = 0.5;

  private final Grid grid;
  private final int compared;
  private final Classifier classifier;
  private final LevelSetLayer layer;
  private final List<float[]> values = new ArrayList<>();
  private final List<PersistenceDiagram> diagrams = new ArrayList<>();
  private final List<int[]> counts = new ArrayList<>();
  private final List<double[]> probabilities = new ArrayList<>();

  /**
   * No items yet.
   *
   * @param grid their shape
   * @param compared how many, the first ones, are compared by distances
   * @param classifier by which they are judged; null for none
   */
  public ScoredItems(Grid grid, int compared, Classifier classifier) {
    this.grid = grid;
    this.compared = compared;
    this.classifier = classifier;
    layer = new LevelSetLayer(LevelSetFiltration.superlevel(grid), DiagramOptions.upTo(0));
  }

  /**
   * Takes items one after the other.
   *
   * @param items in [0, 1]
   * @throws IllegalArgumentException if the numbers are not those of whole items
   */
  public void add(float[] items) {
    int length = grid.vertices();
    if (items.length % length != 0) {
      throw new IllegalArgumentException(
          items.length + " numbers are no items of " + length + "; pass whole items");
    }
    for (int from = 0; from < items.length; from += length) {
      add(items, from);
    }
    if (classifier != null) {
      probabilities.addAll(Arrays.asList(classifier.probabilities(items)));
    }
  }

  private void add(float[] items, int from) {
    float[] item = Arrays.copyOfRange(items, from, from + grid.vertices());
    PersistenceDiagram diagram = layer.forward(item).diagram();
    if (size() < compared) {
      values.add(item);
      diagrams.add(diagram);
    }
    int occupied = 0;
    for (float value : item) {
      occupied += value >= LEVEL ? 1 : 0;
    }
    int atLevel = 0;
    for (int bar = diagram.from(0); bar < diagram.to(0); bar++) {
      atLevel += diagram.birth(bar) >= LEVEL && diagram.death(bar) < LEVEL ? 1 : 0;
    }
    counts.add(new int[] {lasting(diagram, 0), atLevel, occupied});
  }

  /** Bars of a dimension that count; see {@link #SPECK}. */
  static int lasting(PersistenceDiagram diagram, int dimension) {
    int lasting = 0;
    for (int bar = diagram.from(dimension); bar < diagram.to(dimension); bar++) {
      lasting += diagram.isEssential(bar) || diagram.lifetime(bar) > SPECK ? 1 : 0;
    }
    return lasting;
  }

  /** Number of items. */
  public int size() {
    return counts.size();
  }

  /** Number of items that can be compared by distances. */
  int comparable() {
    return values.size();
  }

  /** Whether a classifier has judged them. */
  boolean isJudged() {
    return classifier != null;
  }

  /** Whether they are volumes. */
  boolean isVolumes() {
    return grid.dimension() == 3;
  }

  PersistenceDiagram diagram(int i) {
    return diagrams.get(i);
  }

  double[] probabilities(int i) {
    return probabilities.get(i);
  }

  /** Components of an item that count; see {@link #SPECK}. */
  public int components(int i) {
    return counts.get(i)[0];
  }

  /** Components of the pixels or voxels at least {@link #LEVEL}, six or 14 neighbours each. */
  public int componentsAtLevel(int i) {
    return counts.get(i)[1];
  }

  /** Pixels or voxels at least {@link #LEVEL}. */
  public int occupied(int i) {
    return counts.get(i)[2];
  }

  /** The Euclidean distance of two items. */
  double euclidean(int i, ScoredItems other, int j) {
    float[] own = values.get(i);
    float[] others = other.values.get(j);
    double sum = 0;
    for (int v = 0; v < own.length; v++) {
      double difference = (double) own[v] - others[v];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }
}
