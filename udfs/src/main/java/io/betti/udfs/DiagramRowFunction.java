package io.betti.udfs;

import io.betti.topology.diagram.PersistenceDiagram;
import java.io.Serializable;
import org.apache.spark.sql.catalyst.util.ArrayData;

/** A {@link RowFunction} whose first argument is a diagram. */
abstract class DiagramRowFunction extends RowFunction {
  private static final long serialVersionUID = 1;

  private final DiagramLayout layout;
  private transient DiagramReader reader;

  DiagramRowFunction(
      String name, boolean lenient, DiagramLayout layout, Serializable... constants) {
    super(name, lenient, layout, constants);
    this.layout = layout;
  }

  /**
   * A function that reads more than the diagram.
   *
   * @param layouts how all its columns are laid out; goes into equality
   */
  DiagramRowFunction(
      String name,
      boolean lenient,
      Serializable layouts,
      DiagramLayout layout,
      Serializable... constants) {
    super(name, lenient, layouts, constants);
    this.layout = layout;
  }

  /** Reads diagrams of this function's column. */
  final DiagramReader reader() {
    if (reader == null) {
      reader = new DiagramReader(layout);
    }
    return reader;
  }

  /** The diagram without its cells. */
  final PersistenceDiagram bars(ArrayData diagram) {
    return reader().readWithoutCells(diagram);
  }

  /**
   * A whole-number argument as the engine takes it.
   *
   * @throws IllegalArgumentException if it does not fit into an int
   */
  static int whole(long value, String name) {
    if (value != (int) value) {
      throw new IllegalArgumentException(
          name + " = " + value + " is out of range; it must be a whole number below 2^31");
    }
    return (int) value;
  }

  /** A diagram in an error. */
  static String shown(ArrayData diagram) {
    return "diagram of " + diagram.numElements() + " bars";
  }
}
