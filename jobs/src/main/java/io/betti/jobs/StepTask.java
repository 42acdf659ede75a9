package io.betti.jobs;

import io.betti.jobs.records.BadRecord;
import io.betti.jobs.records.BadRecordSieve;
import java.util.List;
import java.util.SortedSet;

/** What a job does in each of its steps, for {@link StepLoop}, which does what is common to all. */
interface StepTask {
  /** What the progress line calls it. */
  String phase();

  /** What a row is made of, in messages: {@code rows}, {@code lines}. */
  String noun();

  /** How many rows a step is expected to go through, for progress. */
  default long rows(Step step) {
    return step.rows();
  }

  /**
   * Computes a step through a sieve and writes it, by one action.
   *
   * @param sieve counts the rows and keeps the bad ones back
   */
  void write(Step step, BadRecordSieve sieve);

  /** What is wrong with some rows. */
  List<BadRecord> complaints(Step step, SortedSet<Long> ids);

  /** Where a row comes from, for messages. */
  String place(Step step, long id);

  /** How many rows a step must have gone through, bad ones included. */
  default long rowsWith(Step step, List<BadRecord> bad) {
    return rows(step);
  }
}
