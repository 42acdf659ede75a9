package io.betti.jobs;

import io.betti.pipeline.evaluation.GenerativeMetric;
import io.betti.pipeline.evaluation.GenerativeScores;
import io.betti.pipeline.evaluation.ItemDistance;
import io.betti.pipeline.evaluation.ScoreOptions;
import io.betti.pipeline.evaluation.SearchCounts;
import io.betti.topology.metric.ItemMean;
import io.betti.topology.metric.NearestNeighbours;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The exact search of {@link GenerativeScores}.
 *
 * @param settings what is asked for
 * @param tasks into how many tasks work is cut; 0 for as many as suit the cores
 */
record ExactSearch(EvaluationSettings settings, int tasks) implements PairSearch {
  @Override
  public PairOutcome compare(String distance, EvaluatedSet reference, EvaluatedSet set) {
    Set<GenerativeMetric> metrics = EnumSet.of(GenerativeMetric.MMD, GenerativeMetric.COV);
    settings.metrics().forEach(name -> metrics.add(GenerativeMetric.parse(name)));
    ItemDistance by =
        distance.equals(EvaluationSettings.L2)
            ? ItemDistance.l2()
            : ItemDistance.wasserstein(settings.dimension(), settings.wasserstein());
    GenerativeScores found =
        GenerativeScores.of(
            columns(reference, by),
            columns(set, by),
            by,
            ScoreOptions.of(metrics, settings.neighbours(), settings.ties()).cut(tasks, 0));
    NearestNeighbours ofReference = found.ofReference().orElseThrow();
    NearestNeighbours ofSet = found.ofGenerated().orElseThrow();
    return new PairOutcome(
        scores(found), ofReference, ofSet, counts(found.counts(), ofReference, ofSet));
  }

  private static Dataset<Row> columns(EvaluatedSet set, ItemDistance by) {
    return set.rows().select("id", by.column());
  }

  private Map<ScoreKind, PairOutcome.Score> scores(GenerativeScores found) {
    Map<ScoreKind, PairOutcome.Score> scores = new EnumMap<>(ScoreKind.class);
    found.mmd().ifPresent(mmd -> scores.put(ScoreKind.MMD, score(mmd)));
    found.cov().ifPresent(cov -> scores.put(ScoreKind.COV, score(cov)));
    found
        .neighbourAccuracy()
        .ifPresent(
            nna ->
                scores.put(
                    ScoreKind.NNA,
                    new PairOutcome.Score(nna.value(), nna.interval(settings.bootstrap()))));
    found
        .precisionRecall()
        .ifPresent(
            prdc -> {
              scores.put(ScoreKind.PRECISION, score(prdc.precision()));
              scores.put(ScoreKind.RECALL, score(prdc.recall()));
              scores.put(ScoreKind.DENSITY, score(prdc.density()));
              scores.put(ScoreKind.COVERAGE_K, score(prdc.coverageK()));
            });
    return scores;
  }

  private PairOutcome.Score score(ItemMean mean) {
    return new PairOutcome.Score(mean.value(), mean.interval(settings.bootstrap()));
  }

  private static Map<String, Object> counts(
      SearchCounts search, NearestNeighbours ofReference, NearestNeighbours ofSet) {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("distinct_reference", search.distinctReference());
    counts.put("distinct_generated", search.distinctGenerated());
    counts.put(
        "tied_generated", IntStream.range(0, ofSet.items().size()).filter(ofSet::isTied).count());
    counts.put(
        "infinite_reference",
        IntStream.range(0, ofReference.items().size())
            .filter(i -> Double.isInfinite(ofReference.distance(i)))
            .count());
    counts.put("pairs", search.pairs());
    counts.put("solves", search.solves());
    counts.put("stopped", search.stopped());
    counts.put("avoided", search.avoided());
    counts.put("avoided_share", search.avoidedShare());
    return counts;
  }
}
