package io.betti.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The features that a {@code sweep} wrote, to be compared to the last bit. */
final class FeatureTable {
  private record Features(int label, double[] values) {}

  private final Map<String, Features> rows = new TreeMap<>();

  private FeatureTable() {}

  /** Reads {@code features} of an output folder. */
  static FeatureTable read(SparkSession spark, String output) {
    FeatureTable table = new FeatureTable();
    for (Row row : spark.read().parquet(output + "/features").collectAsList()) {
      String key = row.getAs("split") + " " + row.<Number>getAs("id");
      Features features =
          new Features(
              row.<Number>getAs("label").intValue(), row.<Vector>getAs("features").toArray());
      assertThat(table.rows.put(key, features)).as("another row of %s", key).isNull();
    }
    return table;
  }

  int size() {
    return rows.size();
  }

  /**
   * Compares splits, ids, labels and the bits of every feature: -0.0 isn't 0.0 here.
   *
   * @throws AssertionError naming the first row that differs
   */
  void assertSameBits(FeatureTable other) {
    assertThat(rows.keySet()).isEqualTo(other.rows.keySet());
    rows.forEach(
        (key, mine) -> {
          Features theirs = other.rows.get(key);
          assertThat(mine.label).as("label of %s", key).isEqualTo(theirs.label);
          assertThat(bits(mine.values)).as("features of %s", key).isEqualTo(bits(theirs.values));
        });
  }

  private static long[] bits(double[] values) {
    long[] bits = new long[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Double.doubleToRawLongBits(values[i]);
    }
    return bits;
  }
}
