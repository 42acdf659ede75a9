package io.betti.topology.distance;

import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.distance.EssentialBars.Treatment;
import java.util.Arrays;

/**
 * The bars of one diagram in one dimension as a distance sees them: the finite bars off the
 * diagonal as points of the plane, in the order of the diagram, and the births of the essential
 * bars. Bars of length zero cost nothing where they are and are no points.
 *
 * <p>A reused workspace: loading allocates only when a larger diagram comes.
 */
final class PointSet {
  int size;
  double[] births = new double[16];
  double[] deaths = new double[16];

  /** The bar, in its diagram, that a point came from. */
  int[] bars = new int[16];

  int essentialCount;
  double[] essentialBirths = new double[4];

  /** -1 for a death at -Infinity, 1 for one at Infinity. */
  double[] essentialSigns = new double[4];

  int[] essentialBars = new int[4];

  /** Positions in the three arrays above, by sign and then birth. */
  int[] essentialOrder = new int[4];

  /** Largest length of a bar among the points. */
  double longest;

  private final String name;
  private final IndexSort sort = new IndexSort();

  /** A workspace that calls its diagram by a name in errors. */
  PointSet(String name) {
    this.name = name;
  }

  void load(PersistenceDiagram diagram, int dimension, EssentialBars essential) {
    if (dimension < 0) {
      throw new IllegalArgumentException(
          "homology dimension " + dimension + " of a distance must be >= 0");
    }
    int from = diagram.from(dimension);
    int to = diagram.to(dimension);
    clear(to - from);
    for (int i = from; i < to; i++) {
      add(diagram.birth(i), diagram.death(i), i, essential);
    }
    sortEssential();
  }

  void load(double[] birthValues, double[] deathValues, int count, EssentialBars essential) {
    if (count < 0 || count > birthValues.length || count > deathValues.length) {
      throw new IllegalArgumentException(
          "count "
              + count
              + " of bars of the "
              + name
              + " must be from 0 to the lengths of the arrays, "
              + birthValues.length
              + " births and "
              + deathValues.length
              + " deaths");
    }
    clear(count);
    for (int i = 0; i < count; i++) {
      add(birthValues[i], deathValues[i], i, essential);
    }
    sortEssential();
  }

  /**
   * Takes points and essential births that were loaded once before: no bar is checked or dropped.
   *
   * @param essentials signs and births in turn, already sorted
   */
  void loadDistinct(
      double[] birthValues,
      double[] deathValues,
      int from,
      int to,
      double[] essentials,
      int essentialFrom,
      int essentialTo) {
    clear(to - from);
    size = to - from;
    System.arraycopy(birthValues, from, births, 0, size);
    System.arraycopy(deathValues, from, deaths, 0, size);
    for (int i = 0; i < size; i++) {
      bars[i] = i;
      longest = Math.max(longest, Math.abs(deaths[i] - births[i]));
    }
    for (int k = essentialFrom; k < essentialTo; k++) {
      addEssential(
          essentials[2 * k + 1],
          essentials[2 * k] < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY,
          size + k - essentialFrom);
    }
    sortEssential();
  }

  private void clear(int capacity) {
    size = 0;
    essentialCount = 0;
    longest = 0;
    if (births.length < capacity) {
      int room = capacity + (capacity >> 1);
      births = new double[room];
      deaths = new double[room];
      bars = new int[room];
    }
  }

  private void add(double birth, double death, int bar, EssentialBars essential) {
    double end = death;
    if (!(Math.abs(death) <= Double.MAX_VALUE)) {
      checkDeath(birth, death, bar);
      if (essential.treatment() == Treatment.DROP && Double.isFinite(birth)) {
        return;
      }
      if (essential.treatment() == Treatment.MATCH) {
        addEssential(birth, death, bar);
        return;
      }
      end = essential.value();
    }
    double length = Math.abs(end - birth);
    if (!(length <= Double.MAX_VALUE)) {
      throw badBar(birth, death, bar);
    }
    if (length > 0) {
      births[size] = birth;
      deaths[size] = end;
      bars[size++] = bar;
      longest = Math.max(longest, length);
    }
  }

  private void addEssential(double birth, double death, int bar) {
    if (!Double.isFinite(birth)) {
      throw badBar(birth, death, bar);
    }
    if (essentialCount == essentialBirths.length) {
      int room = 2 * essentialCount;
      essentialBirths = Arrays.copyOf(essentialBirths, room);
      essentialSigns = Arrays.copyOf(essentialSigns, room);
      essentialBars = Arrays.copyOf(essentialBars, room);
      essentialOrder = new int[room];
    }
    essentialBirths[essentialCount] = birth;
    essentialSigns[essentialCount] = Math.signum(death);
    essentialBars[essentialCount++] = bar;
  }

  private void sortEssential() {
    sort.sort(essentialOrder, essentialCount, essentialSigns, essentialBirths);
  }

  private void checkDeath(double birth, double death, int bar) {
    if (Double.isNaN(death)) {
      throw badBar(birth, death, bar);
    }
  }

  private IllegalArgumentException badBar(double birth, double death, int bar) {
    return new IllegalArgumentException(
        "bar "
            + bar
            + " of the "
            + name
            + " is ["
            + birth
            + ", "
            + death
            + "); a distance needs finite births, deaths that are not NaN, and lengths below "
            + Double.MAX_VALUE);
  }

  /** The essential birth at place k of the order. */
  double essentialBirth(int k) {
    return essentialBirths[essentialOrder[k]];
  }

  /** The bar of the essential birth at place k of the order. */
  int essentialBar(int k) {
    return essentialBars[essentialOrder[k]];
  }

  /** Whether the essential bars can be matched with another's: as many, with deaths alike. */
  boolean matchesEssential(PointSet other) {
    if (essentialCount != other.essentialCount) {
      return false;
    }
    for (int k = 0; k < essentialCount; k++) {
      if (essentialSigns[essentialOrder[k]] != other.essentialSigns[other.essentialOrder[k]]) {
        return false;
      }
    }
    return true;
  }
}
