package io.betti.topology.homology;

/**
 * A column of a matrix over Z/2 that is being reduced: a set of rows to flip, whose largest is
 * found at once. Bits in words, and words of bits that tell which words are not 0, up to one word
 * on top ("bit tree" of Bauer, Kerber, Reininghaus, Wagner, "Phat", Journal of Symbolic Computation
 * 78 (2017), doi:10.1016/j.jsc.2016.03.008). Reusable.
 */
final class BitColumn {
  private long[][] levels = new long[0][];

  /** An empty column of a number of rows. */
  void reset(int rows) {
    int depth = 1;
    while (rows - 1 >> 6 * depth > 0) {
      depth++;
    }
    levels = new long[depth][];
    for (int n = 0; n < depth; n++) {
      levels[n] = new long[(Math.max(rows, 1) - 1 >> 6 * (n + 1)) + 1];
    }
  }

  /** Adds a row, or takes it away if it is there. */
  void flip(int row) {
    int at = row;
    for (long[] level : levels) {
      long old = level[at >> 6];
      long now = old ^ 1L << at;
      level[at >> 6] = now;
      at >>= 6;
      if (old != 0 && now != 0) {
        return;
      }
    }
  }

  /** The largest row, -1 if there is none. */
  int largest() {
    int at = 0;
    for (int n = levels.length - 1; n >= 0; n--) {
      long word = levels[n][at];
      if (word == 0) {
        return -1;
      }
      at = at << 6 | 63 - Long.numberOfLeadingZeros(word);
    }
    return at;
  }
}
