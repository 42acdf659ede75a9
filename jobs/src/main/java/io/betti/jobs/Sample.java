package io.betti.jobs;

import io.betti.pipeline.dataset.Item;
import io.betti.pipeline.dataset.ItemIterator;
import java.util.List;

/**
 * What a job's rows cost, measured on the first ones of its first input by the engine alone.
 *
 * @param rows how many were computed
 * @param secondsPerRow on one core, once the code is warm
 * @param bytesPerRow written, uncompressed
 */
record Sample(int rows, double secondsPerRow, double bytesPerRow) {
  private static final int MOST_ROWS = 4000;
  private static final double MOST_SECONDS = 1.5;

  /** Measures; no rows if the input has none. */
  static Sample of(List<Split> splits, RowResult result) {
    Split split = splits.get(0);
    int rows = 0;
    long bytes = 0;
    double seconds = 0;
    double warmSeconds = 0;
    int warmRows = 0;
    try (ItemIterator items = split.data().read()) {
      while (rows < Math.min(MOST_ROWS, split.rows()) && seconds < MOST_SECONDS) {
        Item item = items.next();
        long began = System.nanoTime();
        bytes += compute(result, item, split);
        double took = (System.nanoTime() - began) / 1e9;
        seconds += took;
        rows++;
        if (seconds > MOST_SECONDS / 2 || rows > MOST_ROWS / 2) {
          warmSeconds += took;
          warmRows++;
        }
      }
    }
    double perRow = warmRows > 0 ? warmSeconds / warmRows : seconds / Math.max(1, rows);
    return new Sample(rows, perRow, (double) bytes / Math.max(1, rows));
  }

  private static long compute(RowResult result, Item item, Split split) {
    try {
      // A bad row is none of an estimate's business.
      return !item.isReadable() ? 0 : result.computeAlone(item, split);
    } catch (IllegalArgumentException e) {
      return 0;
    }
  }
}
