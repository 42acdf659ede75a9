package io.betti.pipeline.dataset;

import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;

/** How a task reads the rows of a partition; travels to the executors. */
interface RowReading extends Serializable {
  /** A reader of rows, nothing opened yet. */
  PartitionReader<InternalRow> reader(InputPartition partition, Configuration hadoop);
}
