package io.betti.jobs;

import io.betti.jobs.settings.EssentialChoice;
import io.betti.jobs.settings.Scale;
import io.betti.topology.distance.WassersteinOptions;
import io.betti.topology.metric.Bootstrap;
import io.betti.topology.metric.TieBreak;
import java.util.List;

/**
 * How an evaluation scores.
 *
 * @param distances some of {@link #DISTANCES}
 * @param metrics some of {@link #METRICS}
 * @param dimension of the diagrams that are compared
 * @param scale of distances
 * @param essential what becomes of essential bars
 * @param wasserstein which Wasserstein distance
 * @param neighbours k of precision, recall, density, coverage_k
 * @param ties how ties are broken
 * @param sample items of a sample; null for none
 * @param repeats how many samples
 * @param bootstrap of the intervals
 * @param classProbabilities a table of them; null for none
 * @param classifier a saved one; null for none
 * @param seed of everything drawn
 */
record EvaluationSettings(
    List<String> distances,
    List<String> metrics,
    int dimension,
    Scale scale,
    EssentialChoice essential,
    WassersteinOptions wasserstein,
    int neighbours,
    TieBreak ties,
    Integer sample,
    int repeats,
    Bootstrap bootstrap,
    String classProbabilities,
    String classifier,
    long seed) {
  static final String L2 = "l2";
  static final String WASSERSTEIN = "wasserstein";
  static final List<String> DISTANCES = List.of(L2, WASSERSTEIN);

  static final String MMD = "mmd";
  static final String COV = "cov";
  static final String NNA = "1nna";
  static final String PRDC = "prdc";
  static final List<String> METRICS = List.of(MMD, COV, NNA, PRDC);

  boolean has(String metric) {
    return metrics.contains(metric);
  }

  boolean isInception() {
    return classProbabilities != null || classifier != null;
  }

  /** Fewest items that a set must have for all of the metrics. */
  int fewest() {
    return has(PRDC) ? Math.max(2, neighbours + 1) : has(NNA) ? 2 : 1;
  }

  /** A distance in words. */
  String name(String distance) {
    return distance.equals(L2)
        ? "L2"
        : orderName() + " (ground norm " + wasserstein.groundNorm() + ") of PD" + dimension;
  }

  /** A distance in fewer words. */
  String shortName(String distance) {
    return distance.equals(L2) ? "L2" : orderName() + " of PD" + dimension;
  }

  private String orderName() {
    double order = wasserstein.order();
    String text = order == Math.rint(order) ? Integer.toString((int) order) : "" + order;
    return "W" + text;
  }
}
