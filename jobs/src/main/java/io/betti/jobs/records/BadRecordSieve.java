package io.betti.jobs.records;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.LongAccumulator;

/**
 * Leaves out the rows whose result is null, and remembers their ids; beyond a limit the task fails.
 *
 * <p>Each row is judged once, in a column of its own that is declared nondeterministic. A condition
 * on the result itself would be pushed below its projection, and the result computed twice.
 *
 * <p>One sieve is for one action: it counts what the action saw.
 */
public final class BadRecordSieve {
  private static final String KEPT = "__kept";

  private final BadRecordIds bad = new BadRecordIds();
  private final LongAccumulator rows;
  private final long limit;

  /**
   * A sieve for one action.
   *
   * @param limit how many rows it may leave out
   */
  public BadRecordSieve(SparkSession spark, long limit) {
    this.limit = limit;
    this.rows = spark.sparkContext().longAccumulator("rows");
    spark.sparkContext().register(bad, "bad records");
  }

  /**
   * The rows whose result is not null.
   *
   * @param data a table with a column {@code id}
   * @param result name of the column that is null in a bad row
   */
  public Dataset<Row> sift(Dataset<Row> data, String result) {
    Column kept =
        udf(new Judgement(bad, rows, limit), DataTypes.BooleanType)
            .asNondeterministic()
            .apply(col("id").cast("long"), col(result).isNotNull());
    return data.withColumn(KEPT, kept).where(col(KEPT)).drop(KEPT);
  }

  /** The accumulator that counts rows, bad ones included, while tasks run. */
  public LongAccumulator rowsAccumulator() {
    return rows;
  }

  /** Rows that the action saw, bad ones included. */
  public long rows() {
    return rows.value();
  }

  /**
   * Ids of the bad rows, ascending.
   *
   * @throws TooManyBadRecordsException if all tasks together found more than the limit
   */
  public SortedSet<Long> badIds() {
    if (bad.size() > limit) {
      throw new TooManyBadRecordsException(limit, bad.value());
    }
    return bad.value();
  }

  /** Whether a row is kept; counts it. */
  private static final class Judgement implements UDF2<Long, Boolean, Boolean> {
    private static final long serialVersionUID = 1;

    private final BadRecordIds bad;
    private final LongAccumulator rows;
    private final long limit;

    Judgement(BadRecordIds bad, LongAccumulator rows, long limit) {
      this.bad = bad;
      this.rows = rows;
      this.limit = limit;
    }

    @Override
    public Boolean call(Long id, Boolean good) {
      rows.add(1);
      if (!good) {
        bad.add(id);
        if (bad.size() > limit) {
          throw new TooManyBadRecordsException(limit, bad.value());
        }
      }
      return good;
    }
  }
}
