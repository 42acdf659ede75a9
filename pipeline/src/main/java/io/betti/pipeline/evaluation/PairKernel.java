package io.betti.pipeline.evaluation;

/**
 * Computes all distances between some items and others. The distance of two items depends on
 * nothing but these. A workspace, for one task.
 */
interface PairKernel {
  /** How many columns of items like this one it takes at a time, to keep them near. */
  int width(byte[] item);

  /** Takes the columns {@code from .. to} of some packed items. */
  void load(byte[][] columns, int from, int to);

  /** The distances of an item to the columns, into the first places of an array. */
  void distances(byte[] row, double[] into);
}
