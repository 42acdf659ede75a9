package io.betti.udfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.betti.topology.diagram.DiagramNotation;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.distance.References;
import io.betti.topology.vectorization.Amplitude;
import io.betti.topology.vectorization.BettiCurve;
import io.betti.topology.vectorization.ComplexPolynomial;
import io.betti.topology.vectorization.DiagramKernel;
import io.betti.topology.vectorization.DiagramRange;
import io.betti.topology.vectorization.EntropySummary;
import io.betti.topology.vectorization.HeatKernel;
import io.betti.topology.vectorization.NumberOfPoints;
import io.betti.topology.vectorization.PersistenceEntropy;
import io.betti.topology.vectorization.PersistenceImage;
import io.betti.topology.vectorization.PersistenceLandscape;
import io.betti.topology.vectorization.PersistenceScaleSpaceKernel;
import io.betti.topology.vectorization.SampleGrid;
import io.betti.topology.vectorization.Silhouette;
import io.betti.topology.vectorization.SlicedWassersteinKernel;
import io.betti.topology.vectorization.Vectorization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Vectorizations, ranges, kernels and references of MNIST's diagrams: the engine's, bit for bit.
 */
class VectorizationFunctionsTest {
  private static final int IMAGES = 120;
  private static final SampleGrid GRID = new SampleGrid(-255, 0, 30);

  private static SparkSession spark;
  private static List<PersistenceDiagram> diagrams;
  private static DiagramRange range;

  @BeforeAll
  static void start() {
    spark = LocalSession.extended();
    diagrams = new ArrayList<>();
    for (Row row : table(1).orderBy("id").collectAsList()) {
      diagrams.add(Diagrams.fromRows(row.<Row>getSeq(1)));
    }
    range = DiagramRange.empty(1);
    for (PersistenceDiagram diagram : diagrams) {
      range = range.with(diagram);
    }
    assertThat(range.isEmpty()).isFalse();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  /** Columns id and d. */
  private static Dataset<Row> table(int partitions) {
    return MnistImages.table(spark, MnistImages.test(IMAGES), partitions)
        .selectExpr("id", "tda_level_set(bytes, shape, 'freudenthal', 'superlevel', 1) AS d");
  }

  private record Case(String call, Vectorization engine) {}

  private static List<Case> cases() {
    SampleGrid births = new SampleGrid(-255, -1, 5);
    SampleGrid lifetimes = new SampleGrid(1, 200, 4);
    return List.of(
        new Case("tda_landscape(d, 0, 3, -255, 0, 30)", new PersistenceLandscape(0, 3, GRID)),
        new Case(
            "tda_landscape(d, 1, 1, -255D, id - id, 30)", new PersistenceLandscape(1, 1, GRID)),
        new Case("tda_silhouette(d, 0, 1.5, -255, 0, 30)", new Silhouette(0, 1.5, GRID)),
        new Case("tda_betti_curve(d, 1, -255, 0, 30)", new BettiCurve(1, GRID)),
        new Case("tda_entropy_summary(d, 0, true, -255, 0, 30)", new EntropySummary(0, true, GRID)),
        new Case("tda_heat_kernel(d, 0, 20, -255, 0, 30)", new HeatKernel(0, 20, GRID)),
        new Case(
            "tda_persistence_image(d, 0, 12.5, 1, -255, -1, 1, 200, 5, 4)",
            new PersistenceImage(0, 12.5, 1, births, lifetimes)),
        new Case("array(tda_entropy(d, 0))", PersistenceEntropy.natural(0)),
        new Case(
            "array(tda_entropy(d, 0 * id, 2, 'lifetimes'))", PersistenceEntropy.binary(0, true)),
        new Case("array(tda_number_of_points(d, 1))", new NumberOfPoints(1)),
        new Case(
            "tda_complex_polynomial(d, 0, 't', 4)",
            new ComplexPolynomial(0, ComplexPolynomial.Type.T, 4)),
        new Case(
            "array(tda_amplitude(d, 1, 'wasserstein', 3))",
            Amplitude.WASSERSTEIN.fitted(DiagramRange.empty(1), 3)),
        new Case("array(tda_amplitude(d, 1, 'heat', 2, r))", Amplitude.HEAT.fitted(range)),
        new Case(
            "array(tda_amplitude(d, 1, 'persistence_image', 1, r))",
            Amplitude.PERSISTENCE_IMAGE.fitted(range, 1)),
        new Case(
            "tda_landscape(d, 1, 2, r.min_birth, r.max_death, 10)",
            new PersistenceLandscape(1, 2, SampleGrid.spanning(range, 10))));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void vectorsEqualTheEngine(int partitions) {
    table(partitions).createOrReplaceTempView("vectorized");
    List<String> calls = new ArrayList<>(List.of("id"));
    for (Case one : cases()) {
      calls.add(one.call());
      calls.add(one.call().replace("tda_", "try_tda_"));
    }
    List<Row> rows =
        spark
            .sql(
                "SELECT "
                    + String.join(", ", calls)
                    + " FROM vectorized CROSS JOIN (SELECT tda_range(d, 1) AS r FROM vectorized)")
            .collectAsList();
    assertThat(rows).hasSize(IMAGES);
    for (Row row : rows) {
      for (int c = 1; c < calls.size(); c++) {
        double[] expected = cases().get((c - 1) / 2).engine().vector(diagrams.get(row.getInt(0)));
        double[] made = row.<Double>getList(c).stream().mapToDouble(x -> x).toArray();
        assertThat(made).as("%s of %d", calls.get(c), row.getInt(0)).containsExactly(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void range_isTheMergedRangeOfAllRowsAndOfEachGroup(int partitions) {
    Dataset<Row> table = table(partitions);
    assertThat(range(table.selectExpr("tda_range(d, 1) AS r").first().getStruct(0)))
        .isEqualTo(range);
    List<Row> groups =
        table
            .selectExpr("id % 3 AS k", "d")
            .groupBy("k")
            .agg(org.apache.spark.sql.functions.expr("try_tda_range(d, 1)"))
            .collectAsList();
    assertThat(groups).hasSize(3);
    for (Row group : groups) {
      DiagramRange expected = DiagramRange.empty(1);
      for (int id = group.getInt(0); id < IMAGES; id += 3) {
        expected = expected.with(diagrams.get(id));
      }
      assertThat(range(group.getStruct(1))).isEqualTo(expected);
    }
  }

  private static DiagramRange range(Row row) {
    return new DiagramRange(
        1,
        row.getDouble(0),
        row.getDouble(1),
        row.getDouble(2),
        row.getDouble(3),
        row.getDouble(4),
        row.getDouble(5));
  }

  @Test
  void rangeOfNoBars_isNullAndSoIsWhatIsSampledOnIt() {
    table(2).createOrReplaceTempView("vectorized");
    Row row =
        spark
            .sql(
                "SELECT r.min_birth, tda_betti_curve(d, 5, r.min_birth, r.max_death, 4),"
                    + " tda_amplitude(d, 5, 'betti', 2, r), tda_number_of_points(d, 5)"
                    + " FROM vectorized CROSS JOIN (SELECT tda_range(d, 5) AS r FROM vectorized)")
            .first();
    assertThat(row.isNullAt(0)).isTrue();
    assertThat(row.isNullAt(1)).isTrue();
    assertThat(row.isNullAt(2)).isTrue();
    assertThat(row.getDouble(3)).isZero();
  }

  /** A range has six parts, which Spark finds to be of one expression. */
  @Test
  void range_readsEachDiagramOnce() {
    spark.conf().set("spark.sql.adaptive.enabled", "false"); // which shows no code beforehand
    try {
      Dataset<Row> range = table(1).localCheckpoint().selectExpr("tda_range(d, 1)");
      String code =
          org.apache.spark.sql.execution.debug.package$.MODULE$.codegenString(
              range.queryExecution().executedPlan());
      assertThat(code.split("\\)\\.range\\(", -1)).hasSize(2);
    } finally {
      spark.conf().unset("spark.sql.adaptive.enabled");
    }
  }

  private record KernelCase(String call, DiagramKernel engine) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void kernelsEqualTheEngine(int partitions) {
    List<KernelCase> cases =
        List.of(
            new KernelCase(
                "tda_scale_space_kernel(x, y, 0, 30)", new PersistenceScaleSpaceKernel(0, 30)),
            new KernelCase(
                "try_tda_sliced_wasserstein_kernel(x, y, 0, 7, 500)",
                new SlicedWassersteinKernel(0, 7, 500)));
    Dataset<Row> left = table(partitions).filter("id < 20").toDF("i", "x");
    Dataset<Row> right = table(partitions).filter("id >= 100").toDF("j", "y");
    for (KernelCase one : cases) {
      List<Row> rows = left.crossJoin(right).selectExpr("i", "j", one.call()).collectAsList();
      assertThat(rows).hasSize(400);
      for (Row row : rows) {
        double expected =
            one.engine().value(diagrams.get(row.getInt(0)), diagrams.get(row.getInt(1)));
        assertThat(row.getDouble(2)).as(one.call()).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void energiesOfReferencesEqualTheEngine(int partitions) {
    String text = "W(1,1;PD0,target) - 0.5*W(2,inf;PD1,second) + E(1,0,2;PD0)";
    Dataset<Row> targets = table(1).filter("id IN (3, 4, 5)").selectExpr("id AS t", "d AS target");
    List<Row> rows =
        table(partitions)
            .crossJoin(targets)
            .selectExpr(
                "id",
                "t",
                "tda_energy(d, '" + text + "', map('target', target, 'second', d, 'other', null))",
                "try_tda_energy(d, 'W(1,2;PD0,x)', map('x', target))")
            .collectAsList();
    assertThat(rows).hasSize(3 * IMAGES);
    for (Row row : rows) {
      PersistenceDiagram diagram = diagrams.get(row.getInt(0));
      PersistenceDiagram target = diagrams.get(row.getInt(1));
      References references = References.of(Map.of("target", target, "second", diagram));
      assertThat(row.getDouble(2))
          .isEqualTo(DiagramNotation.parse(text, references).value(diagram));
      assertThat(row.getDouble(3))
          .isEqualTo(
              DiagramNotation.parse("W(1,2;PD0,x)", References.of(Map.of("x", target)))
                  .value(diagram));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "tda_landscape(d, 0, 0, 0, 1, 9) | 22023 | parameter layers: it is 0; it must be 1 to",
        "tda_landscape(d, 0, 1, 0, 1, id) | 22023 | parameter resolution: it is not a constant",
        "tda_landscape(d, 0, 1, 0, 1) | 42605 | got 5 arguments; tda_landscape(diagram, dimension,"
            + " layers, low, high, resolution) takes 6",
        "tda_silhouette(d, 0, -1, 0, 1, 9) | 22023 | parameter power: silhouette: power -1.0 of the"
            + " lifetime must be finite and >= 0",
        "tda_persistence_image(d, 0, 0, 1, 0, 1, 0, 1, 4, 4) | 22023 | parameter bandwidth: it is"
            + " 0.0; it must be finite and above 0",
        "tda_entropy(d, 0, 1) | 22023 | parameter base: entropy: base 1.0",
        "tda_entropy(d, 0, 2, 'all') | 22023 | unknown normalization 'all'; it is one of none,"
            + " lifetimes, bars",
        "tda_complex_polynomial(d, 0, 'U', 3) | 22023 | unknown polynomial type 'U'",
        "tda_amplitude(d, 0, 'norm', 2) | 22023 | unknown amplitude 'norm'",
        "tda_amplitude(d, 0, 'betti', 2) | 42605 | parameter range: the amplitude 'betti' is sampled"
            + " on a range; pass one, struct<min_birth:double",
        "tda_amplitude(d, 0, 'betti', 2, named_struct('low', 1)) | 42K09 | parameter range: it is"
            + " struct<low:int>; pass struct<min_birth:double",
        "tda_amplitude(d, 0, 'wasserstein', 0.5) | 22023 | parameter order: amplitude: order 0.5",
        "try_tda_scale_space_kernel(d, d, 0, -1) | 22023 | parameter bandwidth: it is -1.0",
        "tda_energy(d, 'W(1,1;PD0,target)') | 22023 | parameter text: 'target' is no bound reference"
            + " (none is bound); bind a diagram to it, found 't' at character 11",
        "tda_energy(d, 'W(1,1;PD0,)', map('x', d)) | 22023 | expected the name of a reference",
        "tda_energy(d, 'W(0.5,1;PD0,x)', map('x', d)) | 22023 | Wasserstein order 0.5",
        "tda_energy(d, 'W(1,1;PD0,x)', d) | 42K09 | pass a map from names to diagrams",
        "tda_energy(d, 'W(1,1;PD0,x)', map('x', 1)) | 42K09 | parameter references: it is"
            + " map<string,int>; pass a map from names to diagrams"
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "tda_landscape(d, 0, 1, 2, 1, 9) | tda_landscape(diagram of 1 bars, 0, [2.0, 1.0], 1, 9):"
            + " sample grid from 2.0 to 1.0: the ends must be finite and rise",
        "tda_betti_curve(d, -1, 0, 1, 9) | Betti curve: homology dimension -1 must be >= 0",
        "tda_heat_kernel(n, 0, 1, 0, 1, 9) | tda_heat_kernel(diagram of 1 bars, 0, [0.0, 1.0], 1.0,"
            + " 9): the death of bar 0 is NaN",
        "tda_number_of_points(d, 4294967296) | the dimension = 4294967296 is out of range",
        "tda_scale_space_kernel(d, n, 0, 1) | right diagram: the death of bar 0 is NaN",
        "tda_energy(d, 'W(1,1;PD0,x)', map('y', d)) | tda_energy(diagram of 1 bars, map of 1"
            + " references, W(1,1;PD0,x)): 'x' is no bound reference (none is bound)",
        "tda_energy(d, 'W(1,1;PD0,x) + W(1,1;PD0,y)', map('y', d)) | 'x' is no bound reference (y);",
        "tda_energy(d, 'W(1,1;PD0,x)', map('x', if(id = 1, null, d))) | reference 'x' is null",
        "tda_energy(d, 'W(1,1;PD0,x)', map('x', n)) | reference 'x': the death of bar 0 is NaN"
      })
  void badRow_isToldAndTheTwinGivesNull(String call, String message) {
    String table =
        " FROM (SELECT id, "
            + bar("2D")
            + " AS d, "
            + bar("double('NaN')")
            + " AS n FROM range(1,2))";
    assertThatThrownBy(() -> spark.sql("SELECT " + call + table).collectAsList())
        .hasStackTraceContaining(message);
    assertThat(spark.sql("SELECT try_" + call + table).first().isNullAt(0)).isTrue();
  }

  @Test
  void badDiagram_failsTheRangeAndIsPassedOverByItsTwin() {
    String table = " FROM VALUES (" + bar("2D") + "), (" + bar("double('NaN')") + ") AS t(d)";
    assertThatThrownBy(() -> spark.sql("SELECT tda_range(d, 0)" + table).collectAsList())
        .hasStackTraceContaining("tda_range(diagram of 1 bars, 0): the death of bar 0 is NaN");
    Row row = spark.sql("SELECT r.* FROM (SELECT try_tda_range(d, 0) AS r" + table + ")").first();
    assertThat(row.getDouble(0)).isEqualTo(1);
    assertThat(row.getDouble(3)).isEqualTo(2);
    assertThat(row.getDouble(5)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tda_landscape(NULL, 0, 1, 0, 1, 9)",
        "tda_landscape(d, 0, 1, NULL, 1, 9)",
        "tda_landscape(d, 0, NULL, 0, 1, 9)",
        "tda_entropy(d, NULL)",
        "tda_amplitude(d, 0, 'betti', 2, NULL)",
        "tda_scale_space_kernel(d, NULL, 0, 1)",
        "tda_energy(d, 'W(1,1;PD0,x)', NULL)",
        "tda_range(d, 0).min_birth"
      })
  void null_givesNull(String call) {
    String table = call.startsWith("tda_range") ? "CAST(NULL AS " : bar("2D");
    String d =
        call.startsWith("tda_range") ? table + DiagramType.dataType().catalogString() + ")" : table;
    assertThat(spark.sql("SELECT " + call + " FROM (SELECT " + d + " AS d)").first().isNullAt(0))
        .isTrue();
  }
}
