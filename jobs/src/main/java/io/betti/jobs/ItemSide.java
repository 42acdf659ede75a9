package io.betti.jobs;

import io.betti.jobs.output.InputFile;
import io.betti.jobs.records.BadRecord;
import io.betti.jobs.records.BadRecordSieve;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A data set of grids or clouds as a side of an evaluation.
 *
 * @param split the data
 * @param items what is evaluated of each item
 */
record ItemSide(Split split, EvaluatedItems items) implements EvaluationSide {
  @Override
  public String name() {
    return split.name();
  }

  @Override
  public String path() {
    return split.path();
  }

  @Override
  public List<InputFile> files() {
    return split.files();
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT,
        "%s: %s, %,d bytes, %,d rows of it",
        path(),
        split.data(),
        split.bytes(),
        split.rows());
  }

  @Override
  public List<Step> steps(long rowsPerStep) {
    return Step.of(List.of(split), rowsPerStep).stream()
        .map(step -> new Step(name() + "-" + step.name(), split, step.from(), step.to(), true))
        .toList();
  }

  @Override
  public long rows(SparkSession spark, Step step) {
    return step.rows();
  }

  @Override
  public Dataset<Row> sifted(
      SparkSession spark, Step step, Integer partitions, BadRecordSieve sieve) {
    Dataset<Row> rows = items.of(split.items(spark, step.from(), step.to(), partitions), split);
    return items.table(sieve.sift(rows, items.column()));
  }

  @Override
  public List<BadRecord> complaints(SparkSession spark, SortedSet<Long> ids) {
    return new BadRows(split, items).named(ids);
  }

  @Override
  public String place(long id) {
    return split.place(id);
  }

  @Override
  public Map<String, String> origin(SparkSession spark) {
    DiagramResult diagrams = items.diagrams();
    Map<String, String> origin = new LinkedHashMap<>(DiagramTable.origin(diagrams.provenance()));
    origin.put("scale", Double.toString(diagrams.scale()));
    origin.put("essential", diagrams.diagramOptions().essential().toString());
    return origin;
  }
}
