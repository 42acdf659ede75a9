package io.betti.jobs;

import io.betti.pipeline.network.experiment.GenerativeModel;
import io.betti.pipeline.report.VolumeAxes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code gan} is to do.
 *
 * @param stage what
 * @param model what is trained
 * @param preset what the other numbers came from unless the command said them
 * @param network folder to begin from; null if none
 * @param train images to train on; null if none are seen
 * @param steps of a training
 * @param batch images in a batch, or latents that are moved
 * @param rate Adam's learning rate
 * @param energy of the topology loss
 * @param references that it names, {@code NAME=PATH}
 * @param first index of the first sample
 * @param count samples, or paths between them
 * @param images of a path
 * @param checkpointSteps a checkpoint every so many steps
 * @param seed of everything that is drawn
 * @param axes of volumes, for the report's pictures
 */
record GanSettings(
    GanStage stage,
    GenerativeModel model,
    Preset preset,
    String network,
    String train,
    long steps,
    int batch,
    double rate,
    String energy,
    List<String> references,
    long first,
    int count,
    int images,
    long checkpointSteps,
    long seed,
    VolumeAxes axes) {
  /** Adam's decay of the first moment, as in the paper. */
  static final double BETA1 = 0.5;

  /** The same on a file. */
  GanSettings trainedOn(String file) {
    return new GanSettings(
        stage,
        model,
        preset,
        network,
        file,
        steps,
        batch,
        rate,
        energy,
        references,
        first,
        count,
        images,
        checkpointSteps,
        seed,
        axes);
  }

  /** As texts, for the identity of a run: those that count for the stage. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("stage", stage.toString());
    texts.put("model", model.toString());
    texts.put("seed", Long.toString(seed));
    if (stage.needsNetwork()) {
      texts.put("network", network);
    }
    if (stage.trains()) {
      texts.put("steps", Long.toString(steps));
      texts.put("batch", Integer.toString(batch));
      texts.put("rate", Double.toString(rate));
    }
    if (stage.hasEnergy()) {
      texts.put("energy", energy);
      texts.put("references", String.join(",", references));
    }
    if (!stage.trains() || stage == GanStage.QUERY) {
      texts.put("first", Long.toString(first));
    }
    if (!stage.trains()) {
      texts.put("count", Integer.toString(count));
      texts.put("images", Integer.toString(images));
    }
    return texts;
  }
}
