package io.betti.pipeline.network.experiment;

import io.betti.pipeline.network.Folder;
import io.betti.pipeline.network.Gaussian;
import io.betti.pipeline.network.Network;
import io.betti.pipeline.network.SavedState;
import io.betti.pipeline.network.training.Classifier;
import io.betti.pipeline.network.training.Sampler;
import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One evaluation of the generators of a seed: all against the same real items, and made of the same
 * latents; and real items against real ones, which is what a perfect generator would reach.
 *
 * @param model what is generated
 * @param seed of the training, of the latents and of the draw of real items
 * @param repeat number of the evaluation: other latents, other real items
 * @param compared how many items are compared by distances
 * @param scored how many items the Inception score and the share of one component are of
 * @param generators folder of each generator by the name of its stage
 * @param classifier folder of the classifier; null for none, and no Inception score
 */
public record EvaluationRun(
    GenerativeModel model,
    long seed,
    int repeat,
    int compared,
    int scored,
    LinkedHashMap<String, Folder> generators,
    Folder classifier)
    implements Serializable {
  /** The name under which real items are scored against real ones. */
  public static final String REAL = "real";

  /** Items that are made, and are in memory, at a time. */
  private static final int BLOCK = 64;

  /**
   * The scores of each stage and of {@link #REAL}, for which real items that are not compared with
   * stand for generated ones.
   *
   * @param real items that no generator was trained on, as unsigned bytes
   * @throws IllegalArgumentException if there are fewer than are compared and scored
   */
  public Map<String, Map<String, Double>> scores(byte[][] real) {
    int[] drawn = draw("real images", real.length, compared + scored);
    return scores(
        real,
        Arrays.copyOf(drawn, compared),
        real,
        Arrays.copyOfRange(drawn, compared, compared + scored));
  }

  /**
   * The scores of each stage and of {@link #REAL}, where there are too few real items for two
   * samples.
   *
   * @param real items that no generator was trained on, as unsigned bytes
   * @param standIns real items that stand for generated ones
   * @throws IllegalArgumentException if there are fewer than are compared, or scored
   */
  public Map<String, Map<String, Double>> scores(byte[][] real, byte[][] standIns) {
    return scores(
        real,
        draw("real images", real.length, compared),
        standIns,
        draw("stand-ins", standIns.length, scored));
  }

  private Map<String, Map<String, Double>> scores(
      byte[][] real, int[] references, byte[][] standIns, int[] others) {
    GenerationScores scores = new GenerationScores(compared, seed * 31 + repeat);
    Map<String, Map<String, Double>> all = new LinkedHashMap<>();
    try (Network network = classifier == null ? null : Network.of(SavedState.load(classifier))) {
      Classifier judge = network == null ? null : new Classifier(network);
      ScoredItems reference = stored(real, references, judge);
      for (Map.Entry<String, Folder> one : generators.entrySet()) {
        try (Network generator = Network.of(SavedState.load(one.getValue()))) {
          all.put(one.getKey(), scores.of(reference, generated(generator, judge)));
        }
      }
      all.put(REAL, scores.of(reference, stored(standIns, others, judge)));
    }
    return all;
  }

  private ScoredItems generated(Network generator, Classifier judge) {
    Sampler sampler = new Sampler(generator, seed);
    ScoredItems items = new ScoredItems(model.grid(), compared, judge);
    for (int from = 0; from < scored; from += BLOCK) {
      float[] made = sampler.samples((long) repeat * scored + from, Math.min(BLOCK, scored - from));
      items.add(GenerativeModel.unit(made));
    }
    return items;
  }

  private ScoredItems stored(byte[][] stored, int[] indices, Classifier judge) {
    ScoredItems items = new ScoredItems(model.grid(), compared, judge);
    for (int from = 0; from < indices.length; from += BLOCK) {
      int to = Math.min(from + BLOCK, indices.length);
      items.add(model.unit(stored, Arrays.copyOfRange(indices, from, to)));
    }
    return items;
  }

  /** Indices without repetition. */
  private int[] draw(String purpose, int size, int count) {
    if (size < count) {
      throw new IllegalArgumentException(
          count + " real items are needed, and there are " + size + "; ask for fewer");
    }
    SplittableRandom random = Gaussian.stream(seed, purpose, repeat);
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    for (int i = 0; i < count; i++) {
      int j = i + random.nextInt(size - i);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return Arrays.copyOf(order, count);
  }
}
