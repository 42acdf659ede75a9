package io.betti.topology.homology;

/** Distances between the numbers 0, ..., n - 1, symmetric; {@code +Infinity} for no edge. */
@FunctionalInterface
interface Distances {
  double between(int i, int j);

  /** Writes the distances of i to the numbers of a range, each to its own place. */
  default void write(int i, int from, int to, double[] row) {
    for (int j = from; j < to; j++) {
      row[j] = between(i, j);
    }
  }
}
