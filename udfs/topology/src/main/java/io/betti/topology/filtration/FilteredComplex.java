package io.betti.topology.filtration;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every cell of a filtration written out, in the order of the filtration: dimension, value, faces,
 * critical cell. It is what a matrix reduction runs on, and what laws that every filtration obeys
 * are checked on; the quick algorithms never make one.
 *
 * <p>A cell stands at a place, from 0. Its faces, the cells of one dimension less on its boundary,
 * stand at earlier places and have values that come no later. Its critical cell is the paper's
 * inverse map: the vertices whose numbers decide the value, such as one vertex of a grid or the
 * ends of the longest edge.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class FilteredComplex {
  private final boolean falling;
  private final int[] dimensions;
  private final double[] values;
  private final int[][] faces;
  private final int[][] vertices;
  private final int[][] criticalCells;

  /** Takes the arrays as its own; the order is the caller's to keep. */
  FilteredComplex(
      boolean falling,
      int[] dimensions,
      double[] values,
      int[][] faces,
      int[][] vertices,
      int[][] criticalCells) {
    this.falling = falling;
    this.dimensions = dimensions;
    this.values = values;
    this.faces = faces;
    this.vertices = vertices;
    this.criticalCells = criticalCells;
  }

  /**
   * One cell of a complex.
   *
   * @param dimension 0 for a vertex
   * @param value when it enters
   * @param vertices rising; they name the cell
   * @param faces the vertex lists of its faces
   * @param criticalCell the vertices that decide the value; empty if none does
   */
  public record Cell(
      int dimension, double value, int[] vertices, int[][] faces, int[] criticalCell) {
    /** A simplex, whose faces leave out one vertex each. */
    public static Cell simplex(double value, int[] vertices, int... criticalCell) {
      int n = vertices.length;
      int[][] faces = new int[n == 1 ? 0 : n][];
      for (int k = 0; k < faces.length; k++) {
        faces[k] = new int[n - 1];
        System.arraycopy(vertices, 0, faces[k], 0, k);
        System.arraycopy(vertices, k + 1, faces[k], k, n - 1 - k);
      }
      return new Cell(n - 1, value, vertices, faces, criticalCell);
    }
  }

  /**
   * The complex of cells that already stand in the order of the filtration.
   *
   * @param falling whether values fall, as in superlevel filtrations
   * @throws IllegalArgumentException if two cells have the same vertices, a face is missing or
   *     stands after its cell, or a value comes before that of a cell that stands earlier
   */
  public static FilteredComplex ofOrdered(List<Cell> cells, boolean falling) {
    int n = cells.size();
    int[] dimensions = new int[n];
    double[] values = new double[n];
    int[][] faces = new int[n][];
    int[][] vertices = new int[n][];
    int[][] critical = new int[n][];
    Map<Name, Integer> places = new HashMap<>(2 * n);
    for (int i = 0; i < n; i++) {
      Cell cell = cells.get(i);
      dimensions[i] = cell.dimension();
      values[i] = cell.value();
      vertices[i] = cell.vertices().clone();
      critical[i] = cell.criticalCell().clone();
      faces[i] = new int[cell.faces().length];
      for (int k = 0; k < faces[i].length; k++) {
        Integer place = places.get(new Name(cell.faces()[k]));
        if (place == null) {
          throw new IllegalArgumentException(
              "cell "
                  + Arrays.toString(cell.vertices())
                  + " enters without its face "
                  + Arrays.toString(cell.faces()[k])
                  + "; every face must be in the complex and come before");
        }
        faces[i][k] = place;
      }
      Arrays.sort(faces[i]);
      if (i > 0 && (falling ? values[i] > values[i - 1] : values[i] < values[i - 1])) {
        throw new IllegalArgumentException(
            "cell "
                + Arrays.toString(cell.vertices())
                + " of value "
                + values[i]
                + " stands after one of value "
                + values[i - 1]);
      }
      if (places.put(new Name(vertices[i]), i) != null) {
        throw new IllegalArgumentException(
            "cell " + Arrays.toString(vertices[i]) + " is there twice; name each cell once");
      }
    }
    return new FilteredComplex(falling, dimensions, values, faces, vertices, critical);
  }

  /** Vertices as a key of a map. */
  private record Name(int[] vertices) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Name name && Arrays.equals(vertices, name.vertices);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(vertices);
    }
  }

  /** Number of cells. */
  public int size() {
    return values.length;
  }

  /** Whether values fall along the filtration. */
  public boolean isFalling() {
    return falling;
  }

  /** Dimension of the cell at a place. */
  public int dimension(int place) {
    return dimensions[place];
  }

  /** The value at which the cell at a place enters. */
  public double value(int place) {
    return values[place];
  }

  /** Places of its faces, rising. */
  public int[] faces(int place) {
    return faces[place].clone();
  }

  /** The vertices that name it, rising. */
  public int[] vertices(int place) {
    return vertices[place].clone();
  }

  /** The vertices that decide its value. */
  public int[] criticalCell(int place) {
    return criticalCells[place].clone();
  }
}
