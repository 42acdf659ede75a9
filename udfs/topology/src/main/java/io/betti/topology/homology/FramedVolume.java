package io.betti.topology.homology;

import io.betti.topology.complex.Grid;
import java.util.Arrays;

/**
 * Where the vertices of a grid in space, and a frame of one vertex on each side of each axis, stand
 * in an array. Vertex (z, y, x) has position {@code (z + 1) * plane + (y + 1) * stride + x + 1}:
 * one frame column serves two rows, and one frame row two planes. So a neighbour is a fixed step
 * away, and turning the array around turns the grid around.
 *
 * <p>Immutable.
 */
final class FramedVolume {
  /** A position of the frame that no vertex's neighbour has. */
  static final int OUTSIDE = 0;

  final int depth;
  final int height;
  final int width;

  /** Length of the arrays. */
  final int size;

  private final int stride;
  private final int plane;

  FramedVolume(Grid grid) {
    depth = grid.depth();
    height = grid.height();
    width = grid.width();
    stride = width + 1;
    plane = (height + 1) * stride;
    size = (depth + 2) * plane + stride + 1;
  }

  /** Positions along a step (dz, dy, dx). */
  int step(int[] to) {
    return to[0] * plane + to[1] * stride + to[2];
  }

  /** Position of the first vertex of a row of a plane. */
  int start(int z, int y) {
    return (z + 1) * plane + (y + 1) * stride + 1;
  }

  /** Position after the last vertex of the planes before one. */
  int end(int bottom) {
    return start(bottom - 1, height - 1) + width;
  }

  /** Position of the first vertex of a row, the rows of all planes counted. */
  int rowStart(int row) {
    return start(row / height, row % height);
  }

  /** Flat index in the grid of a position. */
  int vertex(int position) {
    int z = position / plane - 1;
    int inPlane = position % plane;
    int y = inPlane / stride - 1;
    return (z * height + y) * width + inPlane % stride - 1;
  }

  /** Turns the grid's keys around: positions, and their order. */
  void turn(int[] key) {
    for (int first = 0, last = depth * height - 1; first <= last; first++, last--) {
      int a = rowStart(first);
      int b = rowStart(last) + width - 1;
      int end = first == last ? a + (width + 1) / 2 : a + width;
      for (; a < end; a++, b--) {
        int swap = ~key[a];
        key[a] = ~key[b];
        key[b] = swap;
      }
    }
  }

  /** Sets the vertices of a plane, if there is one. */
  void fillPlane(int[] array, int z, int value) {
    if (z >= 0 && z < depth) {
      for (int y = 0; y < height; y++) {
        Arrays.fill(array, start(z, y), start(z, y) + width, value);
      }
    }
  }

  /**
   * Sets what surrounds planes {@code top} to {@code bottom} (exclusive): their frame, and the
   * planes before and behind, where the grid goes on, as a frame.
   */
  void fillFrame(int[] array, int top, int bottom, int value) {
    Arrays.fill(array, top * plane, start(top, 0), value);
    for (int z = top; z < bottom; z++) {
      for (int y = 1; y < height; y++) {
        array[start(z, y) - 1] = value;
      }
      int end = z + 1 < bottom ? start(z + 1, 0) : start(bottom, height) + width + 1;
      Arrays.fill(array, start(z, height - 1) + width, end, value);
    }
    array[OUTSIDE] = value;
  }
}
