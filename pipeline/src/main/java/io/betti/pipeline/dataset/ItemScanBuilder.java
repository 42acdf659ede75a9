package io.betti.pipeline.dataset;

import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownLimit;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.StructType;

/** Learns which columns and how many rows a query wants of an {@link ItemTable}. */
final class ItemScanBuilder
    implements ScanBuilder, SupportsPushDownRequiredColumns, SupportsPushDownLimit {
  private final ItemTable table;
  private final int partitions;
  private StructType columns;
  private final long from;
  private long to;

  ItemScanBuilder(ItemTable table, ReadOptions options) {
    this.table = table;
    this.partitions = options.partitions();
    this.columns = table.schema();
    this.to = Math.min(options.limit(), table.source().count());
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
    return new ItemScan(table, columns, from, to, partitions);
  }
}
