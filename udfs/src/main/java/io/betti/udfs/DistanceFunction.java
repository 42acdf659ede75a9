package io.betti.udfs;

import io.betti.topology.diagram.PersistenceDiagram;
import java.io.Serializable;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * A {@link RowFunction} of two diagrams and a homology dimension that gives a distance, infinite
 * where essential bars are to be matched and their numbers differ.
 */
abstract class DistanceFunction extends RowFunction {
  private static final long serialVersionUID = 1;

  /** How the columns of both diagrams are laid out. */
  record Layouts(DiagramLayout left, DiagramLayout right) implements Serializable {}

  private final Layouts layouts;
  private transient DiagramReader leftReader;
  private transient DiagramReader rightReader;

  DistanceFunction(String name, boolean lenient, Layouts layouts, Serializable... constants) {
    super(name, lenient, layouts, constants);
    this.layouts = layouts;
  }

  /** The distance by this task's workspace. */
  abstract double between(PersistenceDiagram left, PersistenceDiagram right, int dimension);

  /** The distance of a row; null for a bad row if lenient. */
  public synchronized Double distance(ArrayData left, ArrayData right, long dimension) {
    if (leftReader == null) {
      leftReader = new DiagramReader(layouts.left());
      rightReader = new DiagramReader(layouts.right());
    }
    try {
      return between(
          read(leftReader, left, "left"),
          read(rightReader, right, "right"),
          DiagramRowFunction.whole(dimension, "the dimension"));
    } catch (IllegalArgumentException problem) {
      if (lenient()) {
        return null;
      }
      throw badRow(
          problem, DiagramRowFunction.shown(left), DiagramRowFunction.shown(right), "" + dimension);
    }
  }

  private static PersistenceDiagram read(DiagramReader reader, ArrayData diagram, String side) {
    try {
      return reader.readWithoutCells(diagram);
    } catch (IllegalArgumentException problem) {
      throw new IllegalArgumentException(side + " diagram: " + problem.getMessage(), problem);
    }
  }
}
