package io.betti.pipeline.optimization;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.LevelSetFiltration;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Where coefficients live, which decides the filtration of topological penalties: as points on a
 * line ({@code weak-alpha}, {@code rips}), or as values on a grid ({@code level-set}).
 *
 * <p>Immutable and serializable.
 */
public final class PenaltySpace implements Serializable {
  private static final long serialVersionUID = 1;

  /** Filtrations of coefficients. */
  public enum Filtration {
    /** Coefficients are points on a line; edges join neighbours by value. */
    WEAK_ALPHA("weak-alpha"),
    /** Coefficients are points on a line; edges join all pairs. PD0 is that of weak alpha. */
    RIPS("rips"),
    /** Coefficients are values on a grid of one to three axes. */
    LEVEL_SET("level-set");

    private final String text;

    Filtration(String text) {
      this.text = text;
    }

    /**
     * The filtration of a name as users write it, in any case.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Filtration parse(String name) {
      for (Filtration filtration : values()) {
        if (filtration.text.equals(name.toLowerCase(Locale.ROOT))) {
          return filtration;
        }
      }
      throw new IllegalArgumentException(
          "unknown filtration of coefficients '"
              + name
              + "'; it is one of "
              + Arrays.stream(values())
                  .map(Filtration::toString)
                  .collect(Collectors.joining(", ")));
    }

    /** The name as users write it. */
    @Override
    public String toString() {
      return text;
    }
  }

  private final Filtration filtration;
  private final int[] shape;
  private final GridComplex complex;
  private final Direction direction;

  private PenaltySpace(
      Filtration filtration, int[] shape, GridComplex complex, Direction direction) {
    this.filtration = filtration;
    this.shape = shape;
    this.complex = complex;
    this.direction = direction;
  }

  /** Points on a line, joined along it. */
  public static PenaltySpace weakAlpha() {
    return of(Filtration.WEAK_ALPHA, new int[0], GridComplex.FREUDENTHAL, Direction.SUPERLEVEL);
  }

  /** Points on a line, all pairs joined. */
  public static PenaltySpace rips() {
    return of(Filtration.RIPS, new int[0], GridComplex.FREUDENTHAL, Direction.SUPERLEVEL);
  }

  /** Values along a line of however many coefficients there are. */
  public static PenaltySpace line(Direction direction) {
    return of(Filtration.LEVEL_SET, new int[0], GridComplex.FREUDENTHAL, direction);
  }

  /** Values on a grid, Freudenthal's triangulation. */
  public static PenaltySpace grid(Direction direction, int... shape) {
    return of(Filtration.LEVEL_SET, shape, GridComplex.FREUDENTHAL, direction);
  }

  /**
   * A space by its parts.
   *
   * @param shape of the grid, 1 to 3 axes; empty for a line of all coefficients. Complex and
   *     direction matter for {@code level-set} only
   * @throws IllegalArgumentException if the shape is no grid's, or stands beside another filtration
   *     than {@code level-set}
   */
  public static PenaltySpace of(
      Filtration filtration, int[] shape, GridComplex complex, Direction direction) {
    Objects.requireNonNull(filtration, "filtration");
    Objects.requireNonNull(complex, "complex");
    Objects.requireNonNull(direction, "direction");
    if (shape.length > 0 && filtration != Filtration.LEVEL_SET) {
      throw new IllegalArgumentException(
          "shape "
              + Arrays.toString(shape)
              + " beside filtration "
              + filtration
              + ", which takes coefficients as points; leave out the shape or take level-set");
    }
    if (shape.length > 0) {
      Grid.of(shape);
    }
    return new PenaltySpace(filtration, shape.clone(), complex, direction);
  }

  /** The filtration. */
  public Filtration filtration() {
    return filtration;
  }

  /** A copy of the shape; empty for a line of all coefficients. */
  public int[] shape() {
    return shape.clone();
  }

  /** How the grid becomes a complex. */
  public GridComplex complex() {
    return complex;
  }

  /** Which way values run. */
  public Direction direction() {
    return direction;
  }

  /** The highest dimension of diagrams: 0 for points on a line and for values along one. */
  int maxDimension() {
    return shape.length == 0 ? 0 : shape.length - 1;
  }

  /**
   * The level sets of p coefficients.
   *
   * @throws IllegalArgumentException if the grid has another number of vertices
   * @throws IllegalStateException if the filtration is not {@code level-set}
   */
  LevelSetFiltration levelSets(int p) {
    if (filtration != Filtration.LEVEL_SET) {
      throw new IllegalStateException(filtration + " has no level sets");
    }
    Grid grid = shape.length == 0 ? Grid.of(p) : Grid.of(shape);
    if (grid.vertices() != p) {
      throw new IllegalArgumentException(
          p
              + " coefficients for a grid of shape "
              + grid
              + ", which has "
              + grid.vertices()
              + "; give the shape whose product is the number of features");
    }
    return new LevelSetFiltration(grid, complex, direction);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PenaltySpace that
        && filtration == that.filtration
        && Arrays.equals(shape, that.shape)
        && complex == that.complex
        && direction == that.direction;
  }

  @Override
  public int hashCode() {
    return Objects.hash(filtration.text, Arrays.hashCode(shape), complex.name(), direction.name());
  }

  /** As {@code weak-alpha} or {@code level-set [50, 50], freudenthal, superlevel}. */
  @Override
  public String toString() {
    if (filtration != Filtration.LEVEL_SET) {
      return filtration.text;
    }
    return filtration
        + (shape.length == 0 ? " of a line" : " " + Arrays.toString(shape))
        + ", "
        + complex
        + ", "
        + direction;
  }
}
