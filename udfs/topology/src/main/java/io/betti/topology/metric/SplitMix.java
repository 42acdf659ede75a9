package io.betti.topology.metric;

/**
 * Random numbers as a function of what they are for, without a state: the same key gives the same
 * number on every thread, partition and platform.
 *
 * <p>The mixing function is the finaliser of SplitMix64 (Steele, Lea, Flood, Fast splittable
 * pseudorandom number generators, OOPSLA 2014, doi:10.1145/2660193.2660195), a bijection of 64
 * bits.
 */
final class SplitMix {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private SplitMix() {}

  /** A number for a key; different keys have different numbers. */
  static long mix(long key) {
    long z = key + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** A number for a key in a stream; different keys of one stream have different numbers. */
  static long mix(long stream, long key) {
    return mix(mix(stream) + GOLDEN * key);
  }

  /** A number in 0, ..., bound - 1 from 64 random bits; uneven by less than bound / 2^32. */
  static int below(int bound, long bits) {
    return (int) (((bits >>> 32) * bound) >>> 32);
  }
}
