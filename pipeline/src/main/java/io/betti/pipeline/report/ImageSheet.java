package io.betti.pipeline.report;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;

/** Many small grey images on one sheet, row by row, with a line of paper between them. */
final class ImageSheet {
  private static final byte PAPER = (byte) 96;

  private ImageSheet() {}

  /**
   * Draws images.
   *
   * @param images the images
   * @param size how large a pixel is, in CSS pixels
   * @param description what they show, for a reader who cannot see them
   */
  static Figure of(Images images, double size, String description) {
    int count = images.count();
    int columns = Math.min(images.columns(), Math.max(1, count));
    int rows = (count + columns - 1) / columns;
    int width = columns * (images.width() + 1) - 1;
    int height = Math.max(1, rows * (images.height() + 1) - 1);
    BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    byte[] pixels = ((DataBufferByte) sheet.getRaster().getDataBuffer()).getData();
    Arrays.fill(pixels, PAPER);
    for (int n = 0; n < count; n++) {
      int top = n / columns * (images.height() + 1);
      int left = n % columns * (images.width() + 1);
      for (int y = 0; y < images.height(); y++) {
        for (int x = 0; x < images.width(); x++) {
          float value = images.values()[(n * images.height() + y) * images.width() + x];
          int grey = Math.round(255 * Math.min(1, Math.max(0, value)));
          pixels[(top + y) * width + left + x] = (byte) grey;
        }
      }
    }
    return new Figure(
        "<img class=\"pixels\" width=\""
            + Math.round(width * size)
            + "\" height=\""
            + Math.round(height * size)
            + "\" alt=\""
            + HtmlText.escape(description)
            + "\" src=\"data:image/png;base64,"
            + GridPlot.png(sheet)
            + "\"/>");
  }
}
