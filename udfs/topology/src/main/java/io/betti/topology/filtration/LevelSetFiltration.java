package io.betti.topology.filtration;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import java.util.Objects;

/**
 * The level sets of a function on a grid of one, two or three axes.
 *
 * <p>For {@code freudenthal} and {@code cubical-v} (lower star): {@code sublevel}, a cell enters at
 * the maximum over its vertices; {@code superlevel}, at the minimum, values falling. For {@code
 * cubical-t} a cell enters with the first of the pixels or voxels that contain it.
 *
 * <p><b>Order.</b> Vertices come by (value in the filtration's direction, then flat index ascending
 * in both directions), so superlevel(f) is sublevel(-f) with the same cells. A cell of a lower star
 * belongs to its last vertex, a cell of {@code cubical-t} to its first pixel or voxel; that vertex
 * is its critical cell. Cells of one vertex come by dimension, then list of vertices.
 *
 * @param grid the space
 * @param complex how the grid becomes a complex
 * @param direction which way the values run
 */
public record LevelSetFiltration(Grid grid, GridComplex complex, Direction direction)
    implements Filtration {
  /** Refuses nulls. */
  public LevelSetFiltration {
    Objects.requireNonNull(grid, "grid");
    Objects.requireNonNull(complex, "complex");
    Objects.requireNonNull(direction, "direction");
  }

  /** The default of the paper: Freudenthal's triangulation, superlevel. */
  public static LevelSetFiltration superlevel(Grid grid) {
    return new LevelSetFiltration(grid, GridComplex.FREUDENTHAL, Direction.SUPERLEVEL);
  }

  /**
   * Every cell written out, in order, each with its critical vertex: for reductions of matrices and
   * for tests; a diagram needs none of it. Cells are named by vertices of the grid, those of {@code
   * cubical-t} by corners of the pixels or voxels, numbered row-major, one more along each axis.
   *
   * <p>Cost: some 26 cells a vertex in space for {@code freudenthal}, 8 for the others, 6 and 4 in
   * the plane, each of some hundred bytes.
   *
   * @param input one value a vertex, row-major
   * @throws IllegalArgumentException if there is not one value a vertex, or one is NaN or infinite
   */
  @Override
  public FilteredComplex cells(double[] input) {
    grid.checkLength(input.length);
    for (int v = 0; v < input.length; v++) {
      if (!Double.isFinite(input[v])) {
        throw new IllegalArgumentException(
            "value "
                + input[v]
                + " at index "
                + v
                + " of a grid of shape "
                + grid
                + "; level sets need finite values: replace or drop such rows");
      }
    }
    return new LevelSetCells(this, input).complex();
  }

  @Override
  public int maxHomologyDimension() {
    return grid.dimension() - 1;
  }

  @Override
  public String description() {
    return "level-set " + complex + " " + direction + " " + grid;
  }
}
