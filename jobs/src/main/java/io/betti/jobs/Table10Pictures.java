package io.betti.jobs;

import io.betti.pipeline.network.Folder;
import io.betti.pipeline.network.Network;
import io.betti.pipeline.network.SavedState;
import io.betti.pipeline.network.experiment.GenerativeModel;
import io.betti.pipeline.network.experiment.Interpolation;
import io.betti.pipeline.network.experiment.MovedLatents;
import io.betti.pipeline.network.experiment.Stage;
import io.betti.pipeline.network.experiment.StageRun;
import io.betti.pipeline.network.training.Sampler;
import io.betti.pipeline.report.GenerationReport;
import io.betti.pipeline.report.Images;
import io.betti.pipeline.report.VolumeAxes;
import io.betti.pipeline.report.VolumePicture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Pictures of table 10: the paper's figures 8 and 9 of images, 10 and 11 of volumes. */
final class Table10Pictures {
  private static final Layout OF_IMAGES = new Layout(64, 8, 4, 12);
  private static final Layout OF_VOLUMES = new Layout(24, 6, 3, 8);

  /**
   * How many pictures there are.
   *
   * @param shown of a sheet
   * @param columns of a sheet
   * @param paths between latents
   * @param steps of a path, ends included
   */
  private record Layout(int shown, int columns, int paths, int steps) {}

  private final GenerativeModel model;
  private final Layout layout;
  private final List<StageRun> stages;
  private final byte[][] real;
  private final VolumeAxes axes;

  /**
   * Pictures of the first seed.
   *
   * @param real test items
   * @param axes of volumes; null for images
   */
  Table10Pictures(Table10Settings settings, List<StageRun> stages, byte[][] real, VolumeAxes axes) {
    model = settings.model();
    layout = settings.isOfVolumes() ? OF_VOLUMES : OF_IMAGES;
    this.stages = stages;
    this.real = real;
    this.axes = axes;
  }

  /** Real items, and what the generator of each stage makes. */
  List<GenerationReport.Sheet> sheets() {
    List<GenerationReport.Sheet> sheets = new ArrayList<>();
    int[] first = new int[Math.min(layout.shown(), real.length)];
    Arrays.setAll(first, i -> i);
    String what = axes == null ? "The first test images" : "The first test volumes";
    sheets.add(
        new GenerationReport.Sheet(
            "Real", what, images(model.unit(real, first), layout.columns())));
    for (StageRun stage : stages) {
      if (stage.stage() == Stage.QUERY) {
        continue; // Of other latents: among the paths.
      }
      sheets.add(
          new GenerationReport.Sheet(
              stage.stage().toString(),
              "Seed " + stage.seed() + ", the same latents in all sheets",
              images(GenerativeModel.unit(samples(stage)), layout.columns())));
    }
    return sheets;
  }

  private Images images(float[] unit, int columns) {
    if (axes == null) {
      return new Images(model.grid().height(), model.grid().width(), columns, unit);
    }
    return VolumePicture.of(unit, model.grid().width(), axes, columns);
  }

  private float[] samples(StageRun stage) {
    if (stage.stage() == Stage.LATENT) {
      SavedState state = SavedState.load(stage.to().in(StageRun.LATENTS));
      try (Network generator = generator(stage.from())) {
        return new Sampler(generator, stage.seed()).items(MovedLatents.of(state).moved());
      }
    }
    try (Network generator = generator(stage.to())) {
      return new Sampler(generator, stage.seed()).samples(0, layout.shown());
    }
  }

  private static Network generator(Folder stage) {
    return Network.of(SavedState.load(stage.in(StageRun.GENERATOR)));
  }

  /** Figure 9: between the same latents, before and after. */
  List<GenerationReport.Sheet> paths() {
    List<GenerationReport.Sheet> sheets = new ArrayList<>();
    for (StageRun stage : stages) {
      if (stage.stage() == Stage.BASELINE || stage.stage() == Stage.TOPOLOGY) {
        sheets.add(
            new GenerationReport.Sheet(
                stage.stage().toString(),
                "A row is a straight line between two latents",
                images(GenerativeModel.unit(paths(stage)), layout.steps())));
      }
    }
    return sheets;
  }

  private float[] paths(StageRun stage) {
    float[] all = new float[layout.paths() * layout.steps() * model.grid().vertices()];
    try (Network generator = generator(stage.to())) {
      for (int path = 0; path < layout.paths(); path++) {
        float[] one =
            Interpolation.between(generator, stage.seed(), 2 * path, 2 * path + 1, layout.steps());
        System.arraycopy(one, 0, all, path * one.length, one.length);
      }
    }
    return all;
  }
}
