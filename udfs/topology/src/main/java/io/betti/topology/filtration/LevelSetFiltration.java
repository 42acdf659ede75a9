package io.betti.topology.filtration;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import java.util.Objects;

/**
 * The level sets of a function on a grid.
 *
 * <p>For {@code freudenthal} and {@code cubical-v} (lower star): {@code sublevel}, a cell enters at
 * the maximum over its vertices; {@code superlevel}, at the minimum, values falling. For {@code
 * cubical-t} a cell enters with the first of the pixels that contain it.
 *
 * <p><b>Order.</b> Vertices come by (value in the filtration's direction, then flat index ascending
 * in both directions), so superlevel(f) is sublevel(-f) with the same cells. A cell of a lower star
 * belongs to its last vertex, a cell of {@code cubical-t} to its first pixel; that vertex or pixel
 * is its critical cell.
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

  @Override
  public int maxHomologyDimension() {
    return grid.dimension() - 1;
  }

  @Override
  public String description() {
    return "level-set " + complex + " " + direction + " " + grid;
  }
}
