package io.betti.pipeline.evaluation;

import io.betti.topology.metric.ItemMean;
import io.betti.topology.metric.NearestNeighbours;
import io.betti.topology.metric.NeighbourAccuracy;
import io.betti.topology.metric.PrecisionRecall;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Scores of generated items S against reference items R by one distance: MMD, COV, 1-NNA,
 * precision, recall, density, coverage_k; exact, and bit for bit the same whatever the partitions,
 * blocks and executors.
 */
public final class GenerativeScores {
  private GenerativeScores() {}

  /**
   * Computes the scores. Runs Spark jobs.
   *
   * @param reference a table with the columns that the distance names
   * @param generated another
   * @throws IllegalArgumentException if a column is missing or of a wrong type, an id is null or
   *     occurs twice, a row is one of {@link ItemDistance#badItems}, a set is empty or too small
   *     for a metric, or grids differ in size; the message names side, id and reason
   */
  public static GenerativeScores of(
      Dataset<Row> reference, Dataset<Row> generated, ItemDistance distance, ScoreOptions options) {
    throw new UnsupportedOperationException();
  }

  /** The minimum matching distance, a mean over R; empty if it was not asked for. */
  public Optional<ItemMean> mmd() {
    throw new UnsupportedOperationException();
  }

  /** The coverage, a mean over R; empty if it was not asked for. */
  public Optional<ItemMean> cov() {
    throw new UnsupportedOperationException();
  }

  /** The nearest s of every r, with distances and ties; empty if MMD was not asked for. */
  public Optional<NearestNeighbours> ofReference() {
    throw new UnsupportedOperationException();
  }

  /** The nearest r of every s, with distances and ties; empty if COV was not asked for. */
  public Optional<NearestNeighbours> ofGenerated() {
    throw new UnsupportedOperationException();
  }

  /** 1-NNA: its value, chance and interval; empty if it was not asked for. */
  public Optional<NeighbourAccuracy> neighbourAccuracy() {
    throw new UnsupportedOperationException();
  }

  /** Precision, recall, density and coverage_k; empty if they were not asked for. */
  public Optional<PrecisionRecall> precisionRecall() {
    throw new UnsupportedOperationException();
  }

  /** What it took. */
  public SearchCounts counts() {
    throw new UnsupportedOperationException();
  }
}
