package io.betti.pipeline.network.experiment;

import io.betti.pipeline.network.Folder;
import io.betti.pipeline.network.Gaussian;
import io.betti.pipeline.network.Network;
import io.betti.pipeline.network.SavedState;
import io.betti.pipeline.network.training.Classifier;
import io.betti.pipeline.network.training.Sampler;
import io.betti.topology.complex.Grid;
import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One evaluation of the generators of a seed: all against the same real images, and made of the
 * same latents; and real images against real ones, which is what a perfect generator would reach.
 *
 * @param seed of the training, of the latents and of the draw of real images
 * @param repeat number of the evaluation: other latents, other real images
 * @param compared how many images are compared by distances
 * @param scored how many images the Inception score and the share of one component are of
 * @param generators folder of each generator by the name of its stage
 * @param classifier folder of the classifier
 */
public record EvaluationRun(
    long seed,
    int repeat,
    int compared,
    int scored,
    LinkedHashMap<String, Folder> generators,
    Folder classifier)
    implements Serializable {
  /** The name under which real images are scored against real ones. */
  public static final String REAL = "real";

  private static final Grid GRID = Grid.of(28, 28);

  /**
   * The scores of each stage and of {@link #REAL}.
   *
   * @param real images that no generator was trained on, as unsigned bytes
   * @throws IllegalArgumentException if there are fewer than are compared and scored
   */
  public Map<String, Map<String, Double>> scores(byte[][] real) {
    int[] drawn = draw(real.length);
    GenerationScores scores = new GenerationScores(compared, seed * 31 + repeat);
    Map<String, Map<String, Double>> all = new LinkedHashMap<>();
    try (Network network = Network.of(SavedState.load(classifier))) {
      Classifier judge = new Classifier(network);
      ScoredImages reference = images(real, Arrays.copyOf(drawn, compared), judge);
      for (Map.Entry<String, Folder> one : generators.entrySet()) {
        try (Network generator = Network.of(SavedState.load(one.getValue()))) {
          float[] made = new Sampler(generator, seed).samples((long) repeat * scored, scored);
          ScoredImages images = new ScoredImages(GRID, ScoredImages.unit(made), judge);
          all.put(one.getKey(), scores.of(reference, images));
        }
      }
      int[] others = Arrays.copyOfRange(drawn, compared, compared + scored);
      all.put(REAL, scores.of(reference, images(real, others, judge)));
    }
    return all;
  }

  private static ScoredImages images(byte[][] real, int[] indices, Classifier judge) {
    return new ScoredImages(GRID, ScoredImages.unit(real, indices), judge);
  }

  /** Real images without repetition: the reference, then those that stand for a generator's. */
  private int[] draw(int size) {
    if (size < compared + scored) {
      throw new IllegalArgumentException(
          compared
              + " real images to compare with and "
              + scored
              + " others are needed, and there are "
              + size
              + "; ask for fewer");
    }
    SplittableRandom random = Gaussian.stream(seed, "real images", repeat);
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    for (int i = 0; i < compared + scored; i++) {
      int j = i + random.nextInt(size - i);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }
}
