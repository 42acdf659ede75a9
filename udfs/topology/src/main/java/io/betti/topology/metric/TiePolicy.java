package io.betti.topology.metric;

/** Which of several nearest items is taken when their distances are tied. */
public enum TiePolicy {
  /** Any of them with equal chances, drawn from a seed and the id of the item that asks. */
  RANDOM,
  /** The one with the lowest id. */
  FIRST
}
