package io.betti.jobs;

import io.betti.pipeline.network.experiment.GenerativeModel;
import io.betti.pipeline.network.experiment.Stage;
import io.betti.pipeline.network.experiment.StageSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How table 10 is made.
 *
 * @param preset what the other numbers came from unless the command said them
 * @param firstSeed of the trainings' seeds, which follow one another
 * @param seeds number of trainings
 * @param repeats number of evaluations of each
 * @param compared images that are compared by distances
 * @param scored images that the Inception score is of
 * @param steps of each stage
 * @param rate of the topology stage
 * @param classifierSteps of the classifier
 * @param checkpointSteps a checkpoint every so many steps
 */
record Table10Settings(
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
  private static final int BATCH = 64;
  private static final double GAN_RATE = 2e-4;
  private static final double BETA1 = 0.5;

  /** Samples of a query. */
  private static final int ASKED = 24;

  /** Adam's rate on latents, whose numbers are of size 1. */
  private static final double LATENT_RATE = 0.05;

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
          case LATENT, QUERY -> LATENT_RATE;
          default -> GAN_RATE;
        };
    return new StageSettings(
        GenerativeModel.IMAGES,
        steps.get(stage.toString()),
        stage == Stage.QUERY ? ASKED : BATCH,
        own,
        BETA1,
        stage == Stage.QUERY ? StageSettings.NO_RING : StageSettings.ONE_COMPONENT,
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
    texts.put("preset", preset.toString());
    texts.put("seed", Long.toString(firstSeed));
    texts.put("seeds", Integer.toString(seeds));
    texts.put("repeats", Integer.toString(repeats));
    texts.put("sample", Integer.toString(compared));
    texts.put("inception-sample", Integer.toString(scored));
    texts.put("stages", steps.toString());
    texts.put("topology-rate", Double.toString(rate));
    texts.put("classifier-steps", Long.toString(classifierSteps));
    return texts;
  }
}
