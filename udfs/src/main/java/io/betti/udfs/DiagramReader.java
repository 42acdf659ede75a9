package io.betti.udfs;

import io.betti.topology.diagram.DiagramBuilder;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.diagram.PersistencePair;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * Reads diagrams out of SQL's arrays of structs, each dimension's bars in the stored order. What
 * cannot be a bar is refused: a null bar, dimension, birth or death, a NaN, an infinite birth, a
 * dimension out of range, a vertex that is no index. Null cells are empty ones.
 *
 * <p>Keeps a workspace; not safe for use by several threads.
 */
final class DiagramReader {
  /** Homology of a higher dimension isn't computed by anything; a diagram keeps an int for each. */
  static final int HIGHEST_DIMENSION = 255;

  private static final int[] NO_VERTICES = {};

  private final DiagramLayout layout;
  private final DiagramBuilder builder = new DiagramBuilder();

  DiagramReader(DiagramLayout layout) {
    this.layout = layout;
  }

  /**
   * The diagram with its cells.
   *
   * @throws IllegalArgumentException if a bar is refused; the message counts bars from 0
   */
  PersistenceDiagram read(ArrayData bars) {
    return read(bars, true);
  }

  /** The diagram without cells, for functions of births and deaths. */
  PersistenceDiagram readWithoutCells(ArrayData bars) {
    return read(bars, false);
  }

  private PersistenceDiagram read(ArrayData bars, boolean withCells) {
    builder.clear(1, false);
    int count = bars.numElements();
    for (int i = 0; i < count; i++) {
      if (bars.isNullAt(i)) {
        throw new IllegalArgumentException("bar " + i + " is null; drop it from the diagram");
      }
      InternalRow bar = bars.getStruct(i, layout.fields());
      int dimension = dimension(bar, i);
      double birth = finite(number(bar, layout.birth(), i, DiagramType.BIRTH), i);
      double death = number(bar, layout.death(), i, DiagramType.DEATH);
      if (withCells) {
        addWithCells(bar, i, dimension, birth, death);
      } else {
        builder.add(dimension, birth, death, -1, -1);
      }
    }
    return builder.buildInGivenOrder();
  }

  private int dimension(InternalRow bar, int i) {
    if (bar.isNullAt(layout.dimension())) {
      throw new IllegalArgumentException(
          "the dimension of bar " + i + " is null; every bar needs one");
    }
    return checkedDimension(
        layout.longDimension() ? bar.getLong(layout.dimension()) : bar.getInt(layout.dimension()),
        i);
  }

  static int checkedDimension(long dimension, int i) {
    if (dimension < 0 || dimension > HIGHEST_DIMENSION) {
      throw new IllegalArgumentException(
          "the dimension of bar "
              + i
              + " is "
              + dimension
              + "; homology dimensions are 0 to "
              + HIGHEST_DIMENSION);
    }
    return (int) dimension;
  }

  private static double number(InternalRow bar, int field, int i, String name) {
    if (bar.isNullAt(field)) {
      throw new IllegalArgumentException(missing(i, name));
    }
    return checkedNumber(bar.getDouble(field), i, name);
  }

  static String missing(int i, String name) {
    return "the "
        + name
        + " of bar "
        + i
        + " is null or no number; drop the bar"
        + (name.equals(DiagramType.DEATH)
            ? ", or write an essential bar's death as Infinity or -Infinity"
            : "");
  }

  static double checkedNumber(double number, int i, String name) {
    if (Double.isNaN(number)) {
      throw new IllegalArgumentException(
          "the " + name + " of bar " + i + " is NaN; drop the bar or mend what made it");
    }
    return number;
  }

  static double finite(double birth, int i) {
    if (Double.isInfinite(birth)) {
      throw new IllegalArgumentException(
          "the birth of bar " + i + " is " + birth + "; only a death may be infinite");
    }
    return birth;
  }

  private void addWithCells(InternalRow bar, int i, int dimension, double birth, double death) {
    ArrayData birthCell = cell(bar, layout.birthCell());
    ArrayData deathCell = cell(bar, layout.deathCell());
    int birthVertices = birthCell == null ? 0 : birthCell.numElements();
    int deathVertices = deathCell == null ? 0 : deathCell.numElements();
    if (birthVertices <= 1 && deathVertices <= 1) {
      int birthVertex = birthVertices == 0 ? -1 : vertex(birthCell, 0, i);
      int deathVertex = deathVertices == 0 ? -1 : vertex(deathCell, 0, i);
      builder.add(dimension, birth, death, birthVertex, deathVertex);
    } else {
      builder.add(
          new PersistencePair(
              dimension, birth, death, vertices(birthCell, i), vertices(deathCell, i)));
    }
  }

  private static ArrayData cell(InternalRow bar, int field) {
    return field < 0 || bar.isNullAt(field) ? null : bar.getArray(field);
  }

  private static int[] vertices(ArrayData cell, int i) {
    if (cell == null || cell.numElements() == 0) {
      return NO_VERTICES;
    }
    int[] vertices = new int[cell.numElements()];
    checkArity(vertices.length, i);
    for (int k = 0; k < vertices.length; k++) {
      vertices[k] = vertex(cell, k, i);
    }
    return vertices;
  }

  /** A bar's cell has at most one vertex more than the highest dimension its death can have. */
  static void checkArity(int vertices, int i) {
    if (vertices > HIGHEST_DIMENSION + 2) {
      throw new IllegalArgumentException(
          "a cell of bar " + i + " has " + vertices + " vertices; a cell is a few indices");
    }
  }

  private static int vertex(ArrayData cell, int k, int i) {
    if (cell.isNullAt(k)) {
      throw new IllegalArgumentException(
          "a vertex of bar " + i + " is null or no number; leave the cell empty instead");
    }
    return checkedVertex(cell.getLong(k), i);
  }

  static int checkedVertex(long vertex, int i) {
    if (vertex < 0 || vertex > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "vertex " + vertex + " of bar " + i + " is no index; vertices count from 0 up to 2^31-1");
    }
    return (int) vertex;
  }
}
