package io.betti.jobs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The scores of samples by one distance, as a step keeps them for later ones.
 *
 * @param generated scores of samples of the generated items, by {@link ScoreKind#key}, one a sample
 * @param ceiling the same of real items
 * @param seconds wall time
 */
record SampleFigures(
    Map<String, List<Double>> generated, Map<String, List<Double>> ceiling, double seconds) {
  static SampleFigures empty() {
    return new SampleFigures(new LinkedHashMap<>(), new LinkedHashMap<>(), 0);
  }

  /** Adds the scores of a sample. */
  static void add(Map<String, List<Double>> scores, PairFigures sample) {
    sample
        .scores()
        .forEach(
            (key, figure) ->
                scores.computeIfAbsent(key, k -> new ArrayList<>()).add(figure.value()));
  }

  SampleFigures lasting(double wallSeconds) {
    return new SampleFigures(generated, ceiling, wallSeconds);
  }

  /** The mean of some scores. */
  static double mean(List<Double> scores) {
    return scores.stream().mapToDouble(s -> s).sum() / scores.size();
  }

  /** The deviation of some scores: of the sample, divided by one less than their number. */
  static double deviation(List<Double> scores) {
    double mean = mean(scores);
    double sum = 0;
    for (double score : scores) {
      sum += (score - mean) * (score - mean);
    }
    return scores.size() < 2 ? 0 : Math.sqrt(sum / (scores.size() - 1));
  }
}
