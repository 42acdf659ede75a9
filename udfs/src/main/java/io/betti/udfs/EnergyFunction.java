package io.betti.udfs;

import io.betti.topology.diagram.DiagramNotation;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.diagram.WeightedSum;
import io.betti.topology.distance.References;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import org.apache.spark.sql.catalyst.expressions.UnsafeMapData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;

/** {@code tda_energy}: a function of a diagram that is written in the paper's notation. */
public final class EnergyFunction extends DiagramRowFunction {
  private static final long serialVersionUID = 1;

  /** How the diagrams are laid out; the second is null without references. */
  private record Layouts(DiagramLayout diagram, DiagramLayout references) implements Serializable {}

  private final DiagramLayout referenceLayout;
  private final String notation;
  private transient WeightedSum energy;
  private transient MapData bound;
  private transient DiagramReader referenceReader;
  private transient SortedSet<String> names;

  EnergyFunction(boolean lenient, DiagramLayout layout, String notation) {
    this(lenient, layout, null, notation);
  }

  EnergyFunction(boolean lenient, DiagramLayout layout, DiagramLayout references, String notation) {
    super("tda_energy", lenient, new Layouts(layout, references), layout, notation);
    this.referenceLayout = references;
    this.notation = notation;
  }

  /**
   * A text as it is printed, whatever diagrams its names will be bound to.
   *
   * @throws IllegalArgumentException if it is not of the notation
   */
  static String checked(String text) {
    Map<String, PersistenceDiagram> any = new HashMap<>();
    DiagramNotation.references(text).forEach(name -> any.put(name, PersistenceDiagram.empty()));
    return DiagramNotation.parse(text, References.of(any)).toString();
  }

  /** The energy; null for a bad row if lenient. */
  public synchronized Double value(ArrayData diagram) {
    if (energy == null) {
      energy = DiagramNotation.parse(notation);
    }
    try {
      return energy.value(bars(diagram));
    } catch (IllegalArgumentException problem) {
      if (lenient()) {
        return null;
      }
      throw badRow(problem, shown(diagram));
    }
  }

  /** The energy by a row's own references; null for a bad row if lenient. */
  public synchronized Double valueByReferences(ArrayData diagram, MapData references) {
    try {
      bind(references);
      return energy.value(bars(diagram));
    } catch (IllegalArgumentException problem) {
      if (lenient()) {
        return null;
      }
      throw badRow(problem, shown(diagram), "map of " + references.numElements() + " references");
    }
  }

  /** Reads the references, unless they are those of the row before. */
  private void bind(MapData references) {
    if (bound != null && (bound == references || bound.equals(references))) {
      return;
    }
    bound = null;
    energy = DiagramNotation.parse(notation, References.of(read(references)));
    // only this form knows equality by content, and is overwritten by the next row
    bound = references instanceof UnsafeMapData ? references.copy() : null;
  }

  private Map<String, PersistenceDiagram> read(MapData references) {
    if (referenceReader == null) {
      referenceReader = new DiagramReader(referenceLayout);
      names = DiagramNotation.references(notation);
    }
    Map<String, PersistenceDiagram> diagrams = new HashMap<>();
    ArrayData keys = references.keyArray();
    ArrayData values = references.valueArray();
    for (int i = 0; i < references.numElements(); i++) {
      String name = keys.getUTF8String(i).toString();
      if (!names.contains(name)) {
        continue;
      }
      if (values.isNullAt(i)) {
        throw new IllegalArgumentException(
            "reference '" + name + "' is null; bind a diagram to it");
      }
      try {
        diagrams.put(name, referenceReader.readWithoutCells(values.getArray(i)));
      } catch (IllegalArgumentException problem) {
        throw new IllegalArgumentException(
            "reference '" + name + "': " + problem.getMessage(), problem);
      }
    }
    return diagrams;
  }
}
