package io.betti.topology.metric;

import java.io.Serializable;

/**
 * How ties between distances are recognised and broken.
 *
 * <p>Computed distances are exact to 1e-12 relative, so a distance is tied with the least one m if
 * it is at most m (1 + 1e-12). Zero is tied with zero only, infinity with infinity only.
 *
 * <p>Under {@link TiePolicy#RANDOM} an item s prefers the others by an order of their ids that is
 * drawn from the seed and the id of s alone, and takes the tied one that it prefers most. So the
 * choice depends neither on the order in which distances come nor on distances beyond the tied
 * ones.
 *
 * @param policy which of the tied items is taken
 * @param seed seed of the draws; of no effect under {@link TiePolicy#FIRST}
 */
public record TieBreak(TiePolicy policy, long seed) implements Serializable {
  /** How far apart, relative to the least, distances may be and count as equal. */
  public static final double TOLERANCE = 1e-12;

  /** Equal chances, drawn from a seed. */
  public static TieBreak random(long seed) {
    return new TieBreak(TiePolicy.RANDOM, seed);
  }

  /** The lowest id. */
  public static TieBreak first() {
    return new TieBreak(TiePolicy.FIRST, 0);
  }

  /**
   * The greatest distance that is tied with a least distance, or that lies within a radius. A
   * search may leave out what is beyond it and loses no tie. It never falls as the least distance
   * grows.
   *
   * @param least 0 or above, or +Infinity
   */
  public static double limit(double least) {
    double limit = least * (1 + TOLERANCE);
    return least < Double.POSITIVE_INFINITY ? Math.min(limit, Double.MAX_VALUE) : limit;
  }

  /** The same policy with draws that have nothing to do with these. */
  TieBreak derived(int purpose) {
    return new TieBreak(policy, SplitMix.mix(seed, purpose));
  }

  /** What the ranks of an item that asks are drawn from. */
  long stream(long item) {
    return policy == TiePolicy.RANDOM ? SplitMix.mix(seed, item) : 0;
  }

  /**
   * The place of a candidate in the order of preference of an item, the lowest preferred; distinct
   * candidates have distinct ranks.
   *
   * @param stream {@link #stream} of the item that asks
   * @param candidate the candidate's id
   */
  long rank(long stream, long candidate) {
    return policy == TiePolicy.RANDOM ? SplitMix.mix(stream, candidate) : candidate;
  }
}
