package io.betti.jobs;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The scores of a set against the reference by one distance, as a step keeps them for later ones.
 *
 * @param scores by {@link ScoreKind#key}, distances scaled
 * @param counts of items, pairs, solves and so on, by name
 * @param seconds wall time
 */
record PairFigures(Map<String, Figure> scores, Map<String, Object> counts, double seconds) {
  /**
   * A score with its interval.
   *
   * @param value of it
   * @param low end of the interval
   * @param high end of the interval
   */
  record Figure(double value, double low, double high) {}

  /** The figures of an outcome, as far as they were asked for. */
  static PairFigures of(PairOutcome outcome, EvaluationSettings settings, double seconds) {
    Map<String, Figure> scores = new LinkedHashMap<>();
    for (ScoreKind kind : ScoreKind.values()) {
      PairOutcome.Score score = outcome.scores().get(kind);
      if (settings.has(kind.metric()) && score != null) {
        double scale = kind.isDistance() ? settings.scale().value() : 1;
        scores.put(
            kind.key(),
            new Figure(
                score.value() * scale,
                score.interval().low() * scale,
                score.interval().high() * scale));
      }
    }
    return new PairFigures(scores, outcome.counts(), seconds);
  }
}
