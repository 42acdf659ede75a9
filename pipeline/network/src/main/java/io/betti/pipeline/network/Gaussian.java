package io.betti.pipeline.network;

import java.util.SplittableRandom;

/**
 * Random numbers as a function of what they are for: the same seed, purpose and index give the same
 * numbers in every process, so that nothing need be remembered to go on where a run stopped.
 *
 * <p>Normal numbers by Marsaglia's polar method (SIAM Review 6, 1964, doi:10.1137/1006063).
 */
public final class Gaussian {
  private final SplittableRandom random;
  private double spare;
  private boolean hasSpare;

  private Gaussian(SplittableRandom random) {
    this.random = random;
  }

  /** Normal numbers of a stream; see {@link #stream}. */
  public static Gaussian of(long seed, String purpose, long index) {
    return new Gaussian(stream(seed, purpose, index));
  }

  /** Uniform numbers for one purpose and index under a seed. */
  public static SplittableRandom stream(long seed, String purpose, long index) {
    long key = new SplittableRandom(seed).nextLong() ^ purpose.hashCode();
    return new SplittableRandom(new SplittableRandom(key).nextLong() + index * 0x9e3779b97f4a7c15L)
        .split();
  }

  /** The next number of mean 0 and deviation 1. */
  public double next() {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    double x;
    double y;
    double square;
    do {
      x = 2 * random.nextDouble() - 1;
      y = 2 * random.nextDouble() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square == 0);
    // StrictMath: the same last digit everywhere.
    double factor = Math.sqrt(-2 * StrictMath.log(square) / square);
    spare = y * factor;
    hasSpare = true;
    return x * factor;
  }

  /** Fills a part of an array. */
  public void fill(float[] out, int from, int count) {
    for (int i = from; i < from + count; i++) {
      out[i] = (float) next();
    }
  }
}
