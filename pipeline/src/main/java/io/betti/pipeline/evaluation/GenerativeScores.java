package io.betti.pipeline.evaluation;

import io.betti.topology.metric.ItemMean;
import io.betti.topology.metric.MinimumMatching;
import io.betti.topology.metric.NearestNeighbours;
import io.betti.topology.metric.NeighbourAccuracy;
import io.betti.topology.metric.NeighbourRadii;
import io.betti.topology.metric.PrecisionRecall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Scores of generated items S against reference items R by one distance: MMD, COV, 1-NNA,
 * precision, recall, density, coverage_k; exact, and bit for bit the same whatever the partitions,
 * blocks and executors.
 *
 * <p>Only what the metrics need is computed. MMD and COV look at pairs of R and S; 1-NNA and
 * precision, recall, density, coverage_k at pairs within R and within S, too. Under {@link
 * ItemDistance#wasserstein} a search by bounds leaves out most pairs and equal items are searched
 * once; other distances are computed for every pair.
 *
 * <p>Memory: executors hold the packed items and a block of some tens of megabytes; the driver some
 * hundred bytes an item, and the block.
 */
public final class GenerativeScores {
  private final ScoreOptions options;
  private final MinimumMatching matching;
  private final NeighbourAccuracy accuracy;
  private final PrecisionRecall recall;
  private final SearchCounts counts;

  private GenerativeScores(
      ScoreOptions options,
      MinimumMatching matching,
      NeighbourAccuracy accuracy,
      PrecisionRecall recall,
      SearchCounts counts) {
    this.options = options;
    this.matching = matching;
    this.accuracy = accuracy;
    this.recall = recall;
    this.counts = counts;
  }

  /**
   * Computes the scores. Runs Spark jobs.
   *
   * @param reference a table with the columns that the distance names
   * @param generated another
   * @throws IllegalArgumentException if a column is missing or of a wrong type, an id is null or
   *     occurs twice, a row is one of {@link ItemDistance#badItems}, a set is empty or too small
   *     for a metric, or grids differ in shape; the message names side, id and reason
   */
  public static GenerativeScores of(
      Dataset<Row> reference, Dataset<Row> generated, ItemDistance distance, ScoreOptions options) {
    ItemCodec codec = distance.codec();
    try (ItemTable r =
            new ItemTable("reference", reference, codec, options.tasks(), options.blockItems());
        ItemTable s =
            new ItemTable("generated", generated, codec, options.tasks(), options.blockItems())) {
      ItemTable.requireAlike("reference", r, "generated", s);
      JavaSparkContext context =
          JavaSparkContext.fromSparkContext(reference.sparkSession().sparkContext());
      return new Computation(r, s, new ItemSearch(context, distance), distance, options).scores();
    }
  }

  /** The passes over two tables that some metrics need. */
  private static final class Computation {
    private final ItemTable reference;
    private final ItemTable generated;
    private final ItemSearch search;
    private final boolean pruned;
    private final ScoreOptions options;
    private final MinimumMatching matching;
    private final NeighbourAccuracy accuracy;
    private final NeighbourRadii referenceRadii;
    private final NeighbourRadii generatedRadii;
    private long pairs;

    Computation(
        ItemTable reference,
        ItemTable generated,
        ItemSearch search,
        ItemDistance distance,
        ScoreOptions options) {
      this.reference = reference;
      this.generated = generated;
      this.search = search;
      this.options = options;
      pruned = distance.isPruned();
      boolean matched = has(GenerativeMetric.MMD) || has(GenerativeMetric.COV);
      matching =
          matched ? new MinimumMatching(reference.ids(), generated.ids(), options.ties()) : null;
      accuracy =
          has(GenerativeMetric.NNA)
              ? new NeighbourAccuracy(reference.ids(), generated.ids(), options.ties())
              : null;
      referenceRadii = radii(reference);
      generatedRadii = radii(generated);
    }

    private boolean has(GenerativeMetric metric) {
      return options.has(metric);
    }

    private NeighbourRadii radii(ItemTable table) {
      return has(GenerativeMetric.PRDC)
          ? new NeighbourRadii(table.ids(), options.neighbours())
          : null;
    }

    GenerativeScores scores() {
      within(
          reference, accuracy == null ? null : accuracy.referenceAmongReference(), referenceRadii);
      within(
          generated, accuracy == null ? null : accuracy.generatedAmongGenerated(), generatedRadii);
      PrecisionRecall balls =
          referenceRadii == null ? null : new PrecisionRecall(referenceRadii, generatedRadii);
      if (pruned) {
        prunedBetween(balls);
      } else {
        search.full(
            reference,
            referenceRadii,
            generated,
            generatedRadii,
            new SearchStates(ofReference(), ofGenerated(), null, balls, false));
      }
      pairs += (long) reference.ids().size() * generated.ids().size();
      return new GenerativeScores(
          options,
          matching,
          accuracy,
          balls,
          new SearchCounts(
              pairs,
              search.solves(),
              search.stopped(),
              reference.distinct(),
              generated.distinct()));
    }

    private void within(ItemTable table, NearestNeighbours nearest, NeighbourRadii radii) {
      if (nearest == null && radii == null) {
        return;
      }
      List<NearestNeighbours> states = nearest == null ? List.of() : List.of(nearest);
      SearchStates all = new SearchStates(states, List.of(), radii, null, true);
      if (pruned) {
        search.nearest(table, table, all);
      } else {
        search.full(table, null, table, null, all);
      }
      pairs += (long) table.ids().size() * (table.ids().size() - 1) / 2;
    }

    private void prunedBetween(PrecisionRecall balls) {
      if (!ofReference().isEmpty()) {
        search.nearest(
            reference, generated, new SearchStates(ofReference(), List.of(), null, null, false));
      }
      if (!ofGenerated().isEmpty()) {
        search.nearest(
            generated, reference, new SearchStates(ofGenerated(), List.of(), null, null, false));
      }
      if (balls != null) {
        search.balls(
            reference,
            referenceRadii,
            generated,
            generatedRadii,
            new SearchStates(List.of(), List.of(), null, balls, false));
      }
    }

    private List<NearestNeighbours> ofReference() {
      List<NearestNeighbours> states = new ArrayList<>();
      if (has(GenerativeMetric.MMD)) {
        states.add(matching.ofReference());
      }
      if (accuracy != null) {
        states.add(accuracy.referenceAmongGenerated());
      }
      return states;
    }

    private List<NearestNeighbours> ofGenerated() {
      List<NearestNeighbours> states = new ArrayList<>();
      if (has(GenerativeMetric.COV)) {
        states.add(matching.ofGenerated());
      }
      if (accuracy != null) {
        states.add(accuracy.generatedAmongReference());
      }
      return states;
    }
  }

  /** The minimum matching distance, a mean over R; empty if it was not asked for. */
  public Optional<ItemMean> mmd() {
    return asked(GenerativeMetric.MMD).map(MinimumMatching::mmd);
  }

  /** The coverage, a mean over R; empty if it was not asked for. */
  public Optional<ItemMean> cov() {
    return asked(GenerativeMetric.COV).map(MinimumMatching::cov);
  }

  /** The nearest s of every r, with distances and ties; empty if MMD was not asked for. */
  public Optional<NearestNeighbours> ofReference() {
    return asked(GenerativeMetric.MMD).map(MinimumMatching::ofReference);
  }

  /** The nearest r of every s, with distances and ties; empty if COV was not asked for. */
  public Optional<NearestNeighbours> ofGenerated() {
    return asked(GenerativeMetric.COV).map(MinimumMatching::ofGenerated);
  }

  private Optional<MinimumMatching> asked(GenerativeMetric metric) {
    return options.has(metric) ? Optional.of(matching) : Optional.empty();
  }

  /** 1-NNA: its value, chance and interval; empty if it was not asked for. */
  public Optional<NeighbourAccuracy> neighbourAccuracy() {
    return Optional.ofNullable(accuracy);
  }

  /** Precision, recall, density and coverage_k; empty if they were not asked for. */
  public Optional<PrecisionRecall> precisionRecall() {
    return Optional.ofNullable(recall);
  }

  /** What it took. */
  public SearchCounts counts() {
    return counts;
  }
}
