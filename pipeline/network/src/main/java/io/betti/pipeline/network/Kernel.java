package io.betti.pipeline.network;

/**
 * The window of a convolution: as long on every axis, moved by the stride, beginning {@code
 * padding} before the grid.
 *
 * @param size at least 1
 * @param stride at least 1
 * @param padding zeros before and behind each axis; in 0, ..., size - 1
 */
public record Kernel(int size, int stride, int padding) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Kernel {
    if (size < 1 || stride < 1 || padding < 0 || padding >= size) {
      throw new IllegalArgumentException(
          "kernel of size "
              + size
              + ", stride "
              + stride
              + ", padding "
              + padding
              + ": size and stride must be >= 1, padding in 0, ..., size - 1");
    }
  }

  /**
   * How many windows a grid has along each axis: floor((n + 2 padding - size) / stride) + 1.
   *
   * @throws IllegalArgumentException if the shape has not 2 or 3 axes, or an axis is shorter than
   *     the window
   */
  int[] windows(int[] shape) {
    Shapes.check(shape);
    int[] windows = new int[shape.length];
    for (int i = 0; i < shape.length; i++) {
      int room = shape[i] + 2 * padding - size;
      if (room < 0) {
        throw new IllegalArgumentException(
            "kernel of size " + size + " on a grid of " + Shapes.text(shape) + " does not fit in");
      }
      windows[i] = room / stride + 1;
    }
    return windows;
  }

  /** The shape whose windows, at this kernel, are a grid: (n - 1) stride - 2 padding + size. */
  int[] transposed(int[] shape) {
    Shapes.check(shape);
    int[] out = new int[shape.length];
    for (int i = 0; i < shape.length; i++) {
      out[i] = (shape[i] - 1) * stride - 2 * padding + size;
    }
    return out;
  }
}
