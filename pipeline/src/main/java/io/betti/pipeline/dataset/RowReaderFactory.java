package io.betti.pipeline.dataset;

import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.util.SerializableConfiguration;

/** What a task needs to read a partition; travels to the executors. */
record RowReaderFactory(RowReading reading, Broadcast<SerializableConfiguration> hadoop)
    implements PartitionReaderFactory {
  private static final long serialVersionUID = 1;

  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    return reading.reader(partition, hadoop.value().value());
  }
}
