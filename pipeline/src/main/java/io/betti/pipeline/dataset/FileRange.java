package io.betti.pipeline.dataset;

import org.apache.spark.sql.connector.read.InputPartition;

/**
 * The files of one task, one row each.
 *
 * @param from id of the first
 */
record FileRange(long from, DataFile[] files) implements InputPartition {
  private static final long serialVersionUID = 1;
}
