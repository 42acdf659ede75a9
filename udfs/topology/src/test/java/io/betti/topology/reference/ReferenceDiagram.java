package io.betti.topology.reference;

import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.homology.DiagramOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The diagram of a level set filtration by {@link BoundaryReduction}, in the text form that {@code
 * PersistenceDiagram} prints.
 *
 * <p>A pair whose birth and death have the same critical vertex is no bar at all: it never is one,
 * whatever the values.
 */
public final class ReferenceDiagram {
  private static final Map<String, GridCells> CELLS = new ConcurrentHashMap<>();

  private final CellFiltration filtration;
  private final List<BoundaryReduction.Pair> pairs;

  private record Bar(int dimension, double birth, double death, int birthCell, int deathCell) {
    double length() {
      return Math.abs(death - birth);
    }
  }

  private ReferenceDiagram(CellFiltration filtration) {
    this.filtration = filtration;
    this.pairs = BoundaryReduction.pairs(filtration);
  }

  /** The reduction of one grid of values. */
  public static ReferenceDiagram of(LevelSetFiltration filtration, double[] values) {
    GridCells cells =
        CELLS.computeIfAbsent(
            filtration.grid() + " " + filtration.complex(),
            key -> GridCells.of(filtration.grid(), filtration.complex()));
    return new ReferenceDiagram(new CellFiltration(cells, filtration.direction(), values));
  }

  /** The cells in order. */
  public CellFiltration filtration() {
    return filtration;
  }

  /** The text form, with critical cells, of what the options ask for. */
  public String text(DiagramOptions options) {
    List<Bar> bars = new ArrayList<>();
    for (BoundaryReduction.Pair pair : pairs) {
      if (filtration.dimension(pair.birth()) <= options.maxDimension()) {
        Bar bar = bar(pair);
        boolean withinOneStar = bar.birthCell == bar.deathCell;
        if (!withinOneStar && (bar.birth != bar.death || options.zeroLength())) {
          bars.add(bar);
        }
      }
    }
    double rising = filtration.direction().essentialDeath() > 0 ? 1 : -1;
    bars.sort(
        Comparator.comparingInt(Bar::dimension)
            .thenComparing(Comparator.comparingDouble(Bar::length).reversed())
            .thenComparingDouble(bar -> rising * bar.birth + 0.0)
            .thenComparingInt(Bar::birthCell)
            .thenComparingInt(Bar::deathCell));
    if (options.essential() == EssentialPolicy.CLAMP) {
      bars.replaceAll(this::clamped);
    }
    return print(bars);
  }

  private Bar bar(BoundaryReduction.Pair pair) {
    boolean essential = pair.death() < 0;
    return new Bar(
        filtration.dimension(pair.birth()),
        filtration.value(pair.birth()),
        essential ? filtration.direction().essentialDeath() : filtration.value(pair.death()),
        filtration.owner(pair.birth()),
        essential ? -1 : filtration.owner(pair.death()));
  }

  private Bar clamped(Bar bar) {
    int last = filtration.lastVertex();
    return bar.deathCell >= 0
        ? bar
        : new Bar(bar.dimension, bar.birth, filtration.vertexValue(last), bar.birthCell, last);
  }

  private static String print(List<Bar> bars) {
    StringBuilder out = new StringBuilder();
    int dimension = -1;
    for (Bar bar : bars) {
      if (bar.dimension != dimension) {
        dimension = bar.dimension;
        out.append(out.isEmpty() ? "H" : "\nH").append(dimension).append(':');
      }
      out.append(" [").append(number(bar.birth)).append(", ").append(number(bar.death));
      out.append(")@").append(bar.birthCell);
      if (bar.deathCell >= 0) {
        out.append(':').append(bar.deathCell);
      }
    }
    return out.toString();
  }

  private static String number(double value) {
    return Double.isInfinite(value) ? (value > 0 ? "inf" : "-inf") : Double.toString(value);
  }
}
