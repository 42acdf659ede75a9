package io.betti.topology.homology;

import java.util.Arrays;

/** Pairs of a birth and a death, as they are found; the space is kept when it is emptied. */
final class PairList {
  private int[] births = new int[64];
  private int[] deaths = new int[64];
  private int size;

  void clear() {
    size = 0;
  }

  void add(int birth, int death) {
    if (size == births.length) {
      int capacity = size + (size >> 1);
      births = Arrays.copyOf(births, capacity);
      deaths = Arrays.copyOf(deaths, capacity);
    }
    births[size] = birth;
    deaths[size++] = death;
  }

  int size() {
    return size;
  }

  int birth(int n) {
    return births[n];
  }

  int death(int n) {
    return deaths[n];
  }
}
