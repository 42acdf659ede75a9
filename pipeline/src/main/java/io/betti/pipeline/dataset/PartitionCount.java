package io.betti.pipeline.dataset;

/** Into how many partitions rows are cut. */
final class PartitionCount {
  /** Inflated bytes of values that make a partition. */
  static final long PARTITION_BYTES = 8L << 20;

  /** Every task of gzip inflates from the start, so a range more costs half a file more. */
  static final int GZIP_PARTITIONS_PER_CORE = 4;

  private PartitionCount() {}

  /**
   * The number wanted, or one per 8 MB and at least one a core; never more than rows, and at least
   * one, so that somebody verifies where a file of no items ends.
   *
   * @param wanted 0 to leave it open
   * @param bytes of all the rows, inflated
   * @param gzip whether every partition inflates the file from its start
   */
  static int of(int wanted, long rows, long bytes, boolean gzip, int cores) {
    long count = wanted;
    if (wanted == 0) {
      count = bytes / PARTITION_BYTES + (bytes % PARTITION_BYTES == 0 ? 0 : 1);
      if (gzip) {
        count = Math.min(count, (long) GZIP_PARTITIONS_PER_CORE * cores);
      }
      count = Math.max(count, cores);
    }
    return (int) Math.max(1, Math.min(rows, Math.min(count, Integer.MAX_VALUE)));
  }
}
