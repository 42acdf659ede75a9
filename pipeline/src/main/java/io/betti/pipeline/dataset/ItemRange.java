package io.betti.pipeline.dataset;

import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * The rows of one task.
 *
 * @param from first row
 * @param to after the last row
 * @param atEnd whether nothing of the file is left after these rows, so that its end is verified
 * @param hosts where the bytes are
 */
record ItemRange(long from, long to, boolean atEnd, List<String> hosts) implements InputPartition {
  private static final long serialVersionUID = 1;

  @Override
  public String[] preferredLocations() {
    return hosts.toArray(new String[0]);
  }
}
