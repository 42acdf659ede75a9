package io.betti.pipeline.evaluation;

import java.util.Arrays;
import org.apache.spark.Partitioner;

/** Puts the items between two cuts into one partition, by their positions. */
final class SliceCuts extends Partitioner {
  private static final long serialVersionUID = 1L;

  /** The first position of every slice, then the number of items. */
  private final int[] cuts;

  SliceCuts(int[] cuts) {
    this.cuts = cuts;
  }

  @Override
  public int numPartitions() {
    return cuts.length - 1;
  }

  @Override
  public int getPartition(Object position) {
    int at = Arrays.binarySearch(cuts, (Integer) position);
    return at >= 0 ? at : -at - 2;
  }
}
