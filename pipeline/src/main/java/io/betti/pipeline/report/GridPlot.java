package io.betti.pipeline.report;

import io.betti.topology.complex.Grid;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Values on a grid: a grey picture in the plane, a curve on a line; of a volume the largest values
 * along its first axis.
 */
final class GridPlot {
  /** A picture is thinned out to at most this many pixels along an axis. */
  private static final int MOST_PIXELS = 256;

  private GridPlot() {}

  /**
   * Draws the values.
   *
   * @param range black and white, or the foot and top of the curve
   * @param size the longer side, in CSS pixels
   * @param description what it shows, for a reader who cannot see it
   */
  static Figure of(Grid grid, float[] values, ValueRange range, int size, String description) {
    grid.checkLength(values.length);
    return grid.dimension() == 1
        ? curve(values, range, size, description)
        : picture(grid, largest(grid, values), range, size, description);
  }

  /** The largest value along the first of three axes. */
  private static float[] largest(Grid grid, float[] values) {
    int plane = grid.height() * grid.width();
    float[] largest = Arrays.copyOf(values, plane);
    for (int v = plane; v < values.length; v++) {
      largest[v % plane] = Math.max(largest[v % plane], values[v]);
    }
    return largest;
  }

  private static Figure picture(
      Grid grid, float[] values, ValueRange range, int size, String description) {
    int longer = Math.max(grid.height(), grid.width());
    int step = (longer + MOST_PIXELS - 1) / MOST_PIXELS;
    int height = (grid.height() + step - 1) / step;
    int width = (grid.width() + step - 1) / step;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double level = range.fraction(values[y * step * grid.width() + x * step]);
        pixels[y * width + x] = (byte) Math.round(255 * Math.min(1, Math.max(0, level)));
      }
    }
    return new Figure(
        "<img class=\"pixels\" width=\""
            + Math.max(1, Math.round((float) size * grid.width() / longer))
            + "\" height=\""
            + Math.max(1, Math.round((float) size * grid.height() / longer))
            + "\" alt=\""
            + HtmlText.escape(description)
            + "\" src=\"data:image/png;base64,"
            + png(image)
            + "\"/>");
  }

  /** A picture as a PNG in base 64. */
  static String png(BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    // In memory: for a plain stream ImageIO would keep a cache file on disk.
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      ImageIO.write(image, "png", stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(out.toByteArray());
  }

  private static Figure curve(float[] values, ValueRange range, int size, String description) {
    double height = size * 0.6;
    Svg svg = new Svg(size, height, description);
    svg.rect("frame", 0.5, 0.5, size - 1.0, height - 1);
    double[] xy = new double[2 * values.length];
    for (int i = 0; i < values.length; i++) {
      xy[2 * i] = values.length == 1 ? size / 2.0 : 2 + (size - 4.0) * i / (values.length - 1);
      xy[2 * i + 1] = height - 3 - range.fraction(values[i]) * (height - 6);
    }
    return svg.polyline("curve", xy).figure();
  }
}
