package io.betti.jobs;

import io.betti.pipeline.dataset.Item;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.distance.WassersteinDistance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a pair of items costs by the Wasserstein distance, measured on the first ones by the engine
 * alone, for a dry run. A search leaves most pairs out, so this is a bound.
 *
 * @param pairs how many were solved
 * @param secondsPerPair on one core
 */
record PairSample(int pairs, double secondsPerPair) {
  private static final int MOST_ITEMS = 100;
  private static final double MOST_SECONDS = 1;

  static PairSample of(ItemSide reference, ItemSide generated, EvaluationSettings settings) {
    List<PersistenceDiagram> left = diagrams(reference);
    List<PersistenceDiagram> right = diagrams(generated);
    WassersteinDistance distance = new WassersteinDistance(settings.wasserstein());
    int pairs = 0;
    double seconds = 0;
    long began = System.nanoTime();
    for (PersistenceDiagram a : left) {
      for (PersistenceDiagram b : right) {
        if (seconds < MOST_SECONDS) {
          distance.distance(a, b, settings.dimension());
          pairs++;
          seconds = (System.nanoTime() - began) / 1e9;
        }
      }
    }
    return new PairSample(pairs, seconds / Math.max(1, pairs));
  }

  private static List<PersistenceDiagram> diagrams(ItemSide side) {
    FirstItems items = FirstItems.of(side.split(), MOST_ITEMS);
    List<PersistenceDiagram> diagrams = new ArrayList<>();
    long began = System.nanoTime();
    for (long id = 0; id < items.size(); id++) {
      if ((System.nanoTime() - began) / 1e9 < MOST_SECONDS) {
        Item item = side.items().noisy(items.item(id));
        try {
          diagrams.add(side.items().diagrams().diagram(item));
        } catch (IllegalArgumentException e) {
          // A bad item is none of an estimate's business.
        }
      }
    }
    return diagrams;
  }

  /** As {@code 2.1 us a solve, by 10,000 pairs}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%.2g us a solve on one core, by %,d pairs", secondsPerPair * 1e6, pairs);
  }
}
