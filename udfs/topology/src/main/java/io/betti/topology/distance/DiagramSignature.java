package io.betti.topology.distance;

import java.util.Arrays;

/**
 * Numbers of a diagram from which its distance to another is bounded from below without a solve.
 * Both bounds come from maps that move no further than the points do and vanish on the diagonal:
 *
 * <ul>
 *   <li>the distance to the diagonal; the transport between two sorted lists of them, filled up
 *       with zeros, is W_p of the images;
 *   <li>the indicator of the bar's interval, in L1; the difference of two Betti curves is at most
 *       W_1 under ground norm 1. Curves are kept as their integrals over {@link #BINS} cells of the
 *       line. Other norms and orders follow by |x|_1 <= 2 |x|_inf, sqrt 2 |x|_2 and by Hölder's
 *       inequality over the at most n + m pairs.
 * </ul>
 */
final class DiagramSignature {
  /** Cells of the line, the two outer ones unbounded. */
  static final int BINS = 32;

  int size;

  /** Distances to the diagonal, falling. */
  double[] toDiagonal = {};

  /** Sum of the lengths, to judge rounding by. */
  double mass;

  /** The distance from the empty diagram. */
  double norm;

  final double[] curve = new double[BINS];

  private final WassersteinOptions options;
  private final double low;
  private final double high;

  /** Signatures that share the cells of one range of values. */
  DiagramSignature(WassersteinOptions options, double low, double high) {
    this.options = options;
    this.low = low;
    this.high = high;
  }

  void load(double[] births, double[] deaths, int from, int to) {
    size = to - from;
    if (toDiagonal.length < size) {
      toDiagonal = new double[size + (size >> 1)];
    }
    Arrays.fill(curve, 0);
    mass = 0;
    for (int i = from; i < to; i++) {
      // Negative, so that the sort has them falling.
      toDiagonal[i - from] = -options.groundNorm().toDiagonal(births[i], deaths[i]);
      mass += Math.abs(deaths[i] - births[i]);
      addInterval(Math.min(births[i], deaths[i]), Math.max(births[i], deaths[i]));
    }
    Arrays.sort(toDiagonal, 0, size);
    double powers = 0;
    for (int i = 0; i < size; i++) {
      toDiagonal[i] = -toDiagonal[i];
      powers += options.power(toDiagonal[i]);
    }
    norm = options.root(powers);
  }

  private void addInterval(double from, double to) {
    int first = cell(from);
    int last = cell(to);
    for (int cell = first; cell <= last; cell++) {
      double start = cell == first ? from : edge(cell);
      double end = cell == last ? to : edge(cell + 1);
      curve[cell] += Math.max(0, end - start);
    }
  }

  /** The cell of a value; cells 1 to BINS - 2 share the range. */
  private int cell(double value) {
    if (value < low) {
      return 0;
    }
    if (!(value < high)) {
      return BINS - 1;
    }
    int cell = 1 + (int) ((value - low) / (high - low) * (BINS - 2));
    cell = Math.min(cell, BINS - 2);
    if (value < edge(cell)) {
      return cell - 1;
    }
    return cell < BINS - 2 && value >= edge(cell + 1) ? cell + 1 : cell;
  }

  private double edge(int cell) {
    return cell == BINS - 1 ? high : low + (high - low) * (cell - 1) / (BINS - 2);
  }
}
