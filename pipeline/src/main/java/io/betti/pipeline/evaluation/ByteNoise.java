package io.betti.pipeline.evaluation;

import java.io.Serializable;
import java.util.SplittableRandom;

/**
 * Noise on unsigned bytes: each value is replaced, with a given chance, by one drawn evenly from 0
 * to 255, which may be the same. What becomes of an item depends on the seed, its id and its values
 * alone.
 *
 * @param share chance of a value to be replaced, from 0 to 1
 * @param seed of the draws
 */
public record ByteNoise(double share, long seed) implements Serializable {
  /**
   * Refuses a share out of range.
   *
   * @throws IllegalArgumentException if the share is NaN, below 0 or above 1
   */
  public ByteNoise {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "noise on a share " + share + " of the values; it must be from 0 to 1, as 0.02");
    }
  }

  /** The values of an item with noise; they are not changed themselves. */
  public byte[] of(long id, byte[] values) {
    SplittableRandom random =
        new SplittableRandom(
            new SplittableRandom(seed).nextLong() ^ new SplittableRandom(id).nextLong());
    byte[] noisy = values.clone();
    for (int i = 0; i < noisy.length; i++) {
      // Both numbers are always drawn, so that a larger share replaces what a smaller one does.
      double chance = random.nextDouble();
      byte value = (byte) random.nextInt(256);
      if (chance < share) {
        noisy[i] = value;
      }
    }
    return noisy;
  }
}
