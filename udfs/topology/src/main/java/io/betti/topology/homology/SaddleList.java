package io.betti.topology.homology;

import java.util.Arrays;

/**
 * Vertices by their place in the filtration, each with a set of bits. A place is a {@code long}:
 * the key in the high 32 bits, the framed vertex in the low 32, so that the order of places is that
 * of the filtration.
 */
final class SaddleList {
  private long[] places = new long[64];
  private long[] bits = new long[64];
  private int size;

  static long place(int key, int vertex) {
    return (long) key << 32 | vertex;
  }

  void clear() {
    size = 0;
  }

  void add(long place, long set) {
    if (size == places.length) {
      places = Arrays.copyOf(places, size + (size >> 1));
      bits = Arrays.copyOf(bits, places.length);
    }
    places[size] = place;
    bits[size++] = set;
  }

  int size() {
    return size;
  }

  int vertex(int n) {
    return (int) places[n];
  }

  long bits(int n) {
    return bits[n];
  }

  /** Where a place stands in a list that rises, or a number below 0. */
  int indexOf(long place) {
    return Arrays.binarySearch(places, 0, size, place);
  }
}
