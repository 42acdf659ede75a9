package io.betti.jobs;

import java.util.List;
import org.apache.spark.sql.Row;

/**
 * The nearest of every item of one set in another, by rising id, read back from {@link
 * NeighbourTable}.
 *
 * @param ids of the items
 * @param labels of the items, null where there is none
 * @param neighbours their nearest
 * @param neighbourLabels labels of these, null where there is none
 * @param values distances, scaled
 */
record NeighbourRows(
    long[] ids, Integer[] labels, long[] neighbours, Integer[] neighbourLabels, double[] values) {
  /** Of the rows of one side. */
  static NeighbourRows of(List<Row> rows) {
    int n = rows.size();
    NeighbourRows all =
        new NeighbourRows(new long[n], new Integer[n], new long[n], new Integer[n], new double[n]);
    for (int i = 0; i < n; i++) {
      Row row = rows.get(i);
      all.ids[i] = row.<Long>getAs("id");
      all.labels[i] = row.getAs("label");
      all.neighbours[i] = row.<Long>getAs("neighbour");
      all.neighbourLabels[i] = row.getAs("neighbour_label");
      all.values[i] = row.<Double>getAs("value");
    }
    return all;
  }

  int size() {
    return ids.length;
  }

  /**
   * Places of the items by distance, then id.
   *
   * @param most how many at most
   * @param farthest whether the farthest come first
   */
  int[] ranked(int most, boolean farthest) {
    Integer[] places = new Integer[size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = i;
    }
    java.util.Arrays.sort(
        places,
        (a, b) -> {
          int order = Double.compare(values[a], values[b]);
          return order != 0 ? (farthest ? -order : order) : Integer.compare(a, b);
        });
    int[] ranked = new int[Math.min(most, places.length)];
    for (int i = 0; i < ranked.length; i++) {
      ranked[i] = places[i];
    }
    return ranked;
  }
}
