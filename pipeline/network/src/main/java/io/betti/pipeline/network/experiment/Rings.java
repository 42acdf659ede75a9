package io.betti.pipeline.network.experiment;

import io.betti.pipeline.network.Network;
import io.betti.pipeline.network.training.Sampler;
import io.betti.topology.complex.Grid;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.layer.LevelSetLayer;
import java.util.Arrays;

/**
 * The rings of items in [0, 1]: bars of PD1 (Freudenthal, superlevel). A ring is there if its
 * lifetime is above {@link #CLEAR}, and gone if none is above {@link ScoredItems#SPECK}.
 */
public final class Rings {
  /** The lifetime above which nobody will deny a ring. */
  public static final double CLEAR = 0.5;

  /** So many samples are looked through for a ring. */
  static final int MOST_SAMPLES = 20_000;

  private static final int BLOCK = 64;

  private final int length;
  private final LevelSetLayer layer;

  /** Of items of a shape. */
  public Rings(Grid grid) {
    length = grid.vertices();
    layer = new LevelSetLayer(LevelSetFiltration.superlevel(grid), DiagramOptions.upTo(1));
  }

  /** The longest lifetime in PD1 of an item, one of several one after the other; 0 if none. */
  public double longest(float[] unit, int item) {
    return longest(diagram(unit, item));
  }

  private static double longest(PersistenceDiagram diagram) {
    double longest = 0;
    for (int bar = diagram.from(1); bar < diagram.to(1); bar++) {
      longest = Math.max(longest, diagram.lifetime(bar));
    }
    return longest;
  }

  /** Whether an item is one component with one ring, a clear one. */
  public boolean isOneRing(float[] unit, int item) {
    PersistenceDiagram diagram = diagram(unit, item);
    return ScoredItems.lasting(diagram, 0) == 1
        && ScoredItems.lasting(diagram, 1) == 1
        && longest(diagram) > CLEAR;
  }

  private PersistenceDiagram diagram(float[] unit, int item) {
    return layer.forward(Arrays.copyOfRange(unit, item * length, (item + 1) * length)).diagram();
  }

  /**
   * The first samples of a generator that are one ring, by their indices.
   *
   * @param from where to begin
   * @param count how many; fewer if there are fewer among {@link #MOST_SAMPLES}
   * @throws IllegalArgumentException if there is none
   */
  long[] samples(Network generator, long seed, long from, int count) {
    Sampler sampler = new Sampler(generator, seed);
    long[] found = new long[count];
    int there = 0;
    for (int block = 0; there < count && block * BLOCK < MOST_SAMPLES; block++) {
      long first = from + (long) block * BLOCK;
      float[] unit = GenerativeModel.unit(sampler.samples(first, BLOCK));
      for (int i = 0; i < BLOCK && there < count; i++) {
        if (isOneRing(unit, i)) {
          found[there++] = first + i;
        }
      }
    }
    if (there == 0) {
      throw new IllegalArgumentException(
          "no sample is one component with one ring, among "
              + MOST_SAMPLES
              + " from "
              + from
              + " on; train the generator further");
    }
    return Arrays.copyOf(found, there);
  }
}
