package io.betti.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.betti.jobs.Betti;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.spark.sql.SparkSession;

/**
 * This JVM's own Spark: it runs a job for comparison, on one core and in one partition, and reads
 * what jobs wrote elsewhere.
 */
final class LocalTables {
  private LocalTables() {}

  /** A session that jobs of this JVM use too; to be closed. */
  static SparkSession session() {
    return SparkSession.builder()
        .master("local[1]")
        .appName("comparison")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "1")
        .getOrCreate();
  }

  /** Runs a job in this JVM, in the session above. */
  static void run(JobArguments arguments) {
    StringWriter errors = new StringWriter();
    int code =
        Betti.run(new PrintWriter(new StringWriter()), new PrintWriter(errors), arguments.job());
    assertThat(code).as(errors.toString()).isZero();
  }

  static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
