package io.betti.jobs;

import java.util.Map;

/**
 * Inception scores, as a step keeps them for later ones.
 *
 * @param scores by the name of the set
 */
record InceptionFigures(Map<String, Score> scores) {
  /**
   * An Inception score.
   *
   * @param mean over the splits
   * @param deviation of the splits' scores
   * @param splits how many
   */
  record Score(double mean, double deviation, int splits) {}
}
