package io.betti.topology.filtration;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Writes out every cell of a level set filtration, in its order: by place of the critical vertex,
 * then dimension, then list of vertices.
 *
 * <p>Axes that a grid does not have count as axes of length 1. A cell of the cubical complexes is a
 * box: its least corner and the axes along which it extends, a bit each, the last axis the lowest.
 * A simplex of Freudenthal's is a chain of such sets, each within the next, from the empty set on:
 * its vertices are the corners of the box that they lead to.
 */
final class LevelSetCells {
  private static final int AXES = 3;
  private static final int ALL_AXES = (1 << AXES) - 1;

  private final LevelSetFiltration filtration;
  private final double[] values;

  /** Lengths of the axes of the values, and of the points that name a cell. */
  private final int[] shape;

  private final int[] points;

  /** Place of each vertex in the filtration. */
  private final int[] place;

  private final List<Draft> drafts = new ArrayList<>();

  /** A cell and its critical vertex. */
  private record Draft(int critical, FilteredComplex.Cell cell) {}

  LevelSetCells(LevelSetFiltration filtration, double[] values) {
    this.filtration = filtration;
    this.values = values;
    Grid grid = filtration.grid();
    shape = new int[] {grid.depth(), grid.height(), grid.width()};
    points = shape.clone();
    if (filtration.complex() == GridComplex.CUBICAL_T) {
      for (int axis = AXES - grid.dimension(); axis < AXES; axis++) {
        points[axis]++;
      }
    }
    place = new int[values.length];
    Integer[] order = new Integer[values.length];
    Arrays.setAll(order, v -> v);
    double sign = filtration.direction() == Direction.SUBLEVEL ? 1 : -1;
    Arrays.sort(order, Comparator.comparingDouble(v -> sign * values[v] + 0.0));
    for (int n = 0; n < order.length; n++) {
      place[order[n]] = n;
    }
  }

  FilteredComplex complex() {
    int size = points[0] * points[1] * points[2];
    for (int point = 0; point < size; point++) {
      int[] at = {
        point / (points[1] * points[2]), point / points[2] % points[1], point % points[2]
      };
      if (filtration.complex() == GridComplex.FREUDENTHAL) {
        simplices(at, 0, new int[] {point});
      } else {
        for (int axes = 0; axes <= ALL_AXES; axes++) {
          if (fits(at, axes)) {
            box(at, axes);
          }
        }
      }
    }
    drafts.sort(
        Comparator.comparingInt((Draft draft) -> place[draft.critical])
            .thenComparingInt(draft -> draft.cell.dimension())
            .thenComparing(draft -> draft.cell.vertices(), Arrays::compare));
    return FilteredComplex.ofOrdered(
        drafts.stream().map(Draft::cell).toList(), filtration.direction() == Direction.SUPERLEVEL);
  }

  /** The simplex of a chain that ends with a set of axes, and those of all longer chains. */
  private void simplices(int[] at, int axes, int[] vertices) {
    int last = last(vertices);
    drafts.add(new Draft(last, FilteredComplex.Cell.simplex(values[last] + 0.0, vertices, last)));
    for (int next = axes + 1; next <= ALL_AXES; next++) {
      if ((next & axes) == axes && fits(at, next)) {
        int[] longer = Arrays.copyOf(vertices, vertices.length + 1);
        longer[vertices.length] = point(at, next);
        simplices(at, next, longer);
      }
    }
  }

  private void box(int[] at, int axes) {
    int[] corners = corners(at, axes);
    int critical =
        filtration.complex() == GridComplex.CUBICAL_T ? firstAround(at, axes) : last(corners);
    List<int[]> faces = new ArrayList<>();
    for (int rest = axes; rest != 0; rest &= rest - 1) {
      int axis = rest & -rest;
      faces.add(corners(at, axes ^ axis));
      faces.add(corners(stepped(at, axis), axes ^ axis));
    }
    drafts.add(
        new Draft(
            critical,
            new FilteredComplex.Cell(
                Integer.bitCount(axes),
                values[critical] + 0.0,
                corners,
                faces.toArray(int[][]::new),
                new int[] {critical})));
  }

  /** Corners of a box, rising: those of the sets within its axes. */
  private int[] corners(int[] at, int axes) {
    int[] corners = new int[1 << Integer.bitCount(axes)];
    int count = 0;
    for (int set = 0; set <= axes; set++) {
      if ((set & axes) == set) {
        corners[count++] = point(at, set);
      }
    }
    return corners;
  }

  /** The first of the top cells that contain a box: they start at its corner or a step before. */
  private int firstAround(int[] at, int axes) {
    int first = -1;
    for (int back = 0; back <= ALL_AXES; back++) {
      if ((back & axes) != 0) {
        continue;
      }
      int v = 0;
      boolean inside = true;
      for (int axis = 0; axis < AXES; axis++) {
        int start = at[axis] - (back >> AXES - 1 - axis & 1);
        inside &= start >= 0 && start < shape[axis];
        v = v * shape[axis] + start;
      }
      if (inside && (first < 0 || place[v] < place[first])) {
        first = v;
      }
    }
    return first;
  }

  private int last(int[] vertices) {
    int last = vertices[0];
    for (int v : vertices) {
      last = place[v] > place[last] ? v : last;
    }
    return last;
  }

  private boolean fits(int[] at, int axes) {
    int[] to = stepped(at, axes);
    return to[0] < points[0] && to[1] < points[1] && to[2] < points[2];
  }

  private int point(int[] at, int axes) {
    int[] to = stepped(at, axes);
    return (to[0] * points[1] + to[1]) * points[2] + to[2];
  }

  private static int[] stepped(int[] at, int axes) {
    return new int[] {at[0] + (axes >> 2), at[1] + (axes >> 1 & 1), at[2] + (axes & 1)};
  }
}
