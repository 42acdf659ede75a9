package io.betti.topology.distance;

import java.util.Arrays;

/**
 * The diagrams nearest to one, by distance and then by number.
 *
 * @param ids their places in the list of references
 * @param distances their distances, in the same order
 */
public record Neighbours(int[] ids, double[] distances) {
  /** Number of neighbours, ties included. */
  public int size() {
    return ids.length;
  }

  /** The least distance. */
  public double nearest() {
    return distances[0];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Neighbours n
        && Arrays.equals(ids, n.ids)
        && Arrays.equals(distances, n.distances);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(ids) + Arrays.hashCode(distances);
  }

  @Override
  public String toString() {
    return "ids " + Arrays.toString(ids) + " distances " + Arrays.toString(distances);
  }
}
