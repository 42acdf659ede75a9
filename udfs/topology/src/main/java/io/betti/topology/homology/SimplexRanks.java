package io.betti.topology.homology;

import io.betti.topology.filtration.FilteredTriangulation;
import java.util.Arrays;

/**
 * The simplices of one dimension in the order of a filtration, (value, number). Values alone are
 * sorted; a simplex then finds its place by its value, and equal ones take the places of that value
 * in the order of their numbers. Reusable.
 */
final class SimplexRanks {
  private double[] values = new double[0];
  private double[] sorted = new double[0];

  /** Places taken of the run of equal values that begins at a place. */
  private int[] taken = new int[0];

  private int[] order = new int[0];
  private int[] rank = new int[0];
  private int size;

  /** Sorts the k-simplices of a triangulation. */
  void sort(FilteredTriangulation simplices, int k) {
    size = simplices.complex().size(k);
    if (order.length < size) {
      int capacity = size + (size >> 2);
      values = new double[capacity];
      sorted = new double[capacity];
      taken = new int[capacity];
      order = new int[capacity];
      rank = new int[capacity];
    }
    simplices.copyValues(k, values);
    System.arraycopy(values, 0, sorted, 0, size);
    Arrays.sort(sorted, 0, size);
    Arrays.fill(taken, 0, size, 0);
    for (int i = 0; i < size; i++) {
      int first = firstPlace(values[i]);
      int place = first + taken[first]++;
      order[place] = i;
      rank[i] = place;
    }
  }

  /** The first place of a value that is there. */
  private int firstPlace(double value) {
    int from = 0;
    int length = size;
    while (length > 1) {
      int half = length >>> 1;
      from = sorted[from + half - 1] < value ? from + half : from;
      length -= half;
    }
    return from;
  }

  /** Number of simplices. */
  int size() {
    return size;
  }

  /** The simplex at a place. */
  int at(int place) {
    return order[place];
  }

  /** The place of a simplex. */
  int rank(int i) {
    return rank[i];
  }
}
