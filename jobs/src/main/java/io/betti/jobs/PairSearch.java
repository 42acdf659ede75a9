package io.betti.jobs;

/** Compares a set with the reference by one distance. */
interface PairSearch {
  /** Scores the set and finds the nearest of every item of both. */
  PairOutcome compare(String distance, EvaluatedSet reference, EvaluatedSet set);
}
