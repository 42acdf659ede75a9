package io.betti.topology.reference;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every cell of a grid's complex, written out: its dimension, its corners, its faces, and the
 * vertices or pixels whose values decide when it enters. The combinatorial half of the reference,
 * straight from the definitions and slow on purpose.
 *
 * <p>Corners are numbered row-major over the corner points of the complex: the grid's vertices for
 * {@code freudenthal} and {@code cubical-v}, the corners of the pixels or voxels, one more along
 * each axis, for {@code cubical-t}.
 */
public final class GridCells {
  private static final int[][] AXIS_ORDERS = {
    {0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}
  };

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

  /**
   * Kuhn's subdivision: in every cube of the grid one simplex for each order of the axes, whose
   * vertices go from the least corner to the greatest along the axes in that order; and its faces.
   */
  private void triangulation() {
    int[] extent = {grid.depth(), grid.height(), grid.width()};
    Set<List<Integer>> simplices = new LinkedHashSet<>();
    for (int z = 0; z < extent[0]; z++) {
      for (int y = 0; y < extent[1]; y++) {
        for (int x = 0; x < extent[2]; x++) {
          for (int[] axes : AXIS_ORDERS) {
            int[] at = {z, y, x};
            List<Integer> path = new ArrayList<>(List.of(vertex(at)));
            for (int axis : axes) {
              // A step out of the grid is left out: the path then spans a cube of less dimension.
              if (++at[axis] < extent[axis]) {
                path.add(vertex(at));
              } else {
                at[axis]--;
              }
            }
            addFaces(path, simplices);
          }
        }
      }
    }
    for (List<Integer> simplex : simplices) {
      simplex(simplex.stream().mapToInt(Integer::intValue).toArray());
    }
  }

  private int vertex(int[] at) {
    return (at[0] * grid.height() + at[1]) * grid.width() + at[2];
  }

  private static void addFaces(List<Integer> simplex, Set<List<Integer>> all) {
    if (!simplex.isEmpty() && all.add(List.copyOf(simplex))) {
      for (int k = 0; k < simplex.size(); k++) {
        List<Integer> face = new ArrayList<>(simplex);
        face.remove(k);
        addFaces(face, all);
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
    int planes = grid.depth() + (grid.dimension() == 3 ? more : 0);
    int rows = grid.height() + (grid.dimension() >= 2 ? more : 0);
    int columns = grid.width() + more;
    int[] corners = {planes, rows, columns};
    for (int z = 0; z < planes; z++) {
      for (int y = 0; y < rows; y++) {
        for (int x = 0; x < columns; x++) {
          for (int axes = 0; axes < 8; axes++) {
            Box box = new Box(new int[] {z, y, x}, new int[] {axes >> 2, axes >> 1 & 1, axes & 1});
            if (box.isWithin(corners)) {
              cube(box, corners);
            }
          }
        }
      }
    }
  }

  /** A cube of any dimension: its least corner, and 1 for each axis along which it extends. */
  private record Box(int[] from, int[] extent) {
    boolean isWithin(int[] corners) {
      for (int axis = 0; axis < 3; axis++) {
        if (from[axis] + extent[axis] >= corners[axis]) {
          return false;
        }
      }
      return true;
    }

    int[] corners(int[] shape) {
      List<Integer> corners = new ArrayList<>();
      for (int z = from[0]; z <= from[0] + extent[0]; z++) {
        for (int y = from[1]; y <= from[1] + extent[1]; y++) {
          for (int x = from[2]; x <= from[2] + extent[2]; x++) {
            corners.add((z * shape[1] + y) * shape[2] + x);
          }
        }
      }
      return corners.stream().mapToInt(Integer::intValue).toArray();
    }

    Box face(int axis, int side) {
      int[] start = from.clone();
      int[] flat = extent.clone();
      start[axis] += side;
      flat[axis] = 0;
      return new Box(start, flat);
    }
  }

  private void cube(Box box, int[] corners) {
    List<int[]> boundary = new ArrayList<>();
    for (int axis = 0; axis < 3; axis++) {
      if (box.extent[axis] == 1) {
        boundary.add(box.face(axis, 0).corners(corners));
        boundary.add(box.face(axis, 1).corners(corners));
      }
    }
    int[] vertices = box.corners(corners);
    int[] decide = lowerStar() ? vertices : topCellsAround(box);
    add(Arrays.stream(box.extent).sum(), vertices, boundary.toArray(int[][]::new), decide);
  }

  /**
   * Voxel (z, y, x) is the closed cube [z, z + 1] x [y, y + 1] x [x, x + 1]; axes that the grid
   * does not have are left out.
   */
  private int[] topCellsAround(Box box) {
    List<Integer> around = new ArrayList<>();
    int w = grid.width();
    int h = grid.height();
    for (int v = 0; v < grid.vertices(); v++) {
      int[] voxel = {v / (h * w), v / w % h, v % w};
      boolean contains = true;
      for (int axis = 3 - grid.dimension(); axis < 3; axis++) {
        int from = box.from[axis];
        contains &= voxel[axis] <= from && from + box.extent[axis] <= voxel[axis] + 1;
      }
      if (contains) {
        around.add(v);
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
