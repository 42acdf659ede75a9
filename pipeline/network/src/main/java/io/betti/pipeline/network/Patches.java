package io.betti.pipeline.network;

import java.util.Arrays;

/**
 * The windows that a convolution sees of a grid with channels, as rows of a matrix: the gather, and
 * the scatter that is its transpose. A plane is a volume of depth 1 seen by windows of depth 1.
 *
 * <p>Grids are {@code [z][y][x][channel]}, row-major; the row of window (z, y, x) is the kernel's
 * {@code [dz][dy][dx][channel]}, 0 where it stands outside the grid. Windows begin at {@code stride
 * * index - padding}.
 */
final class Patches {
  private final Volume grid;
  private final Volume windows;
  private final int channels;
  private final Kernel kernel;
  private final int kernelDepth;

  Patches(int[] shape, int channels, Kernel kernel) {
    grid = Volume.of(shape);
    windows = Volume.of(kernel.windows(shape));
    this.channels = channels;
    this.kernel = kernel;
    kernelDepth = shape.length == 3 ? kernel.size() : 1;
  }

  /** Number of windows in a grid. */
  int windows() {
    return windows.size();
  }

  /** Numbers in a window's row. */
  int rowLength() {
    return kernelDepth * kernel.size() * kernel.size() * channels;
  }

  /** Numbers in a grid. */
  int gridLength() {
    return grid.size() * channels;
  }

  /** Copies a grid's windows into rows. */
  void gather(float[] from, int offset, float[] rows) {
    int at = 0;
    for (int z = 0; z < windows.depth(); z++) {
      for (int y = 0; y < windows.height(); y++) {
        for (int x = 0; x < windows.width(); x++) {
          at = gatherWindow(from, offset, rows, at, z, y, x);
        }
      }
    }
  }

  private int gatherWindow(float[] from, int offset, float[] rows, int start, int z, int y, int x) {
    int at = start;
    int k = kernel.size();
    int x0 = x * kernel.stride() - kernel.padding();
    int first = Math.max(0, -x0);
    int last = Math.min(k, grid.width() - x0);
    for (int dz = 0; dz < kernelDepth; dz++) {
      for (int dy = 0; dy < k; dy++, at += k * channels) {
        int line = line(z, dz, y, dy);
        if (line < 0 || last <= first) {
          Arrays.fill(rows, at, at + k * channels, 0);
          continue;
        }
        Arrays.fill(rows, at, at + first * channels, 0);
        int source = offset + (line * grid.width() + x0 + first) * channels;
        System.arraycopy(from, source, rows, at + first * channels, (last - first) * channels);
        Arrays.fill(rows, at + last * channels, at + k * channels, 0);
      }
    }
    return at;
  }

  /** Adds rows to the places of a grid that their windows see. */
  void scatter(float[] rows, float[] to, int offset) {
    int at = 0;
    for (int z = 0; z < windows.depth(); z++) {
      for (int y = 0; y < windows.height(); y++) {
        for (int x = 0; x < windows.width(); x++) {
          at = scatterWindow(rows, at, to, offset, z, y, x);
        }
      }
    }
  }

  private int scatterWindow(float[] rows, int start, float[] to, int offset, int z, int y, int x) {
    int at = start;
    int k = kernel.size();
    int x0 = x * kernel.stride() - kernel.padding();
    int first = Math.max(0, -x0);
    int last = Math.min(k, grid.width() - x0);
    for (int dz = 0; dz < kernelDepth; dz++) {
      for (int dy = 0; dy < k; dy++, at += k * channels) {
        int line = line(z, dz, y, dy);
        if (line < 0) {
          continue;
        }
        int target = offset + (line * grid.width() + x0) * channels;
        for (int i = first * channels; i < last * channels; i++) {
          to[target + i] += rows[at + i];
        }
      }
    }
    return at;
  }

  /** Index of a line of the grid, or -1 outside. */
  private int line(int z, int dz, int y, int dy) {
    int gridZ = grid.flat() ? 0 : z * kernel.stride() - kernel.padding() + dz;
    int gridY = y * kernel.stride() - kernel.padding() + dy;
    boolean inside = gridZ >= 0 && gridZ < grid.depth() && gridY >= 0 && gridY < grid.height();
    return inside ? gridZ * grid.height() + gridY : -1;
  }

  /** Extents of a grid; flat if it has two axes. */
  private record Volume(int depth, int height, int width, boolean flat) {
    static Volume of(int[] shape) {
      return shape.length == 3
          ? new Volume(shape[0], shape[1], shape[2], false)
          : new Volume(1, shape[0], shape[1], true);
    }

    int size() {
      return depth * height * width;
    }
  }
}
