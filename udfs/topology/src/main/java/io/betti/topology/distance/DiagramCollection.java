package io.betti.topology.distance;

import io.betti.topology.diagram.PersistenceDiagram;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/**
 * Many diagrams of one dimension with equal ones collapsed, their bars in flat arrays. Two are
 * equal if they have the same bars off the diagonal and the same essential births, in any order;
 * cells don't count. Immutable.
 */
final class DiagramCollection implements Serializable {
  private static final long serialVersionUID = 1;

  /** The bars of a diagram in canonical order, as a key. */
  private record Bars(double[] values) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Bars bars && Arrays.equals(values, bars.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values);
    }
  }

  /** Number of distinct diagrams. */
  final int distinct;

  /** Finite bars of distinct diagram k: {@code start[k] .. start[k + 1]}. */
  final int[] start;

  final double[] births;
  final double[] deaths;

  /** Essential bars of distinct diagram k: {@code essentialStart[k] .. essentialStart[k + 1]}. */
  final int[] essentialStart;

  final double[] essentialBirths;

  /** The distinct diagram of every diagram. */
  final int[] distinctOf;

  /** Diagrams equal to distinct diagram k: {@code member[memberStart[k]] ..}, ascending. */
  final int[] member;

  final int[] memberStart;

  /** Distinct diagrams by their bars: number + 1 at the hash or the next free place, 0 if free. */
  private final int[] table;

  private final int dimension;
  private final EssentialBars essential;

  DiagramCollection(List<PersistenceDiagram> diagrams, int dimension, EssentialBars essential) {
    this.dimension = dimension;
    this.essential = essential;
    distinctOf = new int[diagrams.size()];
    PointSet points = new PointSet("reference");
    IndexSort sort = new IndexSort();
    HashMap<Bars, Integer> numbers = new HashMap<>();
    double[][] bars = new double[diagrams.size()][];
    int[] essentials = new int[diagrams.size()];
    int count = 0;
    for (int i = 0; i < distinctOf.length; i++) {
      load(points, diagrams.get(i), i);
      Bars key = new Bars(canonical(points, sort));
      Integer known = numbers.putIfAbsent(key, count);
      distinctOf[i] = known == null ? count : known;
      if (known == null) {
        essentials[count] = points.essentialCount;
        bars[count++] = key.values;
      }
    }
    distinct = count;
    start = new int[count + 1];
    essentialStart = new int[count + 1];
    for (int k = 0; k < count; k++) {
      essentialStart[k + 1] = essentialStart[k] + essentials[k];
      start[k + 1] = start[k] + (bars[k].length - 1 - 2 * essentials[k]) / 2;
    }
    births = new double[start[count]];
    deaths = new double[start[count]];
    essentialBirths = new double[2 * essentialStart[count]];
    table = new int[Integer.highestOneBit(Math.max(1, count)) << 2];
    for (int k = 0; k < count; k++) {
      unpack(bars[k], k);
      int at = slot(bars[k]);
      while (table[at] != 0) {
        at = next(at);
      }
      table[at] = k + 1;
    }
    member = new int[distinctOf.length];
    memberStart = new int[count + 1];
    group();
  }

  private void load(PointSet points, PersistenceDiagram diagram, int number) {
    try {
      points.load(diagram, dimension, essential);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("diagram " + number + ": " + e.getMessage(), e);
    }
  }

  /**
   * The number of essential bars, their signs and births, then the points by (birth, death). Zeros
   * are positive.
   */
  private static double[] canonical(PointSet points, IndexSort sort) {
    double[] values = new double[1 + 2 * points.essentialCount + 2 * points.size];
    int n = 0;
    values[n++] = points.essentialCount;
    for (int k = 0; k < points.essentialCount; k++) {
      values[n++] = points.essentialSigns[points.essentialOrder[k]];
      values[n++] = points.essentialBirth(k) + 0.0;
    }
    int[] order = new int[points.size];
    sort.sort(order, points.size, points.births, points.deaths);
    for (int i : order) {
      values[n++] = points.births[i] + 0.0;
      values[n++] = points.deaths[i] + 0.0;
    }
    return values;
  }

  private void unpack(double[] values, int k) {
    int essentials = 2 * (essentialStart[k + 1] - essentialStart[k]);
    System.arraycopy(values, 1, essentialBirths, 2 * essentialStart[k], essentials);
    int n = 1 + essentials;
    for (int i = start[k]; i < start[k + 1]; i++) {
      births[i] = values[n++];
      deaths[i] = values[n++];
    }
  }

  private void group() {
    for (int k : distinctOf) {
      memberStart[k + 1]++;
    }
    for (int k = 0; k < distinct; k++) {
      memberStart[k + 1] += memberStart[k];
    }
    int[] next = memberStart.clone();
    for (int i = 0; i < distinctOf.length; i++) {
      member[next[distinctOf[i]]++] = i;
    }
  }

  /** Number of diagrams equal to distinct diagram k. */
  int members(int k) {
    return memberStart[k + 1] - memberStart[k];
  }

  /** The distinct diagram equal to these points, or -1. */
  int find(PointSet points, IndexSort sort) {
    double[] values = canonical(points, sort);
    int at = slot(values);
    while (table[at] != 0 && !hasBars(table[at] - 1, values)) {
      at = next(at);
    }
    return table[at] - 1;
  }

  private int slot(double[] values) {
    int hash = Arrays.hashCode(values);
    return (hash ^ (hash >>> 16)) & (table.length - 1);
  }

  private int next(int at) {
    return (at + 1) & (table.length - 1);
  }

  /** Whether distinct diagram k has the bars of a canonical form. */
  private boolean hasBars(int k, double[] values) {
    int essentials = 2 * (essentialStart[k + 1] - essentialStart[k]);
    int from = 1 + essentials;
    if (values.length != from + 2 * (start[k + 1] - start[k])
        || values[0] != essentials / 2
        || !Arrays.equals(
            values, 1, from, essentialBirths, 2 * essentialStart[k], 2 * essentialStart[k + 1])) {
      return false;
    }
    for (int i = start[k]; i < start[k + 1]; i++) {
      int at = from + 2 * (i - start[k]);
      if (values[at] != births[i] || values[at + 1] != deaths[i]) {
        return false;
      }
    }
    return true;
  }

  /** Puts distinct diagram k into a workspace. */
  void load(int k, PointSet points) {
    points.loadDistinct(
        births,
        deaths,
        start[k],
        start[k + 1],
        essentialBirths,
        essentialStart[k],
        essentialStart[k + 1]);
  }
}
