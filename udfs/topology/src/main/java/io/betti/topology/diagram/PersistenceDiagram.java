package io.betti.topology.diagram;

import java.util.Arrays;

/**
 * A persistence diagram with the critical cells of every bar, as a struct of arrays.
 *
 * <p><b>Bars</b> stand by dimension, then decreasing lifetime (essential bars first), then birth
 * (earliest in the filtration first), then birth cell and death cell. A clamped essential bar keeps
 * the place it had unclamped.
 *
 * <p><b>Critical cells</b> are the paper's inverse map (Brüel-Gabrielsson et al. 2020, section
 * 2.3): each birth and each death is the value of one cell, so the gradient of any function of the
 * diagram goes there. A cell is given by its vertices: one flat row-major index on a grid, the two
 * ends of the longest edge in a flag complex. A death without a cell (an essential bar, or one
 * clamped to a value that no cell has) has none.
 *
 * <p><b>Text form.</b> {@link #toString()} prints {@code H0: [1.0, -inf)@5 [0.9, 0.3)@7:12}, one
 * line a dimension, births and deaths shortest-exact, then {@code @birthCell:deathCell} with the
 * vertices of a cell joined by {@code -}; {@link #parse} reads it back, bars and cells equal.
 *
 * <p>Immutable, safe to share between threads.
 */
public final class PersistenceDiagram {
  private static final int[] NO_VERTICES = {};
  private static final double[] NO_VALUES = {};
  private static final PersistenceDiagram EMPTY =
      new PersistenceDiagram(new int[] {0}, NO_VALUES, NO_VALUES, 1, NO_VERTICES, NO_VERTICES);

  /** Bars of dimension k are {@code start[k] .. start[k + 1]}. */
  private final int[] start;

  private final double[] births;
  private final double[] deaths;

  /** Vertices to a cell; cells of fewer are filled up with -1. */
  private final int cellArity;

  /** Vertices of bar i's birth cell from {@code i * cellArity}. */
  private final int[] birthCells;

  private final int[] deathCells;

  /** Takes the arrays as its own; the builder is the only caller. */
  PersistenceDiagram(
      int[] start,
      double[] births,
      double[] deaths,
      int cellArity,
      int[] birthCells,
      int[] deathCells) {
    this.start = start;
    this.births = births;
    this.deaths = deaths;
    this.cellArity = cellArity;
    this.birthCells = birthCells;
    this.deathCells = deathCells;
  }

  /** The diagram without bars. */
  public static PersistenceDiagram empty() {
    return EMPTY;
  }

  /**
   * Reads the text form, as {@link #toString()} prints it; lines may be joined by {@code ;}. Bars
   * are kept in the order of the text.
   *
   * @throws IllegalArgumentException if the text is not of that form; the message points at the
   *     character
   */
  public static PersistenceDiagram parse(String text) {
    return new DiagramText(text).parse();
  }

  /** Number of bars of all dimensions. */
  public int size() {
    return births.length;
  }

  /** One more than the highest dimension that this diagram can hold bars of. */
  public int dimensions() {
    return start.length - 1;
  }

  /** Index of the first bar of a dimension; {@code from(k) == to(k)} if there is none. */
  public int from(int dimension) {
    return start[Math.min(Math.max(dimension, 0), start.length - 1)];
  }

  /** One more than the index of the last bar of a dimension. */
  public int to(int dimension) {
    return dimension < 0 ? 0 : start[Math.min(dimension, start.length - 2) + 1];
  }

  /** Number of bars of a dimension. */
  public int size(int dimension) {
    return to(dimension) - from(dimension);
  }

  /** Homology dimension of bar i. */
  public int dimension(int i) {
    checkBar(i);
    int dimension = 0;
    while (start[dimension + 1] <= i) {
      dimension++;
    }
    return dimension;
  }

  /** Value at which bar i begins. */
  public double birth(int i) {
    return births[i];
  }

  /** Value at which bar i ends; infinite if it is essential. */
  public double death(int i) {
    return deaths[i];
  }

  /** Length of bar i, |death - birth|; infinite if it is essential. */
  public double lifetime(int i) {
    return Math.abs(deaths[i] - births[i]);
  }

  /** Whether bar i never dies. */
  public boolean isEssential(int i) {
    return Double.isInfinite(deaths[i]);
  }

  /** First vertex of the critical cell of bar i's birth, -1 if it has none. */
  public int birthVertex(int i) {
    return birthCells[i * cellArity];
  }

  /** First vertex of the critical cell of bar i's death, -1 if it has none. */
  public int deathVertex(int i) {
    return deathCells[i * cellArity];
  }

  /** Largest number of vertices of a cell of this diagram: 1 on grids. */
  public int cellArity() {
    return cellArity;
  }

  /** Vertices of the critical cell of bar i's birth; empty if it has none. */
  public int[] birthCell(int i) {
    return cell(birthCells, i);
  }

  /** Vertices of the critical cell of bar i's death; empty if it has none. */
  public int[] deathCell(int i) {
    return cell(deathCells, i);
  }

  private int[] cell(int[] cells, int i) {
    checkBar(i);
    int from = i * cellArity;
    int to = from;
    while (to < from + cellArity && cells[to] >= 0) {
      to++;
    }
    return to == from ? NO_VERTICES : Arrays.copyOfRange(cells, from, to);
  }

  private void checkBar(int i) {
    if (i < 0 || i >= births.length) {
      throw new IndexOutOfBoundsException("bar " + i + " of a diagram of " + births.length);
    }
  }

  /** Bar i as one object. */
  public PersistencePair pair(int i) {
    return new PersistencePair(dimension(i), births[i], deaths[i], birthCell(i), deathCell(i));
  }

  /**
   * This diagram with every essential death replaced by a value, which no cell brings: such a death
   * has no gradient. Order and births stay.
   *
   * @param value a finite number
   * @throws IllegalArgumentException if the value is not finite
   */
  public PersistenceDiagram clamped(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "cannot clamp essential bars to " + value + "; give a finite value");
    }
    double[] clamped = deaths.clone();
    for (int i = 0; i < clamped.length; i++) {
      if (Double.isInfinite(clamped[i])) {
        clamped[i] = value;
      }
    }
    return new PersistenceDiagram(start, births, clamped, cellArity, birthCells, deathCells);
  }

  /**
   * This diagram with births and deaths multiplied by a factor; infinite deaths and cells stay, and
   * so does the order.
   *
   * @param factor finite and above 0
   * @throws IllegalArgumentException if the factor is not finite or not above 0
   */
  public PersistenceDiagram scaled(double factor) {
    if (!(factor > 0) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException(
          "cannot scale a diagram by " + factor + "; give a finite factor above 0");
    }
    if (factor == 1) {
      return this;
    }
    double[] scaledBirths = births.clone();
    double[] scaledDeaths = deaths.clone();
    for (int i = 0; i < births.length; i++) {
      scaledBirths[i] *= factor;
      scaledDeaths[i] *= factor;
    }
    return new PersistenceDiagram(
        start, scaledBirths, scaledDeaths, cellArity, birthCells, deathCells);
  }

  /** Equal bars and equal cells in the same order. */
  @Override
  public boolean equals(Object other) {
    if (!(other instanceof PersistenceDiagram d) || size() != d.size()) {
      return false;
    }
    int top = Math.max(dimensions(), d.dimensions());
    for (int k = 0; k < top; k++) {
      if (from(k) != d.from(k) || to(k) != d.to(k)) {
        return false;
      }
    }
    for (int i = 0; i < size(); i++) {
      if (Double.compare(births[i], d.births[i]) != 0
          || Double.compare(deaths[i], d.deaths[i]) != 0
          || !Arrays.equals(birthCell(i), d.birthCell(i))
          || !Arrays.equals(deathCell(i), d.deathCell(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(births) + Arrays.hashCode(deaths);
  }

  /** The text form of the class comment, with critical cells. */
  @Override
  public String toString() {
    return DiagramText.print(this, true);
  }

  /** The text form without critical cells: {@code H1: [0.5, 1.25) [0.7, inf)}. */
  public String toStringWithoutCells() {
    return DiagramText.print(this, false);
  }
}
