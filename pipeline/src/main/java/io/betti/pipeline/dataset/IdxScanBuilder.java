package io.betti.pipeline.dataset;

import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownLimit;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.StructType;

/** Learns which columns and how many rows a query wants of an {@link IdxTable}. */
final class IdxScanBuilder
    implements ScanBuilder, SupportsPushDownRequiredColumns, SupportsPushDownLimit {
  private final IdxTable table;
  private final int partitions;
  private StructType columns;
  private final long from;
  private long to;

  IdxScanBuilder(IdxTable table, IdxOptions options) {
    this.table = table;
    this.partitions = options.partitions();
    this.columns = table.schema();
    this.to = Math.min(options.limit(), table.images().header().items());
    this.from = Math.min(options.from(), to);
  }

  @Override
  public void pruneColumns(StructType required) {
    columns = required;
  }

  /** Keeps the first rows, so that the limit is met in full. */
  @Override
  public boolean pushLimit(int limit) {
    to = Math.min(to, from + limit);
    return true;
  }

  @Override
  public boolean isPartiallyPushed() {
    return false;
  }

  @Override
  public Scan build() {
    return new IdxScan(table, columns, from, to, partitions);
  }
}
