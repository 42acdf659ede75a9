package io.betti.pipeline.dataset;

import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * The clouds of one task, one row each.
 *
 * @param from id of the first
 * @param hosts where the bytes of their first rows are
 */
record CloudRange(long from, CloudEntry[] clouds, List<String> hosts) implements InputPartition {
  private static final long serialVersionUID = 1;

  @Override
  public String[] preferredLocations() {
    return hosts.toArray(new String[0]);
  }
}
