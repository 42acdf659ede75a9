package io.betti.topology.reference;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every cell of a grid's complex, written out: its dimension, its corners, its faces, and the
 * vertices or pixels whose values decide when it enters. The combinatorial half of the reference,
 * straight from the definitions and slow on purpose.
 *
 * <p>Corners are numbered row-major over the corner points of the complex: the grid's vertices for
 * {@code freudenthal} and {@code cubical-v}, the (h + 1) x (w + 1) corners of the pixels for {@code
 * cubical-t}.
 */
public final class GridCells {
  private final Grid grid;
  private final GridComplex complex;
  private final List<int[]> corners = new ArrayList<>();
  private final List<Integer> dimensions = new ArrayList<>();
  private final List<int[][]> faceCorners = new ArrayList<>();
  private final List<int[]> deciders = new ArrayList<>();
  private final int[][] faces;

  private GridCells(Grid grid, GridComplex complex) {
    this.grid = grid;
    this.complex = complex;
    if (complex == GridComplex.FREUDENTHAL) {
      triangulation();
    } else {
      cubes();
    }
    Map<List<Integer>, Integer> byCorners = new HashMap<>();
    for (int c = 0; c < corners.size(); c++) {
      byCorners.put(Arrays.stream(corners.get(c)).boxed().toList(), c);
    }
    faces = new int[corners.size()][];
    for (int c = 0; c < faces.length; c++) {
      faces[c] =
          Arrays.stream(faceCorners.get(c))
              .mapToInt(face -> byCorners.get(Arrays.stream(face).boxed().toList()))
              .toArray();
    }
  }

  /** The cells of a grid. */
  public static GridCells of(Grid grid, GridComplex complex) {
    return new GridCells(grid, complex);
  }

  /** Number of cells. */
  public int size() {
    return faces.length;
  }

  /** Whether a cell enters with the last of its deciders (lower star) or the first (pixels). */
  public boolean lowerStar() {
    return complex != GridComplex.CUBICAL_T;
  }

  /** The grid. */
  public Grid grid() {
    return grid;
  }

  /** Dimension of a cell. */
  public int dimension(int cell) {
    return dimensions.get(cell);
  }

  /** Corners of a cell, rising. */
  public int[] corners(int cell) {
    return corners.get(cell);
  }

  /** The cells of one dimension less on its boundary. */
  public int[] faces(int cell) {
    return faces[cell];
  }

  /** The vertices of the cell, or the pixels that contain it. */
  public int[] deciders(int cell) {
    return deciders.get(cell);
  }

  private void triangulation() {
    int h = grid.height();
    int w = grid.width();
    for (int i = 0; i < h; i++) {
      for (int j = 0; j < w; j++) {
        int v = i * w + j;
        boolean right = j + 1 < w;
        boolean below = i + 1 < h;
        simplex(v);
        if (right) {
          simplex(v, v + 1);
        }
        if (below) {
          simplex(v, v + w);
        }
        if (right && below) {
          simplex(v, v + w + 1);
          simplex(v, v + 1, v + w + 1);
          simplex(v, v + w, v + w + 1);
        }
      }
    }
  }

  private void simplex(int... vertices) {
    int n = vertices.length;
    int[][] boundary = new int[n == 1 ? 0 : n][];
    for (int k = 0; k < boundary.length; k++) {
      int[] face = new int[n - 1];
      System.arraycopy(vertices, 0, face, 0, k);
      System.arraycopy(vertices, k + 1, face, k, n - 1 - k);
      boundary[k] = face;
    }
    add(n - 1, vertices, boundary, vertices);
  }

  private void cubes() {
    int more = lowerStar() ? 0 : 1;
    int cornerRows = grid.height() + (grid.dimension() == 2 ? more : 0);
    int cornerColumns = grid.width() + more;
    for (int y = 0; y < cornerRows; y++) {
      for (int x = 0; x < cornerColumns; x++) {
        for (int dy = 0; dy < 2 && y + dy < cornerRows; dy++) {
          for (int dx = 0; dx < 2 && x + dx < cornerColumns; dx++) {
            cube(y, x, dy, dx, cornerColumns);
          }
        }
      }
    }
  }

  private void cube(int y, int x, int dy, int dx, int columns) {
    List<int[]> boundary = new ArrayList<>();
    if (dy == 1) {
      boundary.add(box(y, x, 0, dx, columns));
      boundary.add(box(y + 1, x, 0, dx, columns));
    }
    if (dx == 1) {
      boundary.add(box(y, x, dy, 0, columns));
      boundary.add(box(y, x + 1, dy, 0, columns));
    }
    int[] box = box(y, x, dy, dx, columns);
    int[] decide = lowerStar() ? box : pixelsAround(y, x, dy, dx);
    add(dy + dx, box, boundary.toArray(int[][]::new), decide);
  }

  private static int[] box(int y, int x, int dy, int dx, int columns) {
    List<Integer> box = new ArrayList<>();
    for (int i = y; i <= y + dy; i++) {
      for (int j = x; j <= x + dx; j++) {
        box.add(i * columns + j);
      }
    }
    return box.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Pixel (i, j) is the closed square [i, i + 1] x [j, j + 1]; on a line, [j, j + 1]. */
  private int[] pixelsAround(int y, int x, int dy, int dx) {
    List<Integer> around = new ArrayList<>();
    boolean line = grid.dimension() == 1;
    for (int i = 0; i < grid.height(); i++) {
      for (int j = 0; j < grid.width(); j++) {
        boolean rows = line || (i <= y && y + dy <= i + 1);
        if (rows && j <= x && x + dx <= j + 1) {
          around.add(i * grid.width() + j);
        }
      }
    }
    return around.stream().mapToInt(Integer::intValue).toArray();
  }

  private void add(int dimension, int[] vertices, int[][] boundary, int[] decide) {
    dimensions.add(dimension);
    corners.add(vertices);
    faceCorners.add(boundary);
    deciders.add(decide);
  }
}
