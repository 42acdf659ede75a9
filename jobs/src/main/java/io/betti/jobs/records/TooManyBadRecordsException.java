package io.betti.jobs.records;

import java.util.Collection;
import java.util.List;

/** More records are bad than a job may leave out. */
public final class TooManyBadRecordsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Ids that a message names at most. */
  private static final int NAMED = 5;

  private final long limit;
  private final long[] ids;

  /**
   * Too many of them.
   *
   * @param limit how many the step might have left out
   * @param bad those found so far, ascending
   */
  public TooManyBadRecordsException(long limit, Collection<Long> bad) {
    super("more than " + limit + " bad records: ids " + bad.stream().limit(NAMED).toList());
    this.limit = limit;
    this.ids = bad.stream().limit(NAMED).mapToLong(Long::longValue).toArray();
  }

  /** How many the step might have left out. */
  public long limit() {
    return limit;
  }

  /** The first ones, ascending. */
  public List<Long> ids() {
    return java.util.Arrays.stream(ids).boxed().toList();
  }
}
