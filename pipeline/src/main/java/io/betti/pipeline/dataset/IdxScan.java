package io.betti.pipeline.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/** A range of the rows of an {@link IdxTable}, some columns of them, cut into smaller ranges. */
final class IdxScan implements Scan, Batch, SupportsReportStatistics {
  /** Inflated bytes of values that make a partition. */
  static final long PARTITION_BYTES = 8L << 20;

  /** Every task of gzip inflates from the start, so a range more costs half a file more. */
  static final int GZIP_PARTITIONS_PER_CORE = 4;

  private final IdxTable table;
  private final StructType columns;
  private final long first;
  private final long end;
  private final long rows;
  private final int partitions;

  IdxScan(IdxTable table, StructType columns, long first, long end, int partitions) {
    this.table = table;
    this.columns = columns;
    this.first = first;
    this.end = end;
    this.rows = end - first;
    this.partitions = partitions;
  }

  @Override
  public StructType readSchema() {
    return columns;
  }

  @Override
  public String description() {
    String stored = table.images().isGzip() ? ", gzip" : "";
    return "[" + table.images().header() + stored + "] rows " + first + " to " + end;
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    IdxFile images = table.images();
    boolean values = columns.getFieldIndex(IdxColumn.VALUES.columnName()).isDefined();
    BlockLocation[] blocks = values ? images.blocks(table.hadoop()) : new BlockLocation[0];
    boolean toTheEnd = end == images.header().items();
    int count = partitionCount();
    InputPartition[] ranges = new InputPartition[count];
    for (int i = 0; i < count; i++) {
      // rows * i stays below 2^62
      long from = first + rows * i / count;
      long to = first + rows * (i + 1) / count;
      List<String> hosts = BlockHosts.of(blocks, byteOf(from), byteOf(to));
      ranges[i] = new IdxRange(from, to, toTheEnd && i == count - 1, hosts);
    }
    return ranges;
  }

  private long byteOf(long row) {
    IdxHeader header = table.images().header();
    return header.headerBytes() + row * header.itemBytes();
  }

  /** At least one, so that somebody verifies where a file of no items ends. */
  private int partitionCount() {
    long wanted = partitions;
    if (partitions == 0) {
      long cores = table.spark().sparkContext().defaultParallelism();
      long bytes = rows * table.images().header().itemBytes();
      wanted = (bytes + PARTITION_BYTES - 1) / PARTITION_BYTES;
      if (table.images().isGzip()) {
        wanted = Math.min(wanted, GZIP_PARTITIONS_PER_CORE * cores);
      }
      wanted = Math.max(wanted, cores);
    }
    return (int) Math.max(1, Math.min(rows, wanted));
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    IdxColumn[] chosen =
        Arrays.stream(columns.fields()).map(IdxColumn::of).toArray(IdxColumn[]::new);
    return new IdxRowReaderFactory(
        table.images(),
        table.labels(),
        chosen,
        SerializableConfiguration.broadcast(table.spark().sparkContext(), table.hadoop()));
  }

  @Override
  public Statistics estimateStatistics() {
    long rowBytes = 8;
    for (var field : columns.fields()) {
      rowBytes += IdxColumn.of(field).rowBytes(table.images().header());
    }
    return new RowStatistics(rows, Math.max(1, rows * rowBytes));
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
