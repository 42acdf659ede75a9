package io.betti.pipeline.evaluation;

import io.betti.topology.metric.DistanceBlock;
import io.betti.topology.metric.ItemIds;
import io.betti.topology.metric.MinimumMatching;
import io.betti.topology.metric.NeighbourAccuracy;
import io.betti.topology.metric.NeighbourRadii;
import io.betti.topology.metric.PrecisionRecall;
import io.betti.topology.metric.TieBreak;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/** The engine's states fed with whole matrices, on one thread, without blocks or bounds. */
final class BruteForce {
  final MinimumMatching matching;
  final NeighbourAccuracy accuracy;
  final PrecisionRecall recall;

  <T> BruteForce(
      List<T> reference, List<T> generated, int k, TieBreak ties, ToDoubleBiFunction<T, T> d) {
    ItemIds r = ItemIds.of(ids(reference.size()));
    ItemIds s = ItemIds.of(ids(generated.size()));
    DistanceBlock between = block(reference, generated, d);
    DistanceBlock ofReference = block(reference, reference, d);
    DistanceBlock ofGenerated = block(generated, generated, d);
    matching = new MinimumMatching(r, s, ties);
    matching.add(between);
    accuracy = new NeighbourAccuracy(r, s, ties);
    accuracy.addBetween(between);
    accuracy.addReference(ofReference);
    accuracy.addGenerated(ofGenerated);
    NeighbourRadii referenceRadii = new NeighbourRadii(r, k);
    referenceRadii.add(ofReference);
    NeighbourRadii generatedRadii = new NeighbourRadii(s, k);
    generatedRadii.add(ofGenerated);
    recall = new PrecisionRecall(referenceRadii, generatedRadii);
    recall.add(between);
  }

  private static long[] ids(int count) {
    return IntStream.range(0, count).mapToLong(EvaluatedTables::id).toArray();
  }

  private static <T> DistanceBlock block(
      List<T> rows, List<T> columns, ToDoubleBiFunction<T, T> d) {
    double[] distances = new double[rows.size() * columns.size()];
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < columns.size(); j++) {
        distances[i * columns.size() + j] = d.applyAsDouble(rows.get(i), columns.get(j));
      }
    }
    return DistanceBlock.of(ids(rows.size()), ids(columns.size()), distances);
  }
}
