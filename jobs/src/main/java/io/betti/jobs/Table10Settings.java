package io.betti.jobs;

import io.betti.pipeline.network.experiment.GenerativeModel;
import io.betti.pipeline.network.experiment.Stage;
import io.betti.pipeline.network.experiment.StageSettings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How table 10 is made.
 *
 * @param model what is trained
 * @param preset what the other numbers came from unless the command said them
 * @param firstSeed of the trainings' seeds, which follow one another
 * @param seeds number of trainings
 * @param repeats number of evaluations of each
 * @param compared items that are compared by distances
 * @param scored items that the Inception score and the share of one component are of
 * @param steps of each stage
 * @param rate of the topology stage
 * @param classifierSteps of the classifier; 0 if there is none
 * @param checkpointSteps a checkpoint every so many steps
 */
record Table10Settings(
    GenerativeModel model,
    Preset preset,
    long firstSeed,
    int seeds,
    int repeats,
    int compared,
    int scored,
    LinkedHashMap<String, Long> steps,
    double rate,
    long classifierSteps,
    long checkpointSteps) {
  private static final double BETA1 = 0.5;

  /** Adam's rate on latents, whose numbers are of size 1. */
  private static final double LATENT_RATE = 0.05;

  /** Whether volumes are made, and not images. */
  boolean isOfVolumes() {
    return model == GenerativeModel.VOXELS;
  }

  /** What is made, in words. */
  String items() {
    return isOfVolumes() ? "volumes" : "images";
  }

  /** The shape of what is made, as {@code 28x28}. */
  String shape() {
    return Arrays.stream(model.grid().shape())
        .mapToObj(Integer::toString)
        .collect(Collectors.joining("x"));
  }

  /** The stages of a seed: all but the baseline and the topology stage for the first seed only. */
  List<Stage> stages(int seed) {
    return steps.keySet().stream()
        .map(Stage::parse)
        .filter(stage -> seed == 0 || stage == Stage.BASELINE || stage == Stage.TOPOLOGY)
        .toList();
  }

  /** The settings of a stage. */
  StageSettings of(Stage stage) {
    double own =
        switch (stage) {
          case TOPOLOGY -> rate;
          case LATENT -> LATENT_RATE;
          default -> model.rate();
        };
    return new StageSettings(
        model,
        steps.get(stage.toString()),
        model.batch(),
        own,
        BETA1,
        StageSettings.ONE_COMPONENT,
        checkpointSteps);
  }

  /** Steps of all seeds and stages. */
  long allSteps() {
    long all = 0;
    for (int i = 0; i < seeds; i++) {
      for (Stage stage : stages(i)) {
        all += steps.get(stage.toString());
      }
    }
    return all;
  }

  /** As texts, for the identity of a run. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("model", model.toString());
    texts.put("preset", preset.toString());
    texts.put("seed", Long.toString(firstSeed));
    texts.put("seeds", Integer.toString(seeds));
    texts.put("repeats", Integer.toString(repeats));
    texts.put("sample", Integer.toString(compared));
    texts.put(isOfVolumes() ? "component-sample" : "inception-sample", Integer.toString(scored));
    texts.put("stages", steps.toString());
    texts.put("topology-rate", Double.toString(rate));
    if (!isOfVolumes()) {
      texts.put("classifier-steps", Long.toString(classifierSteps));
    }
    return texts;
  }
}
