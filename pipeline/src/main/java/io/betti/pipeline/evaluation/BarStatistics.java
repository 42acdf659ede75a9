package io.betti.pipeline.evaluation;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The bars of one homology dimension over all diagrams of a table. Counts, so the same whatever the
 * table's partitions.
 *
 * @param dimension homology dimension
 * @param bars how many, essential ones included
 * @param essential how many never die
 * @param longest the greatest finite lifetime; 0 if there is none
 * @param binWidth width of a bin of lifetimes; 0 if there is no finite bar
 * @param counts finite bars with a lifetime in {@code [k * binWidth, (k + 1) * binWidth)}
 */
public record BarStatistics(
    int dimension, long bars, long essential, double longest, double binWidth, long[] counts) {
  /** A histogram has at most this many bins. */
  private static final int MOST_BINS = 40;

  /**
   * The statistics of every dimension that occurs, ascending. Reads the table twice.
   *
   * @param diagrams a table with a column of diagrams
   * @param column its name
   */
  public static List<BarStatistics> of(Dataset<Row> diagrams, String column) {
    Dataset<Row> bars =
        diagrams
            .select(explode(diagrams.col("`" + column.replace("`", "``") + "`")).as("bar"))
            .select(
                col("bar.dimension").as("dimension"),
                abs(col("bar.death").minus(col("bar.birth"))).as("lifetime"));
    Column finite = col("lifetime").lt(Double.POSITIVE_INFINITY);
    List<Row> dimensions =
        bars.groupBy("dimension")
            .agg(
                count(lit(1)),
                sum(when(finite, 0).otherwise(1)),
                max(when(finite, col("lifetime")).otherwise(0.0)))
            .orderBy("dimension")
            .collectAsList();
    List<BarStatistics> statistics = new ArrayList<>();
    for (Row row : dimensions) {
      int dimension = row.getInt(0);
      long essential = row.getLong(2);
      double longest = row.getDouble(3);
      boolean empty = row.getLong(1) == essential;
      double width = empty ? 0 : binWidth(longest);
      long[] counts = empty ? new long[0] : new long[(int) Math.floor(longest / width) + 1];
      if (!empty) {
        for (Row bin :
            bars.filter(finite.and(col("dimension").equalTo(dimension)))
                .groupBy(floor(col("lifetime").divide(width)).cast("int"))
                .count()
                .collectAsList()) {
          counts[bin.getInt(0)] = bin.getLong(1);
        }
      }
      statistics.add(
          new BarStatistics(dimension, row.getLong(1), essential, longest, width, counts));
    }
    return statistics;
  }

  /** 1, 2 or 5 times a power of ten, so that bins begin at round numbers. */
  private static double binWidth(double longest) {
    if (longest == 0) {
      return 1;
    }
    double least = longest / (MOST_BINS - 1);
    double ten = Math.pow(10, Math.floor(Math.log10(least)));
    for (int factor : new int[] {1, 2, 5}) {
      if (factor * ten >= least) {
        return factor * ten;
      }
    }
    return 10 * ten;
  }
}
