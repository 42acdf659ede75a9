package io.betti.jobs;

import io.betti.topology.metric.Interval;
import io.betti.topology.metric.NearestNeighbours;
import java.util.Map;

/**
 * What the comparison of a set with the reference by one distance gave, in the unit of the stored
 * values.
 *
 * @param scores by name, one of {@link ScoreKind}
 * @param ofReference the nearest item of the set of every reference item
 * @param ofSet the nearest reference item of every item of the set
 * @param counts distinct items, pairs, solves and so on, by name
 */
record PairOutcome(
    Map<ScoreKind, Score> scores,
    NearestNeighbours ofReference,
    NearestNeighbours ofSet,
    Map<String, Object> counts) {
  /**
   * A score.
   *
   * @param value of it
   * @param interval around it
   */
  record Score(double value, Interval interval) {}
}
