package io.betti.jobs;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a job computes of each row. */
interface RowResult {
  /**
   * The rows of a step, in the order of their ids.
   *
   * @param items what the data source gives: {@code id}, {@code shape}, {@code values}, perhaps
   *     {@code label}
   * @return columns of which {@code id} is one and {@link #column()} another
   */
  Dataset<Row> of(Dataset<Row> items, Split split);

  /** The column that is null in a row that cannot be used. */
  String column();

  /** The table as it is written, of rows that can all be used. */
  Dataset<Row> table(Dataset<Row> rows);

  /** Settings of the format that suit the table. */
  default Map<String, String> writeOptions() {
    return Map.of();
  }

  /**
   * Computes one row by the engine alone.
   *
   * @param values a byte[], float[] or double[], as the file has it
   * @return about how many bytes it takes when written, uncompressed
   * @throws IllegalArgumentException if the row cannot be used; the message is the reason
   */
  long computeAlone(Object values, Split split);
}
