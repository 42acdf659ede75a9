package io.betti.pipeline;

import org.apache.spark.sql.SparkSession;

/** A small local session for tests, quiet. */
public final class TestSession {
  private TestSession() {}

  /** The session; a test class may stop it when it is done. */
  public static SparkSession start() {
    return SparkSession.builder()
        .appName("betti-pipeline-test")
        .config("spark.master", "local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.log.level", "ERROR")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.warehouse.dir", "target/spark-warehouse")
        .getOrCreate();
  }
}
