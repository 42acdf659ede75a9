package io.betti.jobs;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.betti.jobs.output.InputFile;
import io.betti.jobs.records.BadRecord;
import io.betti.jobs.records.BadRecordSieve;
import io.betti.pipeline.report.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A table of diagrams as a side of an evaluation.
 *
 * @param name what the side is called
 * @param table the diagrams
 * @param limit most rows; null for all
 * @param dimension of the bars that are kept
 */
record TableSide(String name, DiagramTable table, Long limit, int dimension)
    implements EvaluationSide {
  @Override
  public String path() {
    return table.path();
  }

  @Override
  public List<InputFile> files() {
    return table.files();
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT,
        "%s: a table of diagrams, %s, %,d files, %,d bytes%s",
        path(),
        table.format(),
        files().size(),
        table.bytes(),
        limit == null ? "" : String.format(Locale.ROOT, ", %,d rows of it at most", limit));
  }

  /** One step: how many rows there are is not known beforehand. */
  @Override
  public List<Step> steps(long rowsPerStep) {
    return List.of(new Step("00000-" + name, null, 0, 0, true));
  }

  @Override
  public long rows(SparkSession spark, Step step) {
    return table.rows(spark, limit).count();
  }

  @Override
  public Dataset<Row> sifted(
      SparkSession spark, Step step, Integer partitions, BadRecordSieve sieve) {
    // The twin that gives null reads every bar, and so finds whatever cannot be used.
    Dataset<Row> rows =
        table
            .rows(spark, limit)
            .withColumn(
                DiagramResult.DIAGRAM,
                when(
                        call_function(
                                "try_tda_bar_lengths", col(DiagramResult.DIAGRAM), lit(dimension))
                            .isNotNull(),
                        col(DiagramResult.DIAGRAM))
                    .otherwise(lit(null)));
    return EvaluatedItems.ofDimension(sieve.sift(rows, DiagramResult.DIAGRAM), dimension);
  }

  @Override
  public List<BadRecord> complaints(SparkSession spark, SortedSet<Long> ids) {
    List<BadRecord> bad = new ArrayList<>();
    if (!ids.isEmpty()) {
      Dataset<Row> rows = table.rows(spark, limit).where(col("id").isin(ids.toArray()));
      for (Row row : rows.orderBy("id").collectAsList()) {
        String complaint = DiagramTable.complaint(row);
        bad.add(
            new BadRecord(
                name,
                row.getAs("id"),
                complaint == null ? "its diagram cannot be read" : complaint));
      }
    }
    return bad;
  }

  @Override
  public String place(long id) {
    return "the diagram with id " + id + " of " + path();
  }

  @Override
  public Map<String, String> origin(SparkSession spark) {
    return table.origin(spark);
  }

  /** None: a table has diagrams only. */
  @Override
  public Map<Long, Picture> pictures(SparkSession spark, SortedSet<Long> ids, double scale) {
    return Map.of();
  }
}
