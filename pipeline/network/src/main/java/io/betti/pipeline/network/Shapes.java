package io.betti.pipeline.network;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Shapes of grids. */
final class Shapes {
  private Shapes() {}

  /**
   * Checks that a grid has 2 or 3 axes.
   *
   * @throws IllegalArgumentException if it has not, or an extent is below 1
   */
  static void check(int[] shape) {
    if (shape.length < 2 || shape.length > 3 || Arrays.stream(shape).anyMatch(n -> n < 1)) {
      throw new IllegalArgumentException(
          "grid of shape " + text(shape) + "; it must have 2 or 3 axes of at least 1");
    }
  }

  /** Number of places. */
  static int size(int[] shape) {
    int size = 1;
    for (int n : shape) {
      size = Math.multiplyExact(size, n);
    }
    return size;
  }

  /** As {@code 28x28}. */
  static String text(int[] shape) {
    return Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining("x"));
  }
}
