package io.betti.jobs;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * The ids of a side's items, rising, and their labels.
 *
 * @param ids one an item
 * @param labels one an item, or null where it has none
 * @param problem what is wrong with the ids; empty if nothing is
 */
record EvaluatedIds(long[] ids, Integer[] labels, Optional<String> problem) {
  /** Of rows of an id and a label, in any order. */
  static EvaluatedIds of(List<Row> rows) {
    Optional<String> missing =
        rows.stream().anyMatch(row -> row.isNullAt(0))
            ? Optional.of("a row has no id")
            : Optional.empty();
    if (missing.isPresent()) {
      return new EvaluatedIds(new long[0], new Integer[0], missing);
    }
    List<Row> sorted =
        rows.stream().sorted(Comparator.comparingLong((Row row) -> row.getLong(0))).toList();
    long[] ids = new long[sorted.size()];
    Integer[] labels = new Integer[ids.length];
    Optional<String> problem = Optional.empty();
    for (int i = 0; i < ids.length; i++) {
      ids[i] = sorted.get(i).getLong(0);
      labels[i] = sorted.get(i).isNullAt(1) ? null : sorted.get(i).getInt(1);
      if (i > 0 && ids[i] == ids[i - 1] && problem.isEmpty()) {
        problem = Optional.of("the id " + ids[i] + " occurs more than once");
      }
    }
    return new EvaluatedIds(ids, labels, problem);
  }

  /** Some of them, by ids rising. */
  EvaluatedIds among(long[] some) {
    Integer[] own = new Integer[some.length];
    for (int i = 0; i < own.length; i++) {
      own[i] = label(some[i]);
    }
    return new EvaluatedIds(some, own, Optional.empty());
  }

  /** The label of an item; null if it has none. */
  Integer label(long id) {
    return labels[Arrays.binarySearch(ids, id)];
  }

  boolean isLabelled() {
    return Arrays.stream(labels).anyMatch(label -> label != null);
  }
}
