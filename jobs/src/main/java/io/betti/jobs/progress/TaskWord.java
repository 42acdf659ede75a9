package io.betti.jobs.progress;

import org.apache.spark.util.AccumulatorV2;

/**
 * What a running task says of itself, as its latest losses, for the line of progress. Each says its
 * own; when a task ends its word is forgotten.
 */
public final class TaskWord extends AccumulatorV2<String, String> {
  private static final long serialVersionUID = 1;

  /** Set by the task, read by the thread that tells the driver of it. */
  private volatile String word = "";

  @Override
  public boolean isZero() {
    return word.isEmpty();
  }

  @Override
  public TaskWord copy() {
    TaskWord copy = new TaskWord();
    copy.word = word;
    return copy;
  }

  @Override
  public void reset() {
    word = "";
  }

  /** Says something else. */
  @Override
  public void add(String latest) {
    word = latest;
  }

  /** Nothing: a task that has ended says nothing. */
  @Override
  public void merge(AccumulatorV2<String, String> other) {}

  @Override
  public String value() {
    return word;
  }
}
