package io.betti.pipeline.regression;

import java.io.Serializable;
import java.util.SplittableRandom;

/**
 * Which fold of a cross-validation each row belongs to, and which rows are set apart as a test, by
 * the row's number, the seed and the trial alone: a function that every machine computes for
 * itself, whatever part of the rows it has.
 *
 * <p>A seeded permutation of the row numbers, by a Feistel network with cycle walking (Black and
 * Rogaway, Ciphers with arbitrary finite domains, CT-RSA 2002, doi:10.1007/3-540-45760-7_9),
 * decides: the rows it puts last are the test, the others go to the folds in turn. So folds differ
 * by one row at most. A look-up costs four rounds of mixing, twice on average, and no memory.
 */
public final class FoldAssignment implements Serializable {
  private static final long serialVersionUID = 1;

  /** The fold of a row of the test. */
  public static final int TEST = -1;

  private static final int ROUNDS = 4;

  private final long rows;
  private final long training;
  private final int folds;
  private final int halfBits;
  private final long[] keys;

  /**
   * An assignment.
   *
   * @param rows how many there are
   * @param testRows how many of them are set apart
   * @param folds into how many the others go, at least 1
   * @throws IllegalArgumentException if {@code folds < 1}, {@code testRows} is not from 0 to below
   *     {@code rows}, or there are more folds than rows for them
   */
  public FoldAssignment(long rows, long testRows, int folds, long seed, int trial) {
    if (folds < 1 || testRows < 0 || rows - testRows < folds) {
      throw new IllegalArgumentException(
          folds
              + " folds of "
              + rows
              + " rows"
              + (testRows > 0 ? ", " + testRows + " of them set apart as a test" : "")
              + "; a fold must have at least 1 row: take fewer folds, or more rows");
    }
    this.rows = rows;
    this.training = rows - testRows;
    this.folds = folds;
    int bits = Math.max(2, 64 - Long.numberOfLeadingZeros(Math.max(1, rows - 1)));
    this.halfBits = (bits + 1) / 2;
    this.keys = keys(seed, trial);
  }

  private static long[] keys(long seed, int trial) {
    long mixed = new SplittableRandom(seed ^ 0x6f6c6466L).nextLong();
    SplittableRandom random = new SplittableRandom(mixed + 0x9e3779b97f4a7c15L * trial);
    return random.longs(ROUNDS).toArray();
  }

  /** Number of folds. */
  public int folds() {
    return folds;
  }

  /** The fold of a row, from 0; {@link #TEST} if it is set apart. */
  public int foldOf(long row) {
    long place = row;
    do {
      place = mixed(place);
    } while (place >= rows);
    return place >= training ? TEST : (int) (place % folds);
  }

  /** One pass through the network, a permutation of the numbers of twice {@code halfBits} bits. */
  private long mixed(long value) {
    long mask = (1L << halfBits) - 1;
    long left = value >>> halfBits;
    long right = value & mask;
    for (long key : keys) {
      long next = left ^ (scramble(right + key) & mask);
      left = right;
      right = next;
    }
    return left << halfBits | right;
  }

  /** A round's function: the finaliser of MurmurHash3. */
  private static long scramble(long value) {
    long z = value;
    z = (z ^ z >>> 33) * 0xff51afd7ed558ccdL;
    z = (z ^ z >>> 33) * 0xc4ceb9fe1a85ec53L;
    return z ^ z >>> 33;
  }

  /** Numbers of the first rows that are of a fold, or of any other but not of the test. */
  int[] rows(int fold, boolean others) {
    return java.util.stream.IntStream.range(0, Math.toIntExact(rows))
        .filter(
            row -> {
              int own = foldOf(row);
              return own != TEST && (own == fold) != others;
            })
        .toArray();
  }
}
