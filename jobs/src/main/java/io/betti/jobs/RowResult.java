package io.betti.jobs;

import io.betti.pipeline.dataset.Item;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a job computes of each row. */
interface RowResult {
  /**
   * The rows of a step, in the order of their ids.
   *
   * @param items what the data source gives: {@code id}, and {@code shape} and {@code values},
   *     perhaps {@code label} and {@code path}, or {@code cloud} and {@code points}
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

  /** Whether an item can need so much memory or time that a user should know before a run. */
  default boolean needsTelling() {
    return false;
  }

  /** What computing an item needs, if {@link #needsTelling()}. */
  default Need need(Item item) {
    throw new UnsupportedOperationException("this result needs nothing worth telling");
  }

  /**
   * Computes one row by the engine alone.
   *
   * @param item as the input has it
   * @return about how many bytes it takes when written, uncompressed
   * @throws IllegalArgumentException if the row cannot be used; the message is the reason
   */
  long computeAlone(Item item, Split split);
}
