package io.betti.pipeline.evaluation;

/**
 * What a search among pairs of items took.
 *
 * @param pairs pairs whose distance was asked for, a pair of two items once however often it
 *     mattered: what brute force would compute
 * @param solves distances computed, those to pivots and those stopped early included
 * @param stopped of these, how many stopped as soon as they proved to be too great
 * @param distinctReference distinct reference items, as the distance sees them
 * @param distinctGenerated distinct generated items
 */
public record SearchCounts(
    long pairs, long solves, long stopped, int distinctReference, int distinctGenerated) {
  /** Pairs that needed no computation of their own; 0 if more was computed than asked for. */
  public long avoided() {
    return Math.max(0, pairs - solves);
  }

  /** The share of pairs that needed none, in [0, 1]. */
  public double avoidedShare() {
    return pairs == 0 ? 0 : (double) avoided() / pairs;
  }
}
