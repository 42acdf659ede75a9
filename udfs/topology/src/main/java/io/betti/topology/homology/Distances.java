package io.betti.topology.homology;

/** Distances between the numbers 0, ..., n - 1, symmetric; {@code +Infinity} for no edge. */
@FunctionalInterface
interface Distances {
  double between(int i, int j);
}
