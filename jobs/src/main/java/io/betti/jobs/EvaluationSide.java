package io.betti.jobs;

import io.betti.jobs.output.InputFile;
import io.betti.jobs.records.BadRecord;
import io.betti.jobs.records.BadRecordSieve;
import io.betti.pipeline.report.Picture;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** One of the sets of an evaluation: a data set of grids or clouds, or a table of diagrams. */
interface EvaluationSide {
  /** What it is called: {@code reference}, {@code generated}, {@code ceiling}. */
  String name();

  /** Where it is, as the user named it. */
  String path();

  /** Where it is, and what was done to it. */
  default String title() {
    return path();
  }

  /** Its files as they were found, labels included. */
  List<InputFile> files();

  /** What was found, in words. */
  String description();

  /** Its steps. */
  List<Step> steps(long rowsPerStep);

  /** How many rows a step goes through. */
  long rows(SparkSession spark, Step step);

  /**
   * A step's rows with what is evaluated of them, bad ones kept back: {@code id}, perhaps {@code
   * label}, {@code cloud}, {@code path}, then {@code shape} and {@code values}, {@code diagram} as
   * far as they are needed.
   */
  Dataset<Row> sifted(SparkSession spark, Step step, Integer partitions, BadRecordSieve sieve);

  /** What is wrong with some rows. */
  List<BadRecord> complaints(SparkSession spark, SortedSet<Long> ids);

  /** Where a row comes from, for messages. */
  String place(long id);

  /** How its diagrams were made, by name; empty if nothing is known. */
  Map<String, String> origin(SparkSession spark);

  /**
   * What some items look like, by id, as far as that is known and small enough to be shown.
   *
   * @param scale what values are multiplied by
   */
  Map<Long, Picture> pictures(SparkSession spark, SortedSet<Long> ids, double scale);
}
