package io.betti.udfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.BarLengths;
import io.betti.topology.diagram.DiagramNotation;
import io.betti.topology.diagram.Energy;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.homology.GridPersistence;
import io.betti.topology.layer.DirectionalSweepLayer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SQL gives what the engine gives, bit for bit, whatever the partitions and the way to run. */
class FunctionsEqualEngineTest {
  private static final int IMAGES = 520;
  private static final Grid GRID = Grid.of(MnistImages.SIDE, MnistImages.SIDE);

  private static SparkSession spark;
  private static List<byte[]> images;

  @BeforeAll
  static void start() {
    spark = LocalSession.extended();
    images = MnistImages.test(IMAGES);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private record Choice(GridComplex complex, Direction direction, EssentialPolicy essential) {
    static List<Choice> all() {
      List<Choice> all = new ArrayList<>();
      for (GridComplex complex : GridComplex.values()) {
        for (Direction direction : Direction.values()) {
          for (EssentialPolicy essential : EssentialPolicy.values()) {
            all.add(new Choice(complex, direction, essential));
          }
        }
      }
      return all;
    }

    String sql(String prefix, String values) {
      return prefix
          + "tda_level_set("
          + values
          + ", shape, '"
          + complex
          + "', '"
          + direction
          + "', 1, '"
          + essential
          + "')";
    }

    GridPersistence plan() {
      return new GridPersistence(
          new LevelSetFiltration(GRID, complex, direction),
          DiagramOptions.upTo(1).withEssential(essential));
    }
  }

  private static PersistenceDiagram direct(GridPersistence plan, String form, byte[] image) {
    return switch (form) {
      case "bytes" -> plan.diagram(image);
      case "floats" -> plan.diagram(MnistImages.floats(image));
      default -> plan.diagram(MnistImages.doubles(image));
    };
  }

  private void checkLevelSets(Dataset<Row> table, String prefix, String form) {
    List<Choice> choices = Choice.all();
    List<String> columns = new ArrayList<>(List.of("id"));
    choices.forEach(choice -> columns.add(choice.sql(prefix, form)));
    List<Row> rows = table.selectExpr(columns.toArray(String[]::new)).collectAsList();
    assertThat(rows).hasSize(IMAGES);
    List<GridPersistence> plans = choices.stream().map(Choice::plan).toList();
    for (Row row : rows) {
      byte[] image = images.get(row.getInt(0));
      for (int c = 0; c < choices.size(); c++) {
        assertThat(Diagrams.fromRows(row.<Row>getSeq(c + 1)))
            .as("image %d, %s of %s", row.getInt(0), choices.get(c), form)
            .isEqualTo(direct(plans.get(c), form, image));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1,bytes", "7,bytes", "1,floats", "7,floats", "1,doubles", "7,doubles"})
  void levelSetsEqualTheEngine_whenRunInGeneratedCode(int partitions, String form) {
    Dataset<Row> table = MnistImages.table(spark, images, partitions);
    assertThat(table.rdd().getNumPartitions()).isEqualTo(partitions);
    checkLevelSets(table, "", form);
    checkLevelSets(table, "try_", form);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes", "floats", "doubles"})
  void levelSetsEqualTheEngine_whenInterpreted(String form) {
    interpreted(() -> checkLevelSets(MnistImages.table(spark, images, 7), "", form));
  }

  private static void interpreted(Runnable test) {
    spark.conf().set("spark.sql.codegen.wholeStage", "false");
    spark.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    try {
      test.run();
    } finally {
      spark.conf().unset("spark.sql.codegen.wholeStage");
      spark.conf().unset("spark.sql.codegen.factoryMode");
    }
  }

  /** The images' 784 values as volumes of another shape. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void levelSetsOfVolumesEqualTheEngine(int partitions) {
    Dataset<Row> table = MnistImages.table(spark, images, partitions);
    for (Choice choice : Choice.all()) {
      GridPersistence plan =
          new GridPersistence(
              new LevelSetFiltration(Grid.of(4, 14, 14), choice.complex, choice.direction),
              DiagramOptions.upTo(2).withEssential(choice.essential));
      String call =
          "tda_level_set(bytes, array(4, 14, 14), '%s', '%s', 2, '%s')"
              .formatted(choice.complex, choice.direction, choice.essential);
      for (Row row : table.selectExpr("id", call).collectAsList()) {
        assertThat(Diagrams.fromRows(row.<Row>getSeq(1)))
            .as("image %d, %s", row.getInt(0), choice)
            .isEqualTo(plan.diagram(images.get(row.getInt(0))));
      }
    }
  }

  @Test
  void planRunsInOneStageOfGeneratedCode_unlessSwitchedOff() {
    String call =
        "tda_energy(tda_level_set(bytes, shape, 'cubical-t', 'sublevel', 1), " + "'E(1,0,2;PD0)')";
    assertThat(plan(call)).contains("*(1) Project").contains("tda_energy");
    interpreted(() -> assertThat(plan(call)).doesNotContain("*(").contains("tda_energy"));
  }

  /** The plan that ran, for rows that aren't a local relation. */
  private static String plan(String call) {
    Dataset<Row> table = MnistImages.table(spark, images.subList(0, 4), 1).localCheckpoint();
    Dataset<Row> query = table.selectExpr(call);
    assertThat(query.collectAsList()).hasSize(4);
    return query.queryExecution().executedPlan().toString();
  }

  private void checkSweeps(int partitions) {
    List<Row> rows =
        MnistImages.table(spark, images, partitions)
            .selectExpr(
                "id",
                "tda_sweep_features(bytes, shape)",
                "tda_sweep_features(floats, shape, 'drop')",
                "tda_sweep_features(bytes, shape, 'clamp')",
                "try_tda_sweep_features(doubles, shape, 'clamp')",
                "tda_sweep_features(bytes, shape, 'drop', 3, 0.5)")
            .collectAsList();
    DirectionalSweepLayer drop = DirectionalSweepLayer.of(GRID);
    DirectionalSweepLayer clamp =
        new DirectionalSweepLayer(
            GRID, DirectionalSweepLayer.angles(8), EssentialPolicy.CLAMP, 1 / 255.0);
    DirectionalSweepLayer three =
        new DirectionalSweepLayer(GRID, DirectionalSweepLayer.angles(3), EssentialPolicy.DROP, 0.5);
    assertThat(rows).hasSize(IMAGES);
    for (Row row : rows) {
      byte[] image = images.get(row.getInt(0));
      assertThat(doubles(row, 1)).hasSize(400).containsExactly(drop.features(image));
      assertThat(doubles(row, 2)).containsExactly(drop.features(MnistImages.floats(image)));
      assertThat(doubles(row, 3)).containsExactly(clamp.features(image));
      assertThat(doubles(row, 4)).containsExactly(clamp.features(rounded(image)));
      assertThat(doubles(row, 5)).hasSize(150).containsExactly(three.features(image));
    }
  }

  private static float[] rounded(byte[] image) {
    double[] doubles = MnistImages.doubles(image);
    float[] floats = new float[doubles.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) doubles[i];
    }
    return floats;
  }

  private static double[] doubles(Row row, int column) {
    return row.<Double>getList(column).stream().mapToDouble(Double::doubleValue).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void sweepsEqualTheEngine_whenRunInGeneratedCode(int partitions) {
    checkSweeps(partitions);
  }

  @Test
  void sweepsEqualTheEngine_whenInterpreted() {
    interpreted(() -> checkSweeps(7));
  }

  private void checkFunctionsOfDiagrams(int partitions) {
    List<Row> rows =
        MnistImages.table(spark, images, partitions)
            .selectExpr("id", "tda_level_set(bytes, shape, 'freudenthal', 'superlevel', 1) d")
            .selectExpr(
                "id",
                "tda_poly_feature(d, id % 2, 0.5 * (id % 5), id % 3, 1 + id % 4)",
                "tda_energy(d, 'E(1,0,2;PD0) + 0.5*E(1,0,2;PD1)')",
                "tda_clamp(d, -id)",
                "tda_bar_lengths(d, id % 2)",
                "tda_top_lengths(d, id % 2, 1 + id % 9)",
                "tda_energy(tda_clamp(d, 7), 'E(2,1,1;PD0)')")
            .collectAsList();
    GridPersistence plan =
        new GridPersistence(LevelSetFiltration.superlevel(GRID), DiagramOptions.upTo(1));
    for (Row row : rows) {
      int id = row.getInt(0);
      PersistenceDiagram diagram = plan.diagram(images.get(id));
      assertThat(row.getDouble(1))
          .isEqualTo(new Energy(0.5 * (id % 5), id % 3, 1 + id % 4, id % 2).value(diagram));
      assertThat(row.getDouble(2))
          .isEqualTo(DiagramNotation.parse("E(1,0,2;PD0) + 0.5*E(1,0,2;PD1)").value(diagram));
      assertThat(Diagrams.fromRows(row.<Row>getSeq(3))).isEqualTo(diagram.clamped(-id));
      assertThat(doubles(row, 4)).containsExactly(BarLengths.all(id % 2).values(diagram));
      assertThat(doubles(row, 5))
          .containsExactly(BarLengths.top(id % 2, 1 + id % 9).values(diagram));
      assertThat(row.getDouble(6)).isEqualTo(new Energy(2, 1, 1, 0).value(diagram.clamped(7)));
    }
    assertThat(rows).hasSize(IMAGES);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void functionsOfDiagramsEqualTheEngine_whenRunInGeneratedCode(int partitions) {
    checkFunctionsOfDiagrams(partitions);
  }

  @Test
  void functionsOfDiagramsEqualTheEngine_whenInterpreted() {
    interpreted(() -> checkFunctionsOfDiagrams(7));
  }

  @Test
  void mixedShapesAndKindsOfArrays_giveTheEnginesDiagrams() {
    String sql =
        "SELECT shape, tda_level_set(v, shape, 'cubical-v', 'sublevel', 0) FROM VALUES "
            + "(array(3D, 1D, 2D, 0D, 5D, 4D), array(6L)), (array(3D, 1D, 2D, 0D, 5D, 4D), "
            + "array(2L, 3L)), (array(3D, 1D, 2D, 0D, 5D, 4D), array(3L, 2L)) AS t(v, shape)";
    for (Row row : spark.sql(sql).repartition(1).collectAsList()) {
      int[] shape = row.<Long>getList(0).stream().mapToInt(Long::intValue).toArray();
      LevelSetFiltration filtration =
          new LevelSetFiltration(Grid.of(shape), GridComplex.CUBICAL_V, Direction.SUBLEVEL);
      assertThat(Diagrams.fromRows(row.<Row>getSeq(1)))
          .as(Arrays.toString(shape))
          .isEqualTo(
              new GridPersistence(filtration, DiagramOptions.upTo(0))
                  .diagram(new double[] {3, 1, 2, 0, 5, 4}));
    }
    String[] sames = {
      "array(3, 1, 2)",
      "array(3.0, 1.0, 2.0)",
      "array(3Y, 1Y, 2Y)",
      "array(3L, 1L, 2L)",
      "array(3F, 1F, 2F)",
      "X'030102'"
    };
    for (String same : sames) {
      Row row =
          spark
              .sql("SELECT tda_level_set(" + same + ", array(3S), 'cubical-t', 'sublevel', 0)")
              .first();
      assertThat(Diagrams.fromRows(row.<Row>getSeq(0)).toString())
          .as(same)
          .isEqualTo("H0: [1.0, inf)@1");
    }
  }
}
