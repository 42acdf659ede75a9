package io.betti.pipeline.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws items of a set without replacement, each with equal chances. A draw depends on the ids, the
 * seed and the draw's number alone, and a longer draw begins with the shorter one.
 *
 * @param seed of all draws of a set; sets that are to be drawn from independently want seeds of
 *     their own, by {@link #forPurpose}
 */
public record SeededDraw(long seed) {
  /** The draws of a seed for one of several purposes; different ones have nothing in common. */
  public static SeededDraw forPurpose(long seed, String purpose) {
    long mixed = new SplittableRandom(seed).nextLong();
    for (int i = 0; i < purpose.length(); i++) {
      mixed = new SplittableRandom(mixed ^ purpose.charAt(i)).nextLong();
    }
    return new SeededDraw(mixed);
  }

  /**
   * The ids of a draw in the order in which they were drawn.
   *
   * @param ids distinct, ascending
   * @param count how many, at most all
   * @param number of the draw
   * @throws IllegalArgumentException if {@code count < 0} or {@code count > ids.length}
   */
  public long[] of(long[] ids, int count, int number) {
    if (count < 0 || count > ids.length) {
      throw new IllegalArgumentException(
          "cannot draw " + count + " of " + ids.length + " items; draw 0 to all of them");
    }
    SplittableRandom random = new SplittableRandom(seed ^ new SplittableRandom(number).nextLong());
    long[] drawn = ids.clone();
    for (int i = 0; i < count; i++) {
      int other = i + random.nextInt(drawn.length - i);
      long swapped = drawn[i];
      drawn[i] = drawn[other];
      drawn[other] = swapped;
    }
    return Arrays.copyOf(drawn, count);
  }
}
