package io.betti.jobs;

import io.betti.jobs.records.BadRecord;
import io.betti.pipeline.dataset.IdxReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Finds out what is wrong with the few rows of an input that could not be used. */
final class BadRows {
  private final Configuration configuration;
  private final Split split;
  private final RowResult result;

  BadRows(SparkSession spark, Split split, RowResult result) {
    this.configuration =
        ((org.apache.spark.sql.classic.SparkSession) spark).sessionState().newHadoopConf();
    this.split = split;
    this.result = result;
  }

  /** What is wrong with one row. */
  String reason(long id) {
    return named(new TreeSet<>(List.of(id))).get(0).reason();
  }

  /** The rows with what is wrong with them: one pass over the file up to the last of them. */
  List<BadRecord> named(SortedSet<Long> ids) {
    List<BadRecord> bad = new ArrayList<>();
    if (ids.isEmpty()) {
      return bad;
    }
    Path path = new Path(split.images());
    try (IdxReader reader =
        IdxReader.open(path.getFileSystem(configuration).open(path), split.images())) {
      for (long id : ids) {
        reader.skipTo(id);
        bad.add(new BadRecord(split.name(), id, complaint(id, split.values(reader.next()))));
      }
      return bad;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path + " again", e);
    }
  }

  private String complaint(long id, Object values) {
    try {
      result.computeAlone(values, split);
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
    throw new IllegalStateException(
        split.place(id) + " gave no result in a task, but does so on its own");
  }
}
