package io.betti.udfs;

import org.apache.spark.sql.SparkSession;

/** Small local sessions for tests; each test class stops its own. */
final class LocalSession {
  private LocalSession() {}

  /** A session with settings, as key and value in turn. */
  static SparkSession start(String... settings) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("betti-udfs-test")
            .config("spark.master", "local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.warehouse.dir", "target/spark-warehouse");
    for (int i = 0; i < settings.length; i += 2) {
      builder.config(settings[i], settings[i + 1]);
    }
    return builder.getOrCreate();
  }

  /** A session with the functions by extension. */
  static SparkSession extended(String... settings) {
    String[] all = new String[settings.length + 2];
    all[0] = "spark.sql.extensions";
    all[1] = BettiExtensions.class.getName();
    System.arraycopy(settings, 0, all, 2, settings.length);
    return start(all);
  }
}
