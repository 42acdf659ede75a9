package io.betti.jobs;

import io.betti.pipeline.network.Folder;
import io.betti.pipeline.network.Latents;
import io.betti.pipeline.network.Network;
import io.betti.pipeline.network.SavedState;
import io.betti.pipeline.network.experiment.GenerativeModel;
import io.betti.pipeline.network.experiment.LatentSheets;
import io.betti.pipeline.network.experiment.MovedLatents;
import io.betti.pipeline.network.experiment.Stage;
import io.betti.pipeline.network.experiment.StageRun;
import io.betti.pipeline.network.training.Sampler;
import io.betti.pipeline.report.GenerationReport;
import io.betti.pipeline.report.Images;
import io.betti.pipeline.report.VolumePicture;
import io.betti.topology.complex.Grid;
import java.util.ArrayList;
import java.util.List;

/** What the report of {@code gan} shows: images, or volumes drawn as images. */
final class GanSheets {
  /** Items in a row. */
  static final int COLUMNS = 8;

  private static final int SHOWN = 64;
  private static final int SHOWN_VOLUMES = 24;
  private static final int CLASS_COLUMNS = 10;

  /** Latents whose way is shown. */
  private static final int WAYS = 8;

  private final GanSettings settings;

  GanSheets(GanSettings settings) {
    this.settings = settings;
  }

  private boolean ofVolumes() {
    return settings.model() == GenerativeModel.VOXELS;
  }

  /** Items that are shown of many. */
  int shown() {
    return ofVolumes() ? SHOWN_VOLUMES : SHOWN;
  }

  private static Network generator(Folder stage) {
    return Network.of(SavedState.load(stage.in(StageRun.GENERATOR)));
  }

  /** The same latents before and after; or those that were moved, and their ways. */
  List<GenerationReport.Sheet> trained(StageRun stage) {
    List<GenerationReport.Sheet> sheets = new ArrayList<>();
    if (stage.stage() == Stage.LATENT) {
      try (Network generator = generator(stage.from())) {
        Sampler sampler = new Sampler(generator, settings.seed());
        MovedLatents moved = moved(stage);
        int ways = Math.min(WAYS, moved.samples().length);
        sheets.add(sheet("Before", "The samples", sampler.items(moved.start()), COLUMNS));
        sheets.add(
            sheet("After", "Of the latents as moved", sampler.items(moved.moved()), COLUMNS));
        sheets.add(
            sheet(
                "On the way",
                "A row is the way of a latent, from its sample to where it came",
                sampler.items(moved.ways(ways)),
                moved.times()));
      }
      return sheets;
    }
    if (stage.from() != null) {
      try (Network before = generator(stage.from())) {
        float[] made = new Sampler(before, settings.seed()).samples(settings.first(), shown());
        sheets.add(sheet("Before", "The first samples", made, COLUMNS));
      }
    }
    try (Network after = generator(stage.to())) {
      float[] made = new Sampler(after, settings.seed()).samples(settings.first(), shown());
      sheets.add(sheet("After", "Of the same latents", made, COLUMNS));
      byClass(sheets, after);
    }
    return sheets;
  }

  /** What a stage of latents has come to. */
  static MovedLatents moved(StageRun stage) {
    return MovedLatents.of(SavedState.load(stage.to().in(StageRun.LATENTS)));
  }

  /** A row for each class, if there are any. */
  private void byClass(List<GenerationReport.Sheet> sheets, Network generator) {
    Latents drawn = generator.description().drawn();
    if (drawn.classes() == 0) {
      return;
    }
    sheets.add(
        sheet(
            "Classes",
            "A row has one class, a column the noise and codes of one sample",
            LatentSheets.ofClasses(generator, settings.seed(), CLASS_COLUMNS),
            CLASS_COLUMNS));
    for (int code = 0; code < drawn.codes(); code++) {
      sheets.add(
          sheet(
              "Code " + (code + 1),
              "A row has one class and the noise of one sample, and the code goes from -1 to 1",
              LatentSheets.ofCode(generator, settings.seed(), code, CLASS_COLUMNS),
              CLASS_COLUMNS));
    }
  }

  /** Items as a generator makes them, so many in a row. */
  GenerationReport.Sheet sheet(String heading, String caption, float[] tanh, int columns) {
    Grid grid = settings.model().grid();
    float[] unit = GenerativeModel.unit(tanh);
    return new GenerationReport.Sheet(
        heading,
        caption,
        ofVolumes()
            ? VolumePicture.of(unit, grid.width(), settings.axes(), columns)
            : new Images(grid.height(), grid.width(), columns, unit));
  }
}
