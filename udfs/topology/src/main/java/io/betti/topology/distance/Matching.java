package io.betti.topology.distance;

import java.util.Arrays;

/**
 * Which bar goes where in a distance between two diagrams: every bar of the dimension that the
 * distance counts stands in exactly one pair, with a bar of the other diagram or with {@link
 * #DIAGONAL}. Pairs stand by left bar, then the right bars that go to the diagonal. Bars are
 * indices of their diagrams.
 *
 * <p>Empty if the distance is infinite, that is if essential bars are to be matched and their
 * numbers differ.
 */
public final class Matching {
  /** Stands for the diagonal in a pair. */
  public static final int DIAGONAL = -1;

  private final int[] left;
  private final int[] right;
  private final double distance;

  Matching(int[] left, int[] right, double distance) {
    this.left = left;
    this.right = right;
    this.distance = distance;
  }

  /** Number of pairs. */
  public int size() {
    return left.length;
  }

  /** The bar of the left diagram in pair k, or {@link #DIAGONAL}. */
  public int left(int k) {
    return left[k];
  }

  /** The bar of the right diagram in pair k, or {@link #DIAGONAL}. */
  public int right(int k) {
    return right[k];
  }

  /** The distance that this matching attains. */
  public double distance() {
    return distance;
  }

  @Override
  public String toString() {
    return "left " + Arrays.toString(left) + " right " + Arrays.toString(right) + " = " + distance;
  }
}
