package io.betti.pipeline.dataset;

import org.apache.spark.sql.SparkSession;

/** The session of these tests, one per JVM. */
public final class LocalSpark {
  private LocalSpark() {}

  public static SparkSession session() {
    SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .appName("dataset tests")
            .config("spark.ui.enabled", false)
            .config("spark.sql.warehouse.dir", "target/warehouse")
            .config("spark.sql.shuffle.partitions", 2)
            .getOrCreate();
    // Faults are met on purpose here, and Spark would print each with its trace.
    spark.sparkContext().setLogLevel("OFF");
    return spark;
  }
}
