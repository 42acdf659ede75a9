package io.betti.topology.complex;

import java.util.Arrays;

/**
 * A regular grid of one, two or three dimensions: {@code [w]}, {@code [h][w]} or {@code [d][h][w]}
 * (z, y, x), row-major, last axis fastest. A vertex is its flat index {@code (z * h + y) * w + x}.
 *
 * <p>An axis of length 1 adds nothing: {@code [w]} has the level sets of {@code [1][w]}, and that
 * those of {@code [1][1][w]}.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Grid {
  /**
   * Largest number of vertices of one grid, 512 x 512 x 512 twice: workspaces are indexed by {@code
   * int} with a frame.
   */
  public static final int MAX_VERTICES = 1 << 28;

  private final int[] shape;
  private final int depth;
  private final int height;
  private final int width;

  private Grid(int[] shape) {
    this.shape = shape;
    this.depth = shape.length == 3 ? shape[0] : 1;
    this.height = shape.length >= 2 ? shape[shape.length - 2] : 1;
    this.width = shape[shape.length - 1];
  }

  /**
   * The grid of a shape.
   *
   * @param shape {@code {w}}, {@code {h, w}} or {@code {d, h, w}}, each at least 1, their product
   *     at most {@link #MAX_VERTICES}
   * @throws IllegalArgumentException if the shape has no or more than three axes, an axis is below
   *     1, or there are more than {@link #MAX_VERTICES} vertices
   */
  public static Grid of(int... shape) {
    if (shape.length < 1 || shape.length > 3) {
      throw new IllegalArgumentException(
          "grid shape "
              + Arrays.toString(shape)
              + " has "
              + shape.length
              + " axes; level sets take grids of 1 to 3 axes, [w], [h, w] or [d, h, w]");
    }
    long vertices = 1;
    for (int axis : shape) {
      if (axis < 1) {
        throw new IllegalArgumentException(
            "grid shape "
                + Arrays.toString(shape)
                + " has an axis of length "
                + axis
                + "; every axis must be at least 1");
      }
      vertices *= axis;
      if (vertices > MAX_VERTICES) {
        throw new IllegalArgumentException(
            "grid shape "
                + Arrays.toString(shape)
                + " has more than "
                + MAX_VERTICES
                + " vertices; cut the grid into tiles");
      }
    }
    return new Grid(shape.clone());
  }

  /** Number of axes, 1 to 3. */
  public int dimension() {
    return shape.length;
  }

  /** Planes; 1 for a grid of less than three axes. */
  public int depth() {
    return depth;
  }

  /** Rows of a plane; 1 for a grid of one axis. */
  public int height() {
    return height;
  }

  /** Columns: the length of the last axis. */
  public int width() {
    return width;
  }

  /** Number of vertices, the product of the shape. */
  public int vertices() {
    return depth * height * width;
  }

  /**
   * A grid of three axes of which one has length 1 as the plane that it is, any other as itself.
   * Level sets and flat indices are the same.
   */
  public Grid withoutThinAxis() {
    if (shape.length < 3 || Math.min(depth, Math.min(height, width)) > 1) {
      return this;
    }
    return depth == 1 ? of(height, width) : height == 1 ? of(depth, width) : of(depth, height);
  }

  /** A copy of the shape. */
  public int[] shape() {
    return shape.clone();
  }

  /**
   * Refuses a value array that does not fit this grid.
   *
   * @throws IllegalArgumentException if {@code length != vertices()}
   */
  public void checkLength(int length) {
    if (length != vertices()) {
      throw new IllegalArgumentException(
          "got "
              + length
              + " values for a grid of shape "
              + Arrays.toString(shape)
              + ", which has "
              + vertices()
              + "; pass one value per vertex, row-major");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Grid grid && Arrays.equals(shape, grid.shape);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(shape);
  }

  /** The shape as {@code [w]}, {@code [h, w]} or {@code [d, h, w]}. */
  @Override
  public String toString() {
    return Arrays.toString(shape);
  }
}
