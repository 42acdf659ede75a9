package io.betti.udfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.betti.topology.complex.DistanceMatrix;
import io.betti.topology.complex.PointCloud;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.RipsFiltration;
import io.betti.topology.homology.AlphaPersistence;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.homology.RipsPersistence;
import io.betti.topology.homology.WeakAlphaPersistence;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions of point clouds: the engine's answers bit for bit, and errors that tell the remedy. */
class PointFunctionsTest {
  private static final int CLOUDS = 60;

  private static SparkSession spark;
  private static List<double[][]> clouds;

  @BeforeAll
  static void start() {
    spark = LocalSession.extended();
    Random random = new Random(11);
    clouds = new ArrayList<>();
    for (int n = 0; n < CLOUDS; n++) {
      double[][] cloud = new double[1 + random.nextInt(30)][2 + n % 2];
      for (double[] point : cloud) {
        for (int k = 0; k < point.length; k++) {
          point[k] = n % 3 == 0 ? random.nextInt(4) : random.nextDouble();
        }
      }
      clouds.add(cloud);
    }
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static Dataset<Row> table(int partitions) {
    DataType points = DataTypes.createArrayType(DataTypes.createArrayType(DataTypes.DoubleType));
    List<Row> rows = new ArrayList<>();
    for (int n = 0; n < CLOUDS; n++) {
      rows.add(RowFactory.create(n, clouds.get(n)));
    }
    return spark
        .createDataFrame(
            rows, new StructType().add("id", DataTypes.IntegerType).add("points", points))
        .repartition(partitions);
  }

  private static void check(
      int partitions, String call, BiFunction<PointCloud, Integer, PersistenceDiagram> engine) {
    List<Row> made = table(partitions).selectExpr("id", call).collectAsList();
    assertThat(made).hasSize(CLOUDS);
    for (Row row : made) {
      PointCloud cloud = PointCloud.of(clouds.get(row.getInt(0)));
      assertThat(Diagrams.fromRows(row.getList(1)))
          .isEqualTo(engine.apply(cloud, cloud.dimension()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void diagramsEqualTheEngine(int partitions) {
    DiagramOptions plain = DiagramOptions.upTo(1);
    DiagramOptions clamped = plain.withEssential(EssentialPolicy.CLAMP);
    check(
        partitions,
        "tda_rips(points, 1)",
        (cloud, axes) ->
            new RipsPersistence(new RipsFiltration(Double.POSITIVE_INFINITY), plain)
                .diagram(cloud));
    check(
        partitions,
        "try_tda_rips(points, 1, 0.5, 'clamp')",
        (cloud, axes) -> new RipsPersistence(new RipsFiltration(0.5), clamped).diagram(cloud));
    check(
        partitions,
        "tda_weak_alpha(points, 1)",
        (cloud, axes) -> new WeakAlphaPersistence(axes, plain).diagram(cloud));
    check(
        partitions,
        "tda_alpha(points, 1, 'clamp')",
        (cloud, axes) -> new AlphaPersistence(axes, clamped, false).diagram(cloud));
    check(
        partitions,
        "try_tda_alpha(points, 1, 'drop', true)",
        (cloud, axes) -> new AlphaPersistence(axes, plain, true).diagram(cloud));
  }

  @Test
  void distancesOfPoints_haveTheDiagramOfThePoints() {
    for (Row row :
        table(2)
            .selectExpr(
                "tda_rips(points, 1)",
                "tda_rips_distances(transform(points, p -> transform(points, q -> sqrt("
                    + "aggregate(zip_with(p, q, (x, y) -> (x - y) * (x - y)), 0D, (s, d) -> s + d)"
                    + "))), 1)")
            .collectAsList()) {
      assertThat(Diagrams.fromRows(row.getList(0))).isEqualTo(Diagrams.fromRows(row.getList(1)));
    }
    assertThat(DistanceMatrix.of(new double[][] {{0}}).size()).isEqualTo(1);
  }

  @Test
  void emptyAndNullClouds_haveNoBarsAndNoDiagram() {
    Row row =
        spark
            .sql(
                "SELECT tda_rips(array(), 1), tda_alpha(cast(array() AS array<array<double>>), 1),"
                    + " tda_weak_alpha(NULL, 1), tda_rips(array(array(1, 2)), NULL)")
            .first();
    assertThat(row.getList(0)).isEmpty();
    assertThat(row.getList(1)).isEmpty();
    assertThat(row.isNullAt(2)).isTrue();
    assertThat(row.isNullAt(3)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tda_rips(array(array(0, 1), array(2)), 1) | point 1 has 1 coordinates and point 0 has 2",
        "tda_rips(array(array(0, 1), NULL), 1) | point 1 is null",
        "tda_rips(array(array(0, NULL)), 1) | point 0: value at index 1 is null",
        "tda_rips(array(array(double('NaN'))), 1) | coordinate 0 of point 0 is NaN",
        "tda_weak_alpha(array(array(0, 1, 2, 3)), 1) | points of 4 axes",
        "tda_alpha(array(array(double('Infinity'), 1)), 1) | coordinate 0 of point 0 is Infinity",
        "tda_rips_distances(array(array(0, 1), array(2, 0)), 1) | symmetric",
      })
  void badRow_tellsTheProblemAndItsTwinGivesNull(String call, String problem) {
    assertThatThrownBy(() -> spark.sql("SELECT " + call).collect())
        .hasStackTraceContaining(problem)
        .hasStackTraceContaining("try_tda_");
    assertThat(spark.sql("SELECT try_" + call).first().isNullAt(0)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tda_rips(array(1, 2), 1) | parameter points: it is array<int>; pass array<array<double>>",
        "tda_rips(array(array(1)), 8) | parameter max_dimension: it is 8; it must be 0 to 7",
        "tda_rips(array(array(1)), 1, -1) | parameter threshold: it is -1.0",
        "tda_alpha(array(array(1)), 0, 'drop', 1) | parameter squared: it is int; pass true or",
        "tda_weak_alpha(array(array(1)), 3) | parameter max_dimension: it is 3; it must be 0 to 2",
      })
  void wrongCall_isAnErrorOfTheQuery(String call, String problem) {
    assertThatThrownBy(() -> spark.sql("SELECT " + call))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining(problem);
  }
}
