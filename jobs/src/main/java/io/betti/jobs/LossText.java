package io.betti.jobs;

import io.betti.pipeline.network.experiment.LossRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Losses in words. */
final class LossText {
  private LossText() {}

  /** The latest losses of a file, as {@code generator 0.93 discriminator 0.62}; empty if none. */
  static String latest(Path file) {
    try {
      LossRecord.Curves curves = LossRecord.read(file);
      int last = curves.steps().length - 1;
      StringBuilder text = new StringBuilder();
      if (last >= 0) {
        curves
            .losses()
            .forEach(
                (name, values) ->
                    text.append(String.format(Locale.ROOT, "%s %.3g ", name, values[last])));
      }
      return text.toString().trim();
    } catch (IOException e) {
      return ""; // It is being written, or not there yet.
    }
  }
}
