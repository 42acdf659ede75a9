package io.betti.pipeline.report;

/**
 * Grey images one after the other.
 *
 * @param height rows of an image
 * @param width columns of an image
 * @param columns images in a row of a sheet
 * @param values in [0, 1], row-major
 */
public record Images(int height, int width, int columns, float[] values) {
  /** Number of images. */
  public int count() {
    return values.length / (height * width);
  }
}
