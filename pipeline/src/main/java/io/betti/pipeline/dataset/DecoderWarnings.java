package io.betti.pipeline.dataset;

import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/** Keeps the first warning that means lost pixels: the JPEG decoder fills those with grey. */
final class DecoderWarnings implements IIOReadWarningListener {
  private String damage;

  @Override
  public void warningOccurred(ImageReader source, String warning) {
    if (damage == null && (warning.contains("Corrupt") || warning.contains("Premature"))) {
      damage = warning;
    }
  }

  /** The warning, or null. */
  String damage() {
    return damage;
  }
}
