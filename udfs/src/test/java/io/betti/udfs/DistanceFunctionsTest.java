package io.betti.udfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.betti.topology.diagram.DiagramBuilder;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.distance.BottleneckDistance;
import io.betti.topology.distance.EssentialBars;
import io.betti.topology.distance.GroundNorm;
import io.betti.topology.distance.SlicedWassersteinDistance;
import io.betti.topology.distance.WassersteinDistance;
import io.betti.topology.distance.WassersteinOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Distances: the engine's answers bit for bit, nulls, and errors that tell the remedy. */
class DistanceFunctionsTest {
  private static final int PAIRS = 90;

  private static SparkSession spark;
  private static List<PersistenceDiagram> diagrams;

  @BeforeAll
  static void start() {
    spark = LocalSession.extended();
    Random random = new Random(5);
    diagrams = new ArrayList<>();
    for (int n = 0; n < 2 * PAIRS; n++) {
      DiagramBuilder builder = new DiagramBuilder();
      int bars = n % 11 == 0 ? 0 : random.nextInt(25);
      for (int i = 0; i < bars; i++) {
        double birth = n % 3 == 0 ? random.nextInt(4) : random.nextDouble();
        double length = n % 3 == 0 ? random.nextInt(3) : random.nextDouble();
        double death = i == 0 && n % 4 > 0 ? Double.POSITIVE_INFINITY : birth + length;
        builder.add(i % 2, birth, death, -1, -1);
      }
      diagrams.add(builder.buildInGivenOrder());
    }
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static void check(
      int partitions,
      String call,
      ToDoubleBiFunction<PersistenceDiagram, PersistenceDiagram> engine) {
    List<Row> rows = new ArrayList<>();
    for (int n = 0; n < PAIRS; n++) {
      rows.add(
          RowFactory.create(
              n, Diagrams.toRows(diagrams.get(2 * n)), Diagrams.toRows(diagrams.get(2 * n + 1))));
    }
    StructType schema =
        new StructType()
            .add("id", DataTypes.IntegerType)
            .add("x", DiagramType.dataType())
            .add("y", DiagramType.dataType());
    Dataset<Row> table = spark.createDataFrame(rows, schema).repartition(partitions);
    List<Row> made = table.selectExpr("id", call).collectAsList();
    assertThat(made).hasSize(PAIRS);
    for (Row row : made) {
      int n = row.getInt(0);
      double expected = engine.applyAsDouble(diagrams.get(2 * n), diagrams.get(2 * n + 1));
      assertThat(row.getDouble(1)).as("%s of pair %d", call, n).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void distancesEqualTheEngine(int partitions) {
    check(
        partitions,
        "tda_wasserstein(x, y, 1, 1, '1')",
        (x, y) -> WassersteinDistance.between(x, y, 1, WassersteinOptions.standard()));
    check(
        partitions,
        "tda_wasserstein(x, y, 0, 2.5, 'inf', 'drop')",
        (x, y) ->
            WassersteinDistance.between(
                x, y, 0, new WassersteinOptions(2.5, GroundNorm.INFINITY, EssentialBars.drop())));
    check(
        partitions,
        "try_tda_wasserstein(x, y, 1 + 0 * id, 2, 2, 'match')",
        (x, y) -> WassersteinDistance.between(x, y, 1, WassersteinOptions.of(2, GroundNorm.TWO)));
    check(
        partitions,
        "tda_bottleneck(x, y, 0)",
        (x, y) -> new BottleneckDistance().distance(x, y, 0));
    check(
        partitions,
        "try_tda_bottleneck(x, y, 0, 'drop')",
        (x, y) ->
            new BottleneckDistance(GroundNorm.INFINITY, EssentialBars.drop()).distance(x, y, 0));
    check(
        partitions,
        "tda_sliced_wasserstein(x, y, 1)",
        (x, y) -> new SlicedWassersteinDistance(10).distance(x, y, 1));
    check(
        partitions,
        "try_tda_sliced_wasserstein(x, y, 0, 33)",
        (x, y) -> new SlicedWassersteinDistance(33).distance(x, y, 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "tda_wasserstein(d, d, 0, 0.5, '1') | 22023 | parameter order: Wasserstein order 0.5 must be"
            + " a number from 1 to 512; for the limit use the bottleneck distance",
        "tda_wasserstein(d, d, 0, 'two', '1') | 42K09 | parameter order: it is string; pass a"
            + " number",
        "tda_wasserstein(d, d, 0, id, '1') | 22023 | parameter order: it is not a constant",
        "tda_wasserstein(d, d, 0, 1, 3) | 22023 | parameter ground_norm: unknown ground norm '3'; it"
            + " is one of 1, 2, inf",
        "tda_wasserstein(d, d, 0, 1, true) | 42K09 | parameter ground_norm: it is boolean; pass a"
            + " string or a number",
        "try_tda_wasserstein(d, d, 0, 1, 1, 'clamp') | 22023 | parameter essential: unknown"
            + " treatment of essential bars 'clamp'; it is one of match, drop",
        "tda_wasserstein(d, id, 0, 1, 1) | 42K09 | parameter right: it is int; pass a diagram",
        "tda_wasserstein(d, d, 1.5, 1, 1) | 42K09 | parameter dimension: it is decimal(2,1)",
        "tda_wasserstein(d, d, 0, 1) | 42605 | got 4 arguments; tda_wasserstein(left, right,"
            + " dimension, order, ground_norm[, essential]) takes 5 to 6",
        "tda_bottleneck(d, d, 0, 'keep') | 22023 | parameter essential: unknown treatment",
        "tda_sliced_wasserstein(d, d, 0, 0) | 22023 | parameter directions: it is 0; it must be 1"
      })
  void wrongCall_isRefusedBeforeARowIsRead(String call, String state, String message) {
    String table = " FROM (SELECT 1 AS id, " + bar("2D") + " AS d)";
    assertThatThrownBy(() -> spark.sql("SELECT " + call + table))
        .isInstanceOfSatisfying(
            AnalysisException.class, e -> assertThat(e.getSqlState()).isEqualTo(state))
        .hasMessageContaining(message);
  }

  private static String bar(String death) {
    return "array(struct(0 AS dimension, 1D AS birth, " + death + " AS death))";
  }

  @Test
  void badRow_namesTheDiagramAndTheTwinGivesNull() {
    String nan = "_wasserstein(" + bar("2D") + ", " + bar("double('NaN')") + ", 0, 1, 'inf')";
    assertThatThrownBy(() -> spark.sql("SELECT tda" + nan).collectAsList())
        .hasStackTraceContaining(
            "tda_wasserstein(diagram of 1 bars, diagram of 1 bars, 0, 1.0, inf, match): right"
                + " diagram: the death of bar 0 is NaN; drop the bar or mend what made it"
                + " (try_tda_wasserstein gives null for such rows)");
    assertThat(spark.sql("SELECT try_tda" + nan).first().isNullAt(0)).isTrue();
    String below = "_bottleneck(" + bar("2D") + ", " + bar("2D") + ", -1)";
    assertThatThrownBy(() -> spark.sql("SELECT tda" + below).collectAsList())
        .hasStackTraceContaining("homology dimension -1 of a distance must be >= 0");
    assertThat(spark.sql("SELECT try_tda" + below).first().isNullAt(0)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tda_wasserstein(NULL, d, 0, 1, 1)",
        "tda_wasserstein(d, NULL, 0, 1, 1)",
        "tda_wasserstein(d, d, NULL, 1, 1)",
        "tda_wasserstein(d, d, 0, NULL, 1)",
        "tda_bottleneck(d, d, 0, NULL)",
        "tda_sliced_wasserstein(NULL, NULL, 0)"
      })
  void null_givesNull(String call) {
    assertThat(
            spark
                .sql("SELECT " + call + " FROM (SELECT " + bar("2D") + " AS d)")
                .first()
                .isNullAt(0))
        .isTrue();
  }

  @Test
  void essentialBars_areInfinitelyFarIfTheirNumbersDiffer() {
    Row row =
        spark
            .sql(
                "SELECT tda_wasserstein(x, y, 0, 1, 1), tda_wasserstein(x, y, 0, 1, 1, 'drop'),"
                    + " tda_bottleneck(x, y, 0), tda_sliced_wasserstein(x, y, 0) FROM (SELECT "
                    + bar("'-Infinity'")
                    + " AS x, "
                    + bar("3L")
                    + " AS y)")
            .first();
    assertThat(row.getDouble(0)).isInfinite();
    assertThat(row.getDouble(1)).isEqualTo(2);
    assertThat(row.getDouble(2)).isInfinite();
    assertThat(row.getDouble(3)).isInfinite();
  }
}
