package io.betti.pipeline.evaluation;

import io.betti.topology.metric.TieBreak;
import java.util.Set;

/**
 * What scores are computed, and how the work is cut. The cut doesn't change any result.
 *
 * @param metrics which, at least one
 * @param neighbours k of precision, recall, density and coverage_k
 * @param ties how ties between distances are broken
 * @param tasks into how many tasks one side's items are cut; 0 for a few per core
 * @param blockItems most items of the other side that are sent to all tasks at once; 0 for as many
 *     as fit into some tens of megabytes
 */
public record ScoreOptions(
    Set<GenerativeMetric> metrics, int neighbours, TieBreak ties, int tasks, int blockItems) {
  /**
   * Refuses what is out of range.
   *
   * @throws IllegalArgumentException if there is no metric, or a number is too small
   */
  public ScoreOptions {
    metrics = Set.copyOf(metrics);
    if (metrics.isEmpty() || neighbours < 1 || tasks < 0 || blockItems < 0) {
      throw new IllegalArgumentException(
          "scores: metrics "
              + metrics
              + " must be at least one, neighbours "
              + neighbours
              + " >= 1, tasks "
              + tasks
              + " and items of a block "
              + blockItems
              + " >= 0");
    }
  }

  /** Some metrics, with the work cut by itself. */
  public static ScoreOptions of(Set<GenerativeMetric> metrics, int neighbours, TieBreak ties) {
    return new ScoreOptions(metrics, neighbours, ties, 0, 0);
  }

  /** The same with the work cut otherwise. */
  public ScoreOptions cut(int newTasks, int newBlockItems) {
    return new ScoreOptions(metrics, neighbours, ties, newTasks, newBlockItems);
  }

  boolean has(GenerativeMetric metric) {
    return metrics.contains(metric);
  }
}
