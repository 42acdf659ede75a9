package io.betti.topology.homology;

import java.util.Arrays;

/**
 * Fills in, for every vertex of a framed grid, the mask of the neighbours that come before it.
 *
 * <p>A neighbour with a smaller index comes before on equal keys, one with a larger index does not.
 *
 * <p>One pass a neighbour, without branches. HotSpot 17 runs a loop eight or sixteen vertices at a
 * time only if it is short and reads every array at the same index, so a neighbour's keys are first
 * copied, shifted, into an array of their own, a block at a time. Measured on 638 vertices and six
 * neighbours: 2.1 us with {@code key[v + 1]} and the like in one loop, the same with copies and all
 * neighbours in one loop, 0.5 us with copies and a pass for each.
 *
 * <p>Not safe for use by several threads.
 */
final class LinkMasks {
  /** Vertices to a block: its three arrays stay in the first level of cache. */
  private static final int BLOCK = 2048;

  /** Index step to each neighbour; the first half leads to larger indices. */
  private final int[] steps;

  private final int[] own;
  private final int[] other;
  private final int[] masks;

  /**
   * Masks for a grid.
   *
   * @param steps index step to each neighbour, those to larger indices first, as in {@link
   *     LinkTables} and {@link VolumeLink}
   * @param vertices size of the framed grid
   */
  LinkMasks(int[] steps, int vertices) {
    this.steps = steps;
    int block = Math.min(BLOCK, vertices);
    own = new int[block];
    other = new int[block];
    masks = new int[block];
  }

  /** Writes the masks of vertices {@code from} to {@code to} (exclusive). */
  void fill(int[] key, int[] mask, int from, int to) {
    int half = steps.length / 2;
    for (int start = from; start < to; start += own.length) {
      int size = Math.min(own.length, to - start);
      System.arraycopy(key, start, own, 0, size);
      Arrays.fill(masks, 0, size, (1 << steps.length) - (1 << half));
      for (int k = 0; k < steps.length; k++) {
        System.arraycopy(key, start + steps[k], other, 0, size);
        if (k < half) {
          flipWhereLess(other, own, masks, 1 << k, size);
        } else {
          flipWhereLess(own, other, masks, 1 << k, size);
        }
      }
      System.arraycopy(masks, 0, mask, start, size);
    }
  }

  /**
   * Flips a bit where a < b, whatever the signs: that of a - b, corrected for overflow (Warren,
   * "Hacker's Delight", section 2-13).
   */
  private static void flipWhereLess(int[] a, int[] b, int[] masks, int bit, int size) {
    for (int v = 0; v < size; v++) {
      int x = a[v];
      int y = b[v];
      int difference = x - y;
      masks[v] ^= (difference ^ (x ^ y) & (difference ^ x)) >> 31 & bit;
    }
  }
}
