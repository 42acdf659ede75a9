package io.betti.topology.vectorization;

import io.betti.topology.diagram.PersistenceDiagram;

/**
 * The bars of one dimension that vectorizations count: finite, of length above zero, rising (both
 * values negated if the bar falls), in the diagram's order.
 */
final class FiniteBars {
  private final double[] births;
  private final double[] deaths;
  private int size;

  private FiniteBars(int capacity) {
    births = new double[capacity];
    deaths = new double[capacity];
  }

  static FiniteBars of(PersistenceDiagram diagram, int dimension) {
    FiniteBars bars = new FiniteBars(diagram.size(dimension));
    for (int i = diagram.from(dimension); i < diagram.to(dimension); i++) {
      double birth = diagram.birth(i);
      double death = diagram.death(i);
      if (!Double.isFinite(birth) || Double.isNaN(death)) {
        throw new IllegalArgumentException(
            "bar ["
                + birth
                + ", "
                + death
                + ") of dimension "
                + dimension
                + ": births must be finite and deaths not NaN; drop the bar or correct it");
      }
      if (!diagram.isEssential(i) && birth != death) {
        bars.add(birth, death);
      }
    }
    return bars;
  }

  private void add(double birth, double death) {
    if (Double.isInfinite(death - birth)) {
      throw new IllegalArgumentException(
          "bar [" + birth + ", " + death + ") is longer than a double holds; scale the values");
    }
    boolean falls = birth > death;
    // adding 0.0 makes a negated zero the ordinary one
    births[size] = (falls ? -birth : birth) + 0.0;
    deaths[size] = (falls ? -death : death) + 0.0;
    size++;
  }

  int size() {
    return size;
  }

  double birth(int i) {
    return births[i];
  }

  double death(int i) {
    return deaths[i];
  }

  double lifetime(int i) {
    return deaths[i] - births[i];
  }

  double longest() {
    double longest = 0;
    for (int i = 0; i < size; i++) {
      longest = Math.max(longest, lifetime(i));
    }
    return longest;
  }

  /** Sum of the lifetimes, each divided by the longest so that it cannot overflow. */
  double relativeTotal(double longest) {
    double total = 0;
    for (int i = 0; i < size; i++) {
      total += lifetime(i) / longest;
    }
    return total;
  }
}
