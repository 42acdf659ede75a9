package io.betti.pipeline.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What of a pixel becomes its value. A grey pixel is as red, green and blue as it is bright;
 * without transparency alpha is 255.
 */
enum ImageChannel {
  /** 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601, luma), rounded, half up. */
  LUMINANCE,
  RED,
  GREEN,
  BLUE,
  ALPHA;

  /** All names in small letters. */
  static List<String> names() {
    return Arrays.stream(values()).map(ImageChannel::toString).toList();
  }

  /** The value, 0 to 255, of a pixel of four values 0 to 255. */
  int of(int red, int green, int blue, int alpha) {
    return switch (this) {
      case LUMINANCE -> (299 * red + 587 * green + 114 * blue + 500) / 1000;
      case RED -> red;
      case GREEN -> green;
      case BLUE -> blue;
      case ALPHA -> alpha;
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
