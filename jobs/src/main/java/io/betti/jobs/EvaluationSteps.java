package io.betti.jobs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The steps of an evaluation: the items of each side, then each distance between the reference and
 * the generated items, between real items, and on samples; then the classifier's score.
 *
 * @param items by step, whose rows they read
 * @param others by name
 */
record EvaluationSteps(Map<Step, EvaluationSide> items, Map<String, Step> others) {
  static final String INCEPTION = "inception";
  private static final String SAMPLES = "samples";

  static EvaluationSteps of(EvaluationSides sides, EvaluationSettings settings, long rowsPerStep) {
    Map<Step, EvaluationSide> items = new LinkedHashMap<>();
    for (EvaluationSide side : sides.all()) {
      side.steps(rowsPerStep).forEach(step -> items.put(step, side));
    }
    Map<String, Step> others = new LinkedHashMap<>();
    for (String distance : settings.distances()) {
      add(others, name(distance, EvaluationSides.GENERATED), false);
      add(others, name(distance, EvaluationSides.CEILING), true);
      if (settings.sample() != null) {
        add(others, name(distance, SAMPLES), true);
      }
    }
    if (settings.isInception()) {
      add(others, INCEPTION, true);
    }
    return new EvaluationSteps(items, others);
  }

  private static void add(Map<String, Step> steps, String name, boolean inner) {
    steps.put(name, new Step(name, null, 0, 0, inner));
  }

  /** The step that scores a set against the reference by a distance. */
  static String name(String distance, String set) {
    return distance + "-" + set;
  }

  /** The step that scores samples by a distance. */
  static String samples(String distance) {
    return name(distance, SAMPLES);
  }

  /** All of them, in the order in which they are done. */
  List<Step> all() {
    List<Step> all = new ArrayList<>(items.keySet());
    all.addAll(others.values());
    return all;
  }

  /** The steps that read a side. */
  List<Step> of(EvaluationSide side) {
    return items.entrySet().stream()
        .filter(e -> e.getValue() == side)
        .map(Map.Entry::getKey)
        .toList();
  }
}
