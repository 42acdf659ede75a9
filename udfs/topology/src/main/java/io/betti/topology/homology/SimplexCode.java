package io.betti.topology.homology;

/**
 * A simplex of dimension d as a {@code long}, its vertices v_0 &lt; ... &lt; v_d in fields of b
 * bits each, v_0 highest:
 *
 * <pre>  0 | v_0 | v_1 | ... | v_d  </pre>
 *
 * <p>and its place in the filtration with the rank r of its diameter above them, offset so that all
 * 64 bits serve and signed comparison is the order:
 *
 * <pre>  r | v_0 | v_1 | ... | v_d   + Long.MIN_VALUE  </pre>
 *
 * <p>So the order of codes of one dimension is the filtration's: diameter, then vertex list.
 * Inserting a vertex, leaving one out and reading one are shifts; binomial coefficients, which
 * would need fewer bits, would have to be searched for each vertex that is read.
 *
 * <p>{@code b (d + 1)} bits must be below 64, and with those of the ranks at most 64; {@link
 * RipsCost} refuses what isn't.
 *
 * @param bits b, bits of a vertex
 */
record SimplexCode(int bits) {
  /** After every place. */
  static final long NONE = Long.MAX_VALUE;

  /** The numbering of n points. */
  static SimplexCode ofPoints(int n) {
    return new SimplexCode(bitsOf(n));
  }

  /** Bits of the numbers below a count; at least 1. */
  static int bitsOf(int count) {
    return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, count - 1)));
  }

  /** The simplex of the first {@code count} vertices of an array, which rise. */
  long pack(int[] vertices, int count) {
    long simplex = 0;
    for (int i = 0; i < count; i++) {
      simplex = simplex << bits | vertices[i];
    }
    return simplex;
  }

  /** Writes the vertices of a simplex, or those of a place, rising, from an index on. */
  void unpack(long simplex, int count, int[] vertices, int from) {
    long rest = simplex;
    int mask = (1 << bits) - 1;
    for (int i = from + count - 1; i >= from; i--) {
      vertices[i] = (int) rest & mask;
      rest >>>= bits;
    }
  }

  /** A simplex of d + 1 vertices and one more, {@code behind} of its vertices being larger. */
  long insert(long simplex, int vertex, int behind) {
    int shift = behind * bits;
    long high = simplex >>> shift;
    return (high << bits | vertex) << shift | simplex & (1L << shift) - 1;
  }

  /** A simplex without the vertex that has {@code behind} larger ones. */
  long remove(long simplex, int behind) {
    int shift = behind * bits;
    // Two shifts: the field may end at the top bit.
    return (simplex >>> shift >>> bits) << shift | simplex & (1L << shift) - 1;
  }

  /** Place of a simplex of so many vertices and a rank. */
  long place(int rank, long simplex, int count) {
    return ((long) rank << count * bits | simplex) + Long.MIN_VALUE;
  }

  /** The rank of a place. */
  int rank(long place, int count) {
    return (int) (place - Long.MIN_VALUE >>> count * bits);
  }

  /** The simplex at a place. */
  long simplex(long place, int count) {
    return place & (1L << count * bits) - 1;
  }
}
