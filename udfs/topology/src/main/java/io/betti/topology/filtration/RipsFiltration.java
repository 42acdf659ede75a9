package io.betti.topology.filtration;

import io.betti.topology.complex.DistanceMatrix;
import io.betti.topology.complex.PointCloud;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The Vietoris-Rips filtration of points or of a matrix of distances: an edge enters at the
 * distance of its ends (the diameter, not the radius), a simplex with the longest of its edges,
 * vertices at 0. Pairs farther apart than the threshold, or at distance {@code +Infinity}, are
 * never joined.
 *
 * <p><b>Order.</b> Simplices come by (value, dimension, vertex list). The critical cell of a vertex
 * is the vertex, that of any other simplex the last of its longest edges in this order.
 *
 * @param threshold the largest distance that makes an edge, included; {@code +Infinity} for none
 */
public record RipsFiltration(double threshold) implements Filtration {
  /** Most vertices of a complex that is written out in every dimension: 2^n - 1 simplices. */
  private static final int MAX_FULL_SIZE = 20;

  /**
   * Refuses a threshold that is no distance.
   *
   * @throws IllegalArgumentException if the threshold is NaN or below 0
   */
  public RipsFiltration {
    if (!(threshold >= 0)) {
      throw new IllegalArgumentException(
          "threshold "
              + threshold
              + " of a Rips filtration must be a distance of 0 or above; Infinity for none");
    }
    threshold += 0.0;
  }

  /** The filtration without a threshold. */
  public static RipsFiltration unbounded() {
    return new RipsFiltration(Double.POSITIVE_INFINITY);
  }

  /** Without a bound, {@link Integer#MAX_VALUE}: n points can have homology up to n / 2 - 1. */
  @Override
  public int maxHomologyDimension() {
    return Integer.MAX_VALUE;
  }

  @Override
  public String description() {
    return Double.isInfinite(threshold) ? "rips" : "rips threshold " + threshold;
  }

  /**
   * The simplices of a full matrix of distances, of every dimension: for small input only.
   *
   * @param input row-major {@code [i][j]}, n * n numbers
   * @throws IllegalArgumentException if the length is no square number, the numbers are refused by
   *     {@link DistanceMatrix#of(double[][])}, or n is above 20
   */
  @Override
  public FilteredComplex cells(double[] input) {
    int n = (int) Math.round(Math.sqrt(input.length));
    if (n * n != input.length) {
      throw new IllegalArgumentException(
          "got " + input.length + " numbers, no square number; pass a full matrix of distances");
    }
    if (n > MAX_FULL_SIZE) {
      throw new IllegalArgumentException(
          "the Rips complex of "
              + n
              + " vertices has up to 2^"
              + n
              + " simplices, at most "
              + MAX_FULL_SIZE
              + " vertices are written out whole; give a highest simplex dimension");
    }
    double[][] rows = new double[n][];
    for (int i = 0; i < n; i++) {
      rows[i] = Arrays.copyOfRange(input, i * n, (i + 1) * n);
    }
    return cells(DistanceMatrix.of(rows), Math.max(0, n - 1));
  }

  /**
   * The simplices of points up to a dimension, in order; see {@link #cells(DistanceMatrix, int)}.
   */
  public FilteredComplex cells(PointCloud points, int maxSimplexDimension) {
    return cells(DistanceMatrix.of(points), maxSimplexDimension);
  }

  /**
   * The simplices up to a dimension, in order. Homology of dimension k needs simplices of dimension
   * k + 1. There may be as many as n^(maxSimplexDimension + 1): for small input.
   *
   * @throws IllegalArgumentException if {@code maxSimplexDimension < 0}
   */
  public FilteredComplex cells(DistanceMatrix distances, int maxSimplexDimension) {
    if (maxSimplexDimension < 0) {
      throw new IllegalArgumentException(
          "the highest simplex dimension is " + maxSimplexDimension + "; it must be at least 0");
    }
    List<FilteredComplex.Cell> cells = new ArrayList<>();
    for (int v = 0; v < distances.size(); v++) {
      addSimplices(distances, new int[] {v}, 0, maxSimplexDimension, cells);
    }
    cells.sort(
        Comparator.comparingDouble(FilteredComplex.Cell::value)
            .thenComparingInt(FilteredComplex.Cell::dimension)
            .thenComparing(FilteredComplex.Cell::vertices, Arrays::compare));
    return FilteredComplex.ofOrdered(cells, false);
  }

  /** Adds a simplex and all that have it as their first vertices. */
  private void addSimplices(
      DistanceMatrix distances,
      int[] simplex,
      double value,
      int maxDimension,
      List<FilteredComplex.Cell> cells) {
    cells.add(
        FilteredComplex.Cell.simplex(value, simplex, criticalCell(distances, simplex, value)));
    if (simplex.length > maxDimension) {
      return;
    }
    for (int w = simplex[simplex.length - 1] + 1; w < distances.size(); w++) {
      double diameter = value;
      for (int v : simplex) {
        diameter = Math.max(diameter, distances.distance(v, w));
      }
      if (diameter <= threshold && diameter < Double.POSITIVE_INFINITY) {
        int[] larger = Arrays.copyOf(simplex, simplex.length + 1);
        larger[simplex.length] = w;
        addSimplices(distances, larger, diameter, maxDimension, cells);
      }
    }
  }

  private static int[] criticalCell(DistanceMatrix distances, int[] simplex, double value) {
    for (int a = simplex.length - 2; a >= 0; a--) {
      for (int b = simplex.length - 1; b > a; b--) {
        if (distances.distance(simplex[a], simplex[b]) == value) {
          return new int[] {simplex[a], simplex[b]};
        }
      }
    }
    return simplex;
  }
}
