package io.betti.udfs;

import io.betti.topology.complex.Grid;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * The plans of one task, one a grid shape, made when a shape is first seen. The last shape is found
 * by comparing its axes; a few more are kept, the longest unused going first, so that a table of
 * mixed shapes does not make a plan a row.
 *
 * @param <P> a plan whose workspaces grow with the number of vertices
 */
final class ShapePlans<P> {
  /** Plans kept at most. */
  private static final int MOST_PLANS = 16;

  /** Vertices of all plans kept at most; the plan in use is kept whatever its size. */
  private static final long MOST_VERTICES = 1L << 22;

  /** No grid has more axes; a longer array is refused before it is copied. */
  private static final int MOST_AXES = 8;

  private final Function<Grid, P> make;
  private final boolean longAxes;
  private final Map<Grid, P> recent = new LinkedHashMap<>(MOST_PLANS, 0.75f, true);
  private long vertices;
  private int[] lastShape = {};
  private P last;

  /**
   * No plans yet.
   *
   * @param longAxes whether shapes are arrays of long instead of int
   */
  ShapePlans(Function<Grid, P> make, boolean longAxes) {
    this.make = make;
    this.longAxes = longAxes;
  }

  /**
   * The plan of a shape.
   *
   * @throws IllegalArgumentException if it is no shape of a grid, or the plan refuses it
   */
  P of(ArrayData shape) {
    if (last != null && isLast(shape)) {
      return last;
    }
    int[] axes = axes(shape);
    Grid grid = Grid.of(axes);
    P plan = recent.get(grid);
    if (plan == null) {
      plan = make.apply(grid);
      recent.put(grid, plan);
      vertices += grid.vertices();
      forgetOldest();
    }
    lastShape = axes;
    last = plan;
    return plan;
  }

  private boolean isLast(ArrayData shape) {
    if (shape.numElements() != lastShape.length) {
      return false;
    }
    for (int axis = 0; axis < lastShape.length; axis++) {
      if (shape.isNullAt(axis)
          || (longAxes ? shape.getLong(axis) : shape.getInt(axis)) != lastShape[axis]) {
        return false;
      }
    }
    return true;
  }

  private int[] axes(ArrayData shape) {
    int count = shape.numElements();
    if (count > MOST_AXES) {
      throw new IllegalArgumentException(
          "the shape has " + count + " axes; pass [w], [h, w] or [d, h, w], one length an axis");
    }
    int[] axes = new int[count];
    for (int axis = 0; axis < count; axis++) {
      if (shape.isNullAt(axis)) {
        throw new IllegalArgumentException(
            "axis "
                + axis
                + " of the shape is null; pass [w], [h, w] or [d, h, w], every axis at least 1");
      }
      long length = longAxes ? shape.getLong(axis) : shape.getInt(axis);
      if (length < 1 || length > Grid.MAX_VERTICES) {
        throw new IllegalArgumentException(
            "axis "
                + axis
                + " of the shape is "
                + length
                + "; it must be 1 to "
                + Grid.MAX_VERTICES);
      }
      axes[axis] = (int) length;
    }
    return axes;
  }

  private void forgetOldest() {
    Iterator<Grid> oldest = recent.keySet().iterator();
    while (recent.size() > 1 && (recent.size() > MOST_PLANS || vertices > MOST_VERTICES)) {
      vertices -= oldest.next().vertices();
      oldest.remove();
    }
  }

  /** Plans kept, for tests. */
  int size() {
    return recent.size();
  }

  /** A shape in an error. */
  String shown(ArrayData shape) {
    StringBuilder out = new StringBuilder("[");
    for (int axis = 0; axis < Math.min(shape.numElements(), MOST_AXES); axis++) {
      out.append(axis == 0 ? "" : ", ");
      out.append(
          shape.isNullAt(axis) ? "null" : longAxes ? shape.getLong(axis) : shape.getInt(axis));
    }
    return out.append(shape.numElements() > MOST_AXES ? ", ...]" : "]").toString();
  }
}
