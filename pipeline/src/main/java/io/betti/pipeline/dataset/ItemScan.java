package io.betti.pipeline.dataset;

import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/** A range of the rows of an {@link ItemTable}, some columns of them, cut into smaller ranges. */
final class ItemScan implements Scan, Batch, SupportsReportStatistics {
  private final SparkSession spark;
  private final Configuration hadoop;
  private final ItemSource source;
  private final StructType columns;
  private final long from;
  private final long to;
  private final int partitions;

  ItemScan(ItemTable table, StructType columns, long from, long to, int partitions) {
    this.spark = table.spark();
    this.hadoop = table.hadoop();
    this.source = table.source();
    this.columns = columns;
    this.from = from;
    this.to = to;
    this.partitions = partitions;
  }

  @Override
  public StructType readSchema() {
    return columns;
  }

  @Override
  public String description() {
    return "[" + source.description() + "] rows " + from + " to " + to;
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    int cores = spark.sparkContext().defaultParallelism();
    return source.partitions(columns, from, to, partitions, cores);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new RowReaderFactory(
        source.reading(columns), SerializableConfiguration.broadcast(spark.sparkContext(), hadoop));
  }

  @Override
  public Statistics estimateStatistics() {
    long rows = to - from;
    return new RowStatistics(rows, Math.max(1, rows * (8 + source.rowBytes(columns))));
  }

  @Override
  public CustomMetric[] supportedCustomMetrics() {
    return new CustomMetric[] {new ItemsRead()};
  }

  /** What the optimizer learns: the exact number of rows, and about their bytes. */
  private record RowStatistics(long rows, long bytes) implements Statistics {
    @Override
    public OptionalLong sizeInBytes() {
      return OptionalLong.of(bytes);
    }

    @Override
    public OptionalLong numRows() {
      return OptionalLong.of(rows);
    }
  }
}
