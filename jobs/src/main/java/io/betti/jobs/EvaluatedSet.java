package io.betti.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.util.Arrays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Items that are compared with others.
 *
 * @param ids of the items, and their labels
 * @param rows the items, with columns {@code id}, {@code values} or {@code diagram} or both
 */
record EvaluatedSet(EvaluatedIds ids, Dataset<Row> rows) {
  /**
   * Some of the items.
   *
   * @param some ids of them, in any order
   */
  EvaluatedSet among(long[] some) {
    long[] sorted = some.clone();
    Arrays.sort(sorted);
    UDF1<Long, Boolean> isOne = id -> Arrays.binarySearch(sorted, id) >= 0;
    return new EvaluatedSet(
        ids.among(sorted), rows.where(udf(isOne, DataTypes.BooleanType).apply(col("id"))));
  }
}
