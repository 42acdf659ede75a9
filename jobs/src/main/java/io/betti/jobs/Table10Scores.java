package io.betti.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The scores of all evaluations, summed up: the mean and deviation over seeds and repeats, as the
 * paper gives them, and an interval for the mean over trainings. Evaluations of one training are
 * not independent, so the interval (Student's, 95 %) is made of one mean a seed.
 */
final class Table10Scores {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double LEVEL = 0.95;

  /**
   * One evaluation of one generator.
   *
   * @param seed of the training
   * @param repeat number of the evaluation
   * @param stage of the generator, or real
   * @param scores by name
   */
  record Evaluation(long seed, int repeat, String stage, Map<String, Double> scores) {}

  /**
   * A score summed up.
   *
   * @param mean over seeds and repeats
   * @param deviation over seeds and repeats, divided by their number less 1; NaN for one only
   * @param low lower end of the interval for the mean; NaN if there is one seed only
   * @param high upper end
   */
  record Sum(double mean, double deviation, double low, double high) {}

  private final List<Evaluation> evaluations;

  Table10Scores(List<Evaluation> evaluations) {
    this.evaluations = List.copyOf(evaluations);
  }

  /** As text, to be sent. */
  static String text(List<Evaluation> evaluations) throws JsonProcessingException {
    return JSON.writeValueAsString(evaluations);
  }

  /** What {@link #text} wrote. */
  static List<Evaluation> parse(String text) {
    try {
      return JSON.readValue(text, new TypeReference<List<Evaluation>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no scores: " + text, e);
    }
  }

  /** Stages that were scored, in the order in which they came. */
  Set<String> stages() {
    Set<String> stages = new LinkedHashSet<>();
    evaluations.forEach(evaluation -> stages.add(evaluation.stage()));
    return stages;
  }

  /** Names of the scores. */
  Set<String> names() {
    return evaluations.get(0).scores().keySet();
  }

  /** A score of a stage. */
  Sum of(String stage, String name) {
    Map<Long, Map<Integer, Double>> values = new TreeMap<>();
    for (Evaluation evaluation : evaluations) {
      if (evaluation.stage().equals(stage)) {
        put(values, evaluation, evaluation.scores().get(name));
      }
    }
    return sum(values);
  }

  /** How much larger a score is after than before, by evaluations of one seed and repeat. */
  Sum change(String before, String after, String name) {
    Map<Long, Map<Integer, Double>> values = new TreeMap<>();
    for (Evaluation late : evaluations) {
      if (late.stage().equals(after)) {
        for (Evaluation early : evaluations) {
          if (early.stage().equals(before)
              && early.seed() == late.seed()
              && early.repeat() == late.repeat()) {
            put(values, late, late.scores().get(name) - early.scores().get(name));
          }
        }
      }
    }
    return sum(values);
  }

  private static void put(
      Map<Long, Map<Integer, Double>> values, Evaluation evaluation, double value) {
    values
        .computeIfAbsent(evaluation.seed(), seed -> new TreeMap<>())
        .put(evaluation.repeat(), value);
  }

  private static Sum sum(Map<Long, Map<Integer, Double>> bySeed) {
    double[] all =
        bySeed.values().stream()
            .flatMap(repeats -> repeats.values().stream())
            .mapToDouble(Double::doubleValue)
            .toArray();
    double[] means =
        bySeed.values().stream()
            .mapToDouble(repeats -> mean(repeats.values().stream().mapToDouble(v -> v).toArray()))
            .toArray();
    double half =
        means.length < 2
            ? Double.NaN
            : new TDistribution(null, means.length - 1.0)
                    .inverseCumulativeProbability((1 + LEVEL) / 2)
                * deviation(means)
                / Math.sqrt(means.length);
    double mean = mean(means);
    return new Sum(mean, deviation(all), mean - half, mean + half);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return values.length < 2 ? Double.NaN : Math.sqrt(sum / (values.length - 1));
  }

  /** All sums by stage and name, for the metrics; what is NaN is left out. */
  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    for (String stage : stages()) {
      Map<String, Object> scores = new LinkedHashMap<>();
      for (String name : names()) {
        scores.put(name, facts(of(stage, name)));
      }
      facts.put(stage, scores);
    }
    return facts;
  }

  /** A sum by names; what is NaN is left out. */
  static Map<String, Double> facts(Sum sum) {
    Map<String, Double> facts = new LinkedHashMap<>();
    facts.put("mean", sum.mean());
    if (!Double.isNaN(sum.deviation())) {
      facts.put("deviation", sum.deviation());
    }
    if (!Double.isNaN(sum.low())) {
      facts.put("low", sum.low());
      facts.put("high", sum.high());
    }
    return facts;
  }
}
