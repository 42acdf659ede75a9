package io.betti.pipeline.dataset;

import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.util.SerializableConfiguration;

/** What a task needs to read its {@link IdxRange}; travels to the executors. */
final class IdxRowReaderFactory implements PartitionReaderFactory {
  private static final long serialVersionUID = 1;

  private final IdxFile images;
  private final IdxFile labels;
  private final IdxColumn[] columns;
  private final Broadcast<SerializableConfiguration> hadoop;

  /**
   * @param labels the labels' file, or null if there is none
   */
  IdxRowReaderFactory(
      IdxFile images,
      IdxFile labels,
      IdxColumn[] columns,
      Broadcast<SerializableConfiguration> hadoop) {
    this.images = images;
    this.labels = labels;
    this.columns = columns;
    this.hadoop = hadoop;
  }

  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    return new IdxRowReader(images, labels, columns, hadoop.value().value(), (IdxRange) partition);
  }
}
