package io.betti.pipeline.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.distance.EssentialBars;
import io.betti.topology.distance.GroundNorm;
import io.betti.topology.distance.WassersteinOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The nearest of every row, and all distances, under a strict Kryo. */
class NearestSearchTest {
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = KryoSession.start();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private record Near(long id, double distance) {}

  /** The k nearest of every left id, from a table of all distances. */
  private static Map<Long, List<Near>> nearest(Dataset<Row> pairs, int k, boolean within) {
    Map<Long, List<Near>> nearest = new HashMap<>();
    for (Row row : pairs.collectAsList()) {
      if (!within || row.getLong(0) != row.getLong(1)) {
        nearest
            .computeIfAbsent(row.getLong(0), id -> new ArrayList<>())
            .add(new Near(row.getLong(1), row.getDouble(2)));
      }
    }
    nearest.replaceAll(
        (id, all) ->
            all.stream()
                .sorted(Comparator.comparingDouble(Near::distance).thenComparingLong(Near::id))
                .limit(k)
                .toList());
    return nearest;
  }

  private static Map<Long, List<Near>> lists(Dataset<Row> found) {
    Map<Long, List<Near>> lists = new HashMap<>();
    for (Row row : found.orderBy("id", "rank").collectAsList()) {
      List<Near> list = lists.computeIfAbsent(row.getLong(0), id -> new ArrayList<>());
      list.add(new Near(row.getLong(2), row.getDouble(3)));
      assertThat(row.getInt(1)).isEqualTo(list.size());
    }
    return lists;
  }

  @Test
  void nearestAreThoseOfAllDistances_howeverTheWorkIsCut() {
    Random random = new Random(21);
    List<PersistenceDiagram> left = EvaluatedTables.random(random, 40, 1);
    List<PersistenceDiagram> right = EvaluatedTables.random(random, 50, 1);
    for (ItemDistance distance :
        List.of(
            ItemDistance.wasserstein(0, WassersteinOptions.of(2, GroundNorm.INFINITY)),
            ItemDistance.bottleneck(0, GroundNorm.INFINITY, EssentialBars.match()))) {
      int k = 4;
      Dataset<Row> pairs =
          PairwiseDistances.between(
              EvaluatedTables.diagrams(spark, left, 3),
              EvaluatedTables.diagrams(spark, right, 2),
              distance,
              3);
      assertThat(pairs.count()).isEqualTo(40 * 50);
      Map<Long, List<Near>> want = nearest(pairs, k, false);
      for (int[] cut : new int[][] {{1, 1, 0}, {7, 5, 13}}) {
        Dataset<Row> found =
            NearestSearch.of(distance, k)
                .cut(cut[1], cut[2])
                .between(
                    EvaluatedTables.diagrams(spark, left, cut[0]),
                    EvaluatedTables.diagrams(spark, right, cut[0]));
        assertThat(lists(found)).isEqualTo(want);
      }
      Dataset<Row> table = EvaluatedTables.diagrams(spark, right, 2);
      assertThat(lists(NearestSearch.of(distance, k).cut(3, 20).within(table)))
          .isEqualTo(nearest(PairwiseDistances.between(table, table, distance, 2), k, true));
    }
  }

  @Test
  void fewerCandidatesThanAskedFor_giveFewerRows() {
    Dataset<Row> grids = EvaluatedTables.bytes(spark, List.of(new byte[] {1}, new byte[] {4}), 1);
    List<Row> rows = NearestSearch.of(ItemDistance.l2(), 5).within(grids).collectAsList();
    assertThat(rows).hasSize(2).allSatisfy(row -> assertThat(row.getDouble(3)).isEqualTo(3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NearestSearch.of(ItemDistance.l2(), 0))
        .withMessageContaining(">= 1");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                PairwiseDistances.between(
                    grids,
                    EvaluatedTables.bytes(spark, List.of(new byte[3]), 1),
                    ItemDistance.l2()))
        .withMessageContaining("left items have shape [1] and right items shape [3]");
  }
}
