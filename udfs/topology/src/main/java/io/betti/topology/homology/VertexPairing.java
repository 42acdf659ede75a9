package io.betti.topology.homology;

/**
 * What pairs the critical vertices of one grid, from keys in a framed array: {@link SaddlePairing}
 * in the plane, {@link VolumePersistence} in space. Vertices go in and out by {@link #rowStart} and
 * {@link #vertex}; how the frame lies in between is the pairing's own affair.
 */
interface VertexPairing {
  /** Keys to write before a call: the smaller, the earlier; on equal keys the grid's index. */
  int[] key();

  /** Position in {@link #key} of the first vertex of a row; the rows of all planes are counted. */
  int rowStart(int row);

  /**
   * Pairs the critical vertices of rows {@code top} to {@code bottom} (exclusive), whose keys the
   * caller has written; what lies beyond counts as frame.
   *
   * @param maxDimension highest homology dimension that is wanted
   * @param zeroLength whether pairs of equal keys are wanted
   */
  void pair(int top, int bottom, int maxDimension, boolean zeroLength);

  /**
   * How many of the pairs of the last call are of dimensions 0 to {@code dimension}; those of lower
   * dimension come first.
   */
  int pairsUpTo(int dimension);

  /** Flat index in the grid of the vertex at which pair n is born. */
  int birthVertex(int n);

  /** Flat index in the grid of the vertex at which pair n dies. */
  int deathVertex(int n);

  /** Flat index in the grid of the first vertex, at which the essential component is born. */
  int essentialVertex();
}
