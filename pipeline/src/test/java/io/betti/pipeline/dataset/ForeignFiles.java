package io.betti.pipeline.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that foreign.py has made, and what they hold, by its own words. */
final class ForeignFiles {
  private ForeignFiles() {}

  static String path(String name) {
    try {
      return Path.of(ForeignFiles.class.getResource(name).toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(Path.of(path(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Item n of a shape of three axes, row-major, as doubles; unsigned if binary. */
  static double[] item(String dtype, int n, int... shape) {
    double[] values = new double[shape[0] * shape[1] * shape[2]];
    int at = 0;
    for (int i = 0; i < shape[0]; i++) {
      for (int j = 0; j < shape[1]; j++) {
        for (int k = 0; k < shape[2]; k++) {
          values[at++] = typed(dtype, (37 * n + 11 * i + 5 * j + 3 * k) % 251);
        }
      }
    }
    return values;
  }

  private static double typed(String dtype, int v) {
    return switch (dtype.charAt(0)) {
      case 'u' -> v;
      case 'b' -> v % 2;
      case 'f' -> v / 4.0 - 10;
      default -> dtype.equals("i1") ? v % 100 - 100 : v - 100;
    };
  }
}
