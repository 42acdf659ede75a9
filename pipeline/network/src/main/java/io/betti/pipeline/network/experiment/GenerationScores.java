package io.betti.pipeline.network.experiment;

import io.betti.topology.distance.GroundNorm;
import io.betti.topology.distance.WassersteinDistance;
import io.betti.topology.distance.WassersteinOptions;
import io.betti.topology.metric.DistanceBlock;
import io.betti.topology.metric.InceptionScore;
import io.betti.topology.metric.ItemIds;
import io.betti.topology.metric.MinimumMatching;
import io.betti.topology.metric.TieBreak;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;

/**
 * The scores of generated images or volumes against real ones, as the paper's table 10 has them:
 * minimum matching distance and coverage under L2 and under the Wasserstein distance of order 1
 * between diagrams PD0, the Inception score of images; beside them the share of items of one
 * component, and the mean number of occupied voxels.
 *
 * <p>The paper leaves the ground norm open: {@code wass} is norm 1, and norms 2 and infinity
 * follow. Real items are the reference: MMD is a mean over them, COV a share of them.
 */
public final class GenerationScores {
  private static final Map<String, GroundNorm> NORMS = new LinkedHashMap<>();

  static {
    NORMS.put("wass", GroundNorm.ONE);
    NORMS.put("wass_norm2", GroundNorm.TWO);
    NORMS.put("wass_inf", GroundNorm.INFINITY);
  }

  private final int compared;
  private final TieBreak ties;

  /**
   * Scores of a number of items.
   *
   * @param compared how many, the first ones, are compared by distances
   * @param seed by which ties of distances are broken
   */
  public GenerationScores(int compared, long seed) {
    this.compared = compared;
    ties = TieBreak.random(seed);
  }

  /**
   * The scores by name.
   *
   * @throws IllegalArgumentException if there are fewer items than are to be compared
   */
  public Map<String, Double> of(ScoredItems real, ScoredItems generated) {
    if (real.comparable() < compared || generated.comparable() < compared) {
      throw new IllegalArgumentException(
          compared
              + " items are to be compared, and there are "
              + real.comparable()
              + " real and "
              + generated.comparable()
              + " generated ones");
    }
    Map<String, Double> scores = new LinkedHashMap<>();
    add(scores, "l2", (r, s) -> real.euclidean(r, generated, s));
    for (Map.Entry<String, GroundNorm> norm : NORMS.entrySet()) {
      WassersteinDistance distance =
          new WassersteinDistance(WassersteinOptions.of(1, norm.getValue()));
      add(
          scores,
          norm.getKey(),
          (r, s) -> distance.distance(real.diagram(r), generated.diagram(s), 0));
    }
    scores.putAll(ofOneSet(generated));
    return scores;
  }

  private void add(
      Map<String, Double> scores, String name, ToDoubleBiFunction<Integer, Integer> distance) {
    ItemIds ids = ItemIds.range(compared);
    long[] all = new long[compared];
    Arrays.setAll(all, i -> i);
    double[] distances = new double[compared * compared];
    for (int r = 0; r < compared; r++) {
      for (int s = 0; s < compared; s++) {
        distances[r * compared + s] = distance.applyAsDouble(r, s);
      }
    }
    MinimumMatching matching = new MinimumMatching(ids, ids, ties);
    matching.add(DistanceBlock.of(all, all, distances));
    scores.put("mmd_" + name, matching.mmd().value());
    scores.put("cov_" + name, matching.cov().value());
  }

  /** The scores that need no other items: of all of them, not of the compared ones only. */
  private static Map<String, Double> ofOneSet(ScoredItems items) {
    Map<String, Double> scores = new LinkedHashMap<>();
    if (items.isJudged()) {
      int classes = items.probabilities(0).length;
      InceptionScore inception = new InceptionScore(ItemIds.range(items.size()), classes);
      for (int i = 0; i < items.size(); i++) {
        inception.add(i, items.probabilities(i));
      }
      scores.put("inception", inception.mean());
      scores.put("inception_splits", inception.deviation());
    }
    double components = 0;
    double single = 0;
    double singleAtLevel = 0;
    double occupied = 0;
    for (int i = 0; i < items.size(); i++) {
      components += items.components(i);
      single += items.components(i) == 1 ? 1 : 0;
      singleAtLevel += items.componentsAtLevel(i) == 1 ? 1 : 0;
      occupied += items.occupied(i);
    }
    scores.put("one_component", single / items.size());
    scores.put("one_component_at_half", singleAtLevel / items.size());
    scores.put("components", components / items.size());
    if (items.isVolumes()) {
      scores.put("occupied", occupied / items.size());
    }
    return scores;
  }
}
