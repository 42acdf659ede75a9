package io.betti.topology.distance;

import io.betti.topology.diagram.DiagramFunction;
import io.betti.topology.diagram.DiagramNotation;
import io.betti.topology.diagram.PersistenceDiagram;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Diagrams that are bound to names, for the distances in a text: {@code
 * DiagramNotation.parse("W(1,1;PD0,target)", References.of(Map.of("target", diagram)))} is a {@link
 * WassersteinToReference}.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class References implements DiagramNotation.Binding {
  private final SortedMap<String, PersistenceDiagram> diagrams;
  private final EssentialBars essential;

  private References(Map<String, PersistenceDiagram> diagrams, EssentialBars essential) {
    this.diagrams = Collections.unmodifiableSortedMap(new TreeMap<>(diagrams));
    this.essential = essential;
    this.diagrams.keySet().forEach(References::checkName);
  }

  /**
   * Diagrams by their names; essential bars are matched among themselves.
   *
   * @throws IllegalArgumentException if a name is none of {@link DiagramNotation}
   */
  public static References of(Map<String, PersistenceDiagram> diagrams) {
    return of(diagrams, EssentialBars.match());
  }

  /**
   * As {@link #of(Map)}.
   *
   * @param essential what the distances do with essential bars
   */
  public static References of(Map<String, PersistenceDiagram> diagrams, EssentialBars essential) {
    return new References(diagrams, essential);
  }

  static void checkName(String name) {
    if (!DiagramNotation.isName(name)) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' cannot name a reference; a name is a letter, then letters, digits, _ - and .");
    }
  }

  /** The diagrams by their names. */
  public SortedMap<String, PersistenceDiagram> diagrams() {
    return diagrams;
  }

  @Override
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(diagrams.keySet()));
  }

  @Override
  public DiagramFunction distance(double order, String groundNorm, int dimension, String name) {
    WassersteinOptions options =
        new WassersteinOptions(order, GroundNorm.parse(groundNorm), essential);
    return new WassersteinToReference(diagrams.get(name), dimension, options, name);
  }
}
