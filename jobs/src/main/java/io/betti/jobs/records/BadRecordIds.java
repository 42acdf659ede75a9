package io.betti.jobs.records;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.util.AccumulatorV2;

/** Ids of bad records. A set, so that a task that is run again adds nothing. */
final class BadRecordIds extends AccumulatorV2<Long, SortedSet<Long>> {
  private static final long serialVersionUID = 1;

  private final TreeSet<Long> ids = new TreeSet<>();

  @Override
  public synchronized boolean isZero() {
    return ids.isEmpty();
  }

  @Override
  public synchronized AccumulatorV2<Long, SortedSet<Long>> copy() {
    BadRecordIds copy = new BadRecordIds();
    copy.ids.addAll(ids);
    return copy;
  }

  @Override
  public synchronized void reset() {
    ids.clear();
  }

  @Override
  public synchronized void add(Long id) {
    ids.add(id);
  }

  @Override
  public void merge(AccumulatorV2<Long, SortedSet<Long>> other) {
    SortedSet<Long> more = other.value();
    synchronized (this) {
      ids.addAll(more);
    }
  }

  synchronized int size() {
    return ids.size();
  }

  /** A copy, ascending. */
  @Override
  public synchronized SortedSet<Long> value() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(ids));
  }
}
