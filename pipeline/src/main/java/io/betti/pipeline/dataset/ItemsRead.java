package io.betti.pipeline.dataset;

import org.apache.spark.sql.connector.metric.CustomSumMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/**
 * Spark's metric of a scan: how many items had their values read. 0 for a query that asks for ids
 * and labels only.
 */
public final class ItemsRead extends CustomSumMetric {
  static final String NAME = "itemsRead";

  /** Called by Spark. */
  public ItemsRead() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "items whose values were read";
  }

  /** One task's share. */
  record Count(long value) implements CustomTaskMetric {
    @Override
    public String name() {
      return NAME;
    }
  }
}
