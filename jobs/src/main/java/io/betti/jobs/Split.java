package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.InputFile;
import io.betti.pipeline.dataset.DatasetOutline;
import io.betti.pipeline.dataset.GridDatasets;
import io.betti.pipeline.dataset.UnreadableDataException;
import io.betti.pipeline.dataset.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * One input of a job: items, perhaps with labels.
 *
 * @param name what tells it from the job's other inputs; null if it is the only one
 * @param data what a look at it told
 * @param files the files as they were found, labels included
 * @param rows how many of the items are used, the first ones
 */
record Split(String name, DatasetOutline data, List<InputFile> files, long rows) {
  /** The format's option that names a file of labels. */
  private static final String LABELS = "labels";

  /** The option of every format by which an item that cannot be read is a row that says so. */
  static final Map<String, String> PERMISSIVE = Map.of("mode", "permissive");

  /**
   * Looks up an input of IDX files.
   *
   * @param option how the user named it: {@code --train}
   * @param labels the file of their labels; null for none
   * @param limit most rows; null for all
   * @throws JobFailure if a file is missing
   * @throws UnreadableDataException if a header cannot be read, or there is not one label an item
   */
  static Split idx(
      String name,
      String option,
      String images,
      String labels,
      Long limit,
      Configuration configuration) {
    Map<String, String> own = labels == null ? Map.of() : Map.of(LABELS, labels);
    InputFile.of(option, images, configuration);
    if (labels != null) {
      String labelsOption = option.equals("--input") ? "--labels" : option + "-labels";
      InputFile.of(labelsOption, labels, configuration);
    }
    return of(name, "idx", images, own, limit, configuration);
  }

  /**
   * Looks up an input of any format.
   *
   * @param own the format's own options
   * @param limit most rows; null for all
   * @throws UnreadableDataException if it cannot be read, as far as that is known from a look
   * @throws IllegalArgumentException if there is no such format or an option is wrong
   */
  static Split of(
      String name,
      String format,
      String path,
      Map<String, String> own,
      Long limit,
      Configuration configuration) {
    DatasetOutline data = GridDatasets.outline(format, path, own, configuration);
    List<InputFile> files = new ArrayList<>();
    data.files().forEach(status -> files.add(InputFile.of(status)));
    long rows = limit == null ? data.items() : Math.min(limit, data.items());
    return new Split(name, data, files, rows);
  }

  /** Where the items are, as the user named it. */
  String path() {
    return data.path();
  }

  /** The file or rule of the labels, as the user named it; null for none. */
  String labels() {
    return data.options().get(LABELS);
  }

  /** A range of the items as the data source gives them. */
  Dataset<Row> items(SparkSession spark, long from, long to, Integer partitions) {
    return data.rows(spark, from, to, partitions == null ? GridDatasets.BY_SIZE : partitions);
  }

  /** Whether the values are unsigned bytes. */
  boolean isBytes() {
    return data.kind().filter(kind -> kind == ValueKind.BINARY).isPresent();
  }

  /** The largest absolute value that an item can have. */
  double largestValue() {
    return data.kind().map(Split::largest).orElse(Double.MAX_VALUE);
  }

  private static double largest(ValueKind kind) {
    return switch (kind) {
      case BINARY -> 255;
      case FLOAT -> Float.MAX_VALUE;
      case DOUBLE -> Double.MAX_VALUE;
    };
  }

  /** Bytes of all files. */
  long bytes() {
    return files.stream().mapToLong(InputFile::length).sum();
  }

  /** Where a row stands, for messages. */
  String place(long id) {
    return data.place(id);
  }
}
