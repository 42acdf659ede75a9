package io.betti.pipeline.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.betti.pipeline.TestSession;
import io.betti.pipeline.feature.Digits;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.distance.BottleneckDistance;
import io.betti.topology.distance.EssentialBars;
import io.betti.topology.distance.GroundNorm;
import io.betti.topology.distance.SlicedWassersteinDistance;
import io.betti.topology.distance.WassersteinDistance;
import io.betti.topology.distance.WassersteinOptions;
import io.betti.topology.metric.ItemMean;
import io.betti.topology.metric.NearestNeighbours;
import io.betti.topology.metric.TieBreak;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Scores of tables in Spark against whole matrices on one thread. */
class GenerativeScoresTest {
  private static final Set<GenerativeMetric> ALL = EnumSet.allOf(GenerativeMetric.class);
  private static final TieBreak TIES = TieBreak.random(17);

  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = TestSession.start();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static double l2(byte[] x, byte[] y) {
    long sum = 0;
    for (int i = 0; i < x.length; i++) {
      long difference = (long) (x[i] & 255) - (y[i] & 255);
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  private static double l2(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - y[i]) * (x[i] - y[i]);
    }
    return Math.sqrt(sum);
  }

  /** Everything equal, distances within a relative tolerance: 0 is bit for bit. */
  private static void check(GenerativeScores got, BruteForce want, double tolerance) {
    check(got.mmd().orElseThrow(), want.matching.mmd(), tolerance);
    assertThat(got.cov()).contains(want.matching.cov());
    check(got.ofReference().orElseThrow(), want.matching.ofReference(), tolerance);
    check(got.ofGenerated().orElseThrow(), want.matching.ofGenerated(), tolerance);
    assertThat(got.neighbourAccuracy().orElseThrow().ofReference())
        .isEqualTo(want.accuracy.ofReference());
    assertThat(got.neighbourAccuracy().orElseThrow().ofGenerated())
        .isEqualTo(want.accuracy.ofGenerated());
    assertThat(got.precisionRecall().orElseThrow().precision()).isEqualTo(want.recall.precision());
    assertThat(got.precisionRecall().orElseThrow().recall()).isEqualTo(want.recall.recall());
    assertThat(got.precisionRecall().orElseThrow().density()).isEqualTo(want.recall.density());
    assertThat(got.precisionRecall().orElseThrow().coverageK()).isEqualTo(want.recall.coverageK());
  }

  private static void check(ItemMean got, ItemMean want, double tolerance) {
    assertThat(got.items()).isEqualTo(want.items());
    for (int i = 0; i < want.items().size(); i++) {
      checkDistance(got.value(i), want.value(i), tolerance);
    }
  }

  private static void check(NearestNeighbours got, NearestNeighbours want, double tolerance) {
    for (int i = 0; i < want.items().size(); i++) {
      assertThat(got.neighbour(i)).isEqualTo(want.neighbour(i));
      assertThat(got.isTied(i)).isEqualTo(want.isTied(i));
      checkDistance(got.distance(i), want.distance(i), tolerance);
    }
  }

  private static void checkDistance(double got, double want, double tolerance) {
    if (tolerance == 0 || Double.isInfinite(want)) {
      assertThat(got).isEqualTo(want);
    } else {
      assertThat(got).isCloseTo(want, within(tolerance * want));
    }
  }

  private interface Tables<T> {
    Dataset<Row> of(SparkSession session, List<T> items, int partitions);
  }

  /** Several cuts of the work against the matrices, and bit for bit against each other. */
  private static <T> SearchCounts checkAllCuts(
      List<T> reference,
      List<T> generated,
      Tables<T> tables,
      ItemDistance distance,
      ToDoubleBiFunction<T, T> d,
      double tolerance) {
    int k = 3;
    BruteForce want = new BruteForce(reference, generated, k, TIES, d);
    GenerativeScores first = null;
    int[][] cuts = {{1, 0, 0}, {2, 3, 11}, {7, 5, 40}, {3, 1, 0}};
    for (int[] cut : cuts) {
      ScoreOptions options = ScoreOptions.of(ALL, k, TIES).cut(cut[1], cut[2]);
      GenerativeScores got =
          GenerativeScores.of(
              tables.of(spark, reference, cut[0]),
              tables.of(spark, generated, cut[0]),
              distance,
              options);
      check(got, want, tolerance);
      if (first == null) {
        first = got;
      } else {
        assertThat(got.mmd()).isEqualTo(first.mmd());
        check(got.ofReference().orElseThrow(), first.ofReference().orElseThrow(), 0);
        check(got.ofGenerated().orElseThrow(), first.ofGenerated().orElseThrow(), 0);
      }
    }
    return first.counts();
  }

  @Test
  void euclideanScoresOfImages_areThoseOfTheMatrices_bitForBit() {
    List<byte[]> images = new ArrayList<>(Digits.images(230));
    images.set(40, images.get(3));
    images.set(229, images.get(3));
    images.set(228, images.get(7));
    SearchCounts counts =
        checkAllCuts(
            images.subList(0, 120),
            images.subList(120, 230),
            EvaluatedTables::bytes,
            ItemDistance.l2(),
            GenerativeScoresTest::l2,
            0);
    assertThat(counts.distinctReference()).isEqualTo(119);
    assertThat(counts.distinctGenerated()).isEqualTo(110);
    assertThat(counts.pairs()).isEqualTo(120 * 110 + 60 * 119 + 55 * 109);
  }

  @Test
  void euclideanScoresOfDoubles_areThoseOfTheMatrices_bitForBit() {
    Random random = new Random(4);
    List<double[]> grids = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      boolean repeats = i > 0 && random.nextInt(5) == 0;
      grids.add(
          repeats
              ? grids.get(random.nextInt(i))
              : random.doubles(37, -1, 1).map(x -> x * 1e3).toArray());
    }
    checkAllCuts(
        grids.subList(0, 50),
        grids.subList(50, 90),
        EvaluatedTables::doubles,
        ItemDistance.l2(),
        GenerativeScoresTest::l2,
        0);
  }

  @Test
  void bytesAgainstDoubles_areComparedAsNumbers() {
    List<byte[]> images = Digits.images(20);
    List<double[]> numbers =
        images.stream()
            .map(
                image -> {
                  double[] values = new double[image.length];
                  for (int i = 0; i < values.length; i++) {
                    values[i] = image[i] & 255;
                  }
                  return values;
                })
            .toList();
    GenerativeScores scores =
        GenerativeScores.of(
            EvaluatedTables.bytes(spark, images, 2),
            EvaluatedTables.doubles(spark, numbers, 2),
            ItemDistance.l2(),
            ScoreOptions.of(ALL, 2, TIES));
    assertThat(scores.mmd().orElseThrow().value()).isZero();
    assertThat(scores.cov().orElseThrow().value()).isEqualTo(1);
  }

  @Test
  void wassersteinScoresOfImages_areThoseOfTheMatrices() {
    List<PersistenceDiagram> diagrams = EvaluatedTables.diagramsOf(Digits.images(400));
    WassersteinDistance distance = new WassersteinDistance(WassersteinOptions.standard());
    SearchCounts counts =
        checkAllCuts(
            diagrams.subList(0, 210),
            diagrams.subList(210, 400),
            EvaluatedTables::diagrams,
            ItemDistance.wasserstein(0, WassersteinOptions.standard()),
            (a, b) -> distance.distance(a, b, 0),
            1e-12);
    assertThat(counts.pairs()).isEqualTo(210 * 190 + 105 * 209 + 95 * 189);
    assertThat(counts.solves()).isLessThan(counts.pairs());
  }

  @Test
  void wassersteinScoresOfRandomDiagrams_areThoseOfTheMatrices() {
    Random random = new Random(11);
    GroundNorm[] norms = GroundNorm.values();
    EssentialBars[] essentials = {
      EssentialBars.match(), EssentialBars.drop(), EssentialBars.clamp(9)
    };
    for (int round = 0; round < 3; round++) {
      WassersteinOptions options =
          new WassersteinOptions(1 + round / 2.0, norms[round], essentials[round]);
      WassersteinDistance distance = new WassersteinDistance(options);
      checkAllCuts(
          EvaluatedTables.random(random, 60, 2),
          EvaluatedTables.random(random, 45, 2),
          EvaluatedTables::diagrams,
          ItemDistance.wasserstein(0, options),
          (a, b) -> distance.distance(a, b, 0),
          1e-12);
    }
  }

  @Test
  void bottleneckAndSlicedScores_areThoseOfTheMatrices() {
    Random random = new Random(12);
    List<PersistenceDiagram> reference = EvaluatedTables.random(random, 30, 1);
    List<PersistenceDiagram> generated = EvaluatedTables.random(random, 25, 1);
    BottleneckDistance bottleneck = new BottleneckDistance();
    checkAllCuts(
        reference,
        generated,
        EvaluatedTables::diagrams,
        ItemDistance.bottleneck(0, GroundNorm.INFINITY, EssentialBars.match()),
        (a, b) -> bottleneck.distance(a, b, 0),
        0);
    SlicedWassersteinDistance sliced = new SlicedWassersteinDistance(5, EssentialBars.match());
    GenerativeScores scores =
        GenerativeScores.of(
            EvaluatedTables.diagrams(spark, reference, 3),
            EvaluatedTables.diagrams(spark, generated, 3),
            ItemDistance.sliced(0, 5, EssentialBars.match()),
            ScoreOptions.of(Set.of(GenerativeMetric.MMD), 1, TIES));
    BruteForce want =
        new BruteForce(reference, generated, 1, TIES, (a, b) -> sliced.distance(a, b, 0));
    check(scores.mmd().orElseThrow(), want.matching.mmd(), 1e-12);
    assertThat(scores.cov()).isEmpty();
    assertThat(scores.ofGenerated()).isEmpty();
    assertThat(scores.neighbourAccuracy()).isEmpty();
    assertThat(scores.precisionRecall()).isEmpty();
  }

  @Test
  void equalDiagrams_areSearchedOnce_andCoverWhatChanceGives() {
    List<PersistenceDiagram> same = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      same.add(PersistenceDiagram.parse("H0: [1.0, -inf)@" + i));
    }
    GenerativeScores scores =
        GenerativeScores.of(
            EvaluatedTables.diagrams(spark, same, 4),
            EvaluatedTables.diagrams(spark, same, 3),
            ItemDistance.wasserstein(0, WassersteinOptions.standard()),
            ScoreOptions.of(
                    Set.of(GenerativeMetric.MMD, GenerativeMetric.COV), 1, TieBreak.random(2))
                .cut(4, 0));
    assertThat(scores.counts().distinctReference()).isEqualTo(1);
    assertThat(scores.counts().distinctGenerated()).isEqualTo(1);
    assertThat(scores.counts().pairs()).isEqualTo(10_000);
    assertThat(scores.counts().solves()).isLessThan(50);
    assertThat(scores.cov().orElseThrow().value()).isBetween(0.5, 0.75);
  }

  @Test
  void badTables_areRefused_withSideIdAndReason() {
    ItemDistance l2 = ItemDistance.l2();
    ScoreOptions options = ScoreOptions.of(ALL, 1, TIES);
    Dataset<Row> good = EvaluatedTables.bytes(spark, Digits.images(3), 2);
    List<Object> grids = new ArrayList<>();
    grids.add(new Double[] {1.0, 2.0});
    grids.add(new Double[] {1.0, Double.NaN});
    grids.add(null);
    grids.add(new Double[] {1e200, 0.0});
    grids.add(new Double[] {1.0, null});
    Dataset<Row> bad =
        EvaluatedTables.table(
            spark, "values", DataTypes.createArrayType(DataTypes.DoubleType), grids, 3);
    assertThat(l2.badItems(bad))
        .extracting(BadItem::id)
        .containsExactlyInAnyOrder(
            EvaluatedTables.id(1),
            EvaluatedTables.id(2),
            EvaluatedTables.id(3),
            EvaluatedTables.id(4));
    assertThat(l2.badItems(good)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GenerativeScores.of(good, bad, l2, options))
        .withMessageContaining("the generated table has bad rows")
        .withMessageContaining("id " + EvaluatedTables.id(4))
        .withMessageContaining("and 1 more");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                GenerativeScores.of(
                    good,
                    EvaluatedTables.bytes(spark, List.of(new byte[9], new byte[9]), 1),
                    l2,
                    options))
        .withMessageContaining("shape [784]")
        .withMessageContaining("shape [9]");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                GenerativeScores.of(
                    EvaluatedTables.bytes(spark, List.of(new byte[9], new byte[8]), 1),
                    good,
                    l2,
                    options))
        .withMessageContaining("items of the reference table differ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GenerativeScores.of(good, good.union(good), l2, options))
        .withMessageContaining("occurs more than once");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GenerativeScores.of(good.where("id < 0"), good, l2, options))
        .withMessageContaining("reference table has no items");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GenerativeScores.of(good, good, l2.by("pixels"), options))
        .withMessageContaining("has no column 'pixels'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GenerativeScores.of(good, good, l2.by("id"), options))
        .withMessageContaining("column 'id' of the reference table is bigint");
  }

  @Test
  void badDiagrams_areNamed_andEmptyOnesAreGood() {
    List<Object> diagrams = new ArrayList<>();
    diagrams.add(io.betti.udfs.Diagrams.toRows(PersistenceDiagram.empty()));
    diagrams.add(
        io.betti.udfs.Diagrams.toRows(PersistenceDiagram.parse("H0: [-1.7e308, 1.7e308)")));
    diagrams.add(null);
    Dataset<Row> table =
        EvaluatedTables.table(spark, "diagram", io.betti.udfs.DiagramType.dataType(), diagrams, 2);
    ItemDistance distance = ItemDistance.wasserstein(0, WassersteinOptions.standard());
    List<BadItem> bad = distance.badItems(table);
    assertThat(bad)
        .extracting(BadItem::id)
        .containsExactlyInAnyOrder(EvaluatedTables.id(1), EvaluatedTables.id(2));
    assertThat(bad).extracting(BadItem::reason).anyMatch(r -> r.contains("longer than any number"));
  }
}
