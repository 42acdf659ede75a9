package io.betti.pipeline.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.betti.pipeline.TestSession;
import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.DiagramNotation;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.homology.GridPersistence;
import io.betti.topology.layer.DirectionalSweepLayer;
import io.betti.udfs.DiagramProvenance;
import io.betti.udfs.Diagrams;
import java.util.List;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the stages compute is what the engine does, bit for bit, whatever the partitions. */
class FeatureStagesEqualEngineTest {
  private static final int IMAGES = 40;
  private static final Grid GRID = Grid.of(Digits.SIDE, Digits.SIDE);

  private static SparkSession spark;
  private static List<byte[]> images;

  @BeforeAll
  static void start() {
    spark = TestSession.start();
    images = Digits.images(IMAGES);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static Dataset<Row> digits(int partitions) {
    Dataset<Row> table = Digits.table(spark, IMAGES, partitions);
    assertThat(table.rdd().getNumPartitions()).isEqualTo(partitions);
    return table;
  }

  @ParameterizedTest
  @CsvSource({"1,bytes", "7,bytes", "1,floats", "7,floats", "7,doubles"})
  void sweepEqualsTheLayer(int partitions, String form) {
    DirectionalSweep stage =
        new DirectionalSweep().setInputCol(form).setShapeCol("shape").setOutputCol("made");
    DirectionalSweepLayer layer = DirectionalSweepLayer.of(GRID);
    List<Row> rows = stage.transform(digits(partitions)).select("id", "made").collectAsList();
    assertThat(rows).hasSize(IMAGES);
    for (Row row : rows) {
      byte[] image = images.get((int) row.getLong(0));
      double[] expected =
          switch (form) {
            case "bytes" -> layer.features(image);
            case "floats" -> layer.features(Digits.floats(image));
            default -> layer.features(rounded(Digits.doubles(image)));
          };
      assertThat(row.<Vector>getAs(1).toArray()).hasSize(400).containsExactly(expected);
    }
  }

  private static float[] rounded(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  @Test
  void sweepEqualsTheLayer_whenDirectionsScaleAndEssentialAreSet() {
    DirectionalSweep stage =
        new DirectionalSweep()
            .setInputCol("bytes")
            .setShape(28, 28)
            .setDirections(3)
            .setScale(0.25)
            .setEssential("clamp");
    DirectionalSweepLayer layer =
        new DirectionalSweepLayer(
            GRID, DirectionalSweepLayer.angles(3), EssentialPolicy.CLAMP, 0.25);
    List<Row> rows = stage.transform(digits(2)).select("id", "features").collectAsList();
    assertThat(rows).hasSize(IMAGES);
    for (Row row : rows) {
      assertThat(row.<Vector>getAs(1).toArray())
          .hasSize(150)
          .containsExactly(layer.features(images.get((int) row.getLong(0))));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1,freudenthal,superlevel,drop,1",
    "7,freudenthal,superlevel,drop,1",
    "7,cubical-t,sublevel,clamp,1",
    "1,cubical-v,superlevel,clamp,0"
  })
  void levelSetsEqualThePlan(
      int partitions, String complex, String direction, String essential, int maxDimension) {
    LevelSetDiagrams stage =
        new LevelSetDiagrams()
            .setInputCol("bytes")
            .setShape(28, 28)
            .setComplex(complex)
            .setDirection(direction)
            .setEssential(essential)
            .setMaxDimension(maxDimension);
    GridPersistence plan =
        new GridPersistence(
            new LevelSetFiltration(GRID, GridComplex.parse(complex), Direction.parse(direction)),
            DiagramOptions.upTo(maxDimension).withEssential(EssentialPolicy.parse(essential)));
    Dataset<Row> made = stage.transform(digits(partitions)).select("id", "diagram");
    List<Row> rows = made.collectAsList();
    assertThat(rows).hasSize(IMAGES);
    for (Row row : rows) {
      assertThat(Diagrams.fromRows(row.<Row>getList(1)))
          .isEqualTo(plan.diagram(images.get((int) row.getLong(0))));
    }
    DiagramProvenance provenance = DiagramProvenance.of(made.schema().apply("diagram"));
    assertThat(provenance.complex()).isEqualTo(complex);
    assertThat(provenance.direction()).isEqualTo(direction);
  }

  /** The digits' 784 values as volumes of another shape; the highest dimension is not set. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void levelSetsOfVolumesEqualThePlan(int partitions) {
    LevelSetDiagrams stage = new LevelSetDiagrams().setInputCol("bytes").setShape(4, 14, 14);
    assertThat(stage.getMaxDimension()).isEqualTo(2);
    GridPersistence plan =
        new GridPersistence(
            LevelSetFiltration.superlevel(Grid.of(4, 14, 14)), DiagramOptions.upTo(2));
    for (Row row : stage.transform(digits(partitions)).select("id", "diagram").collectAsList()) {
      assertThat(Diagrams.fromRows(row.<Row>getList(1)))
          .isEqualTo(plan.diagram(images.get((int) row.getLong(0))));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void polynomialFeaturesEqualTheNotation(int partitions) {
    String[] functions = {"E(1,0,2;PD0)", "E(2,1,1;PD0) + 0.5*E(0.5,0,2;PD1)", "E(0,0,1;PD1)"};
    LevelSetDiagrams diagrams =
        new LevelSetDiagrams().setInputCol("bytes").setShapeCol("shape").setOutputCol("pd");
    PolynomialFeatures features =
        new PolynomialFeatures().setInputCol("pd").setFunctions(functions).setOutputCol("e");
    Dataset<Row> made = features.transform(diagrams.transform(digits(partitions)));
    GridPersistence plan =
        new GridPersistence(LevelSetFiltration.superlevel(GRID), DiagramOptions.upTo(1));
    List<Row> rows = made.select("id", "e").collectAsList();
    assertThat(rows).hasSize(IMAGES);
    for (Row row : rows) {
      PersistenceDiagram diagram = plan.diagram(images.get((int) row.getLong(0)));
      double[] expected = new double[functions.length];
      for (int i = 0; i < functions.length; i++) {
        expected[i] = DiagramNotation.parse(functions[i]).value(diagram);
      }
      assertThat(row.<Vector>getAs(1).toArray()).containsExactly(expected);
    }
    AttributeGroup group = AttributeGroup.fromStructField(made.schema().apply("e"));
    assertThat(group.getAttr(1).name().get()).isEqualTo("E(2,1,1;PD0) + 0.5*E(0.5,0,2;PD1)");
  }

  @Test
  void sweepNamesItsNumbers() {
    DirectionalSweep stage =
        new DirectionalSweep().setInputCol("bytes").setShape(28, 28).setDirections(4);
    AttributeGroup group =
        AttributeGroup.fromStructField(stage.transformSchema(Digits.SCHEMA).apply("features"));
    assertThat(group.size()).isEqualTo(200);
    for (int i = 0; i < 200; i++) {
      String name = group.getAttr(i).name().get();
      assertThat(SweepFeature.parse(name)).contains(SweepFeature.at(i));
      assertThat(SweepFeature.at(i).index()).isEqualTo(i);
    }
    assertThat(group.indexOf("sweep_theta3_PD1_p2_q0")).isEqualTo(185);
    assertThat(SweepFeature.at(185).energy().toString()).isEqualTo("E(2,0,1;PD1)");
    assertThat(SweepFeature.angle(3, 8)).isEqualTo("3π/4");
    assertThat(SweepFeature.angle(4, 8)).isEqualTo("π");
    assertThat(SweepFeature.angle(2, 3)).isEqualTo("4π/3");
    assertThat(SweepFeature.parse("feature 3")).isEmpty();
  }

  @Test
  void signedLogarithmEqualsTheFormula_forDenseAndSparseVectors() {
    StructType schema = new StructType().add("id", "int").add("x", SQLDataTypes.VectorType());
    Vector sparse = Vectors.sparse(3, new int[] {2}, new double[] {-0.5});
    Dataset<Row> table =
        spark.createDataFrame(
            List.of(RowFactory.create(0, Vectors.dense(-3, 0, 1e9)), RowFactory.create(1, sparse)),
            schema);
    List<Row> rows =
        new SignedLogarithm()
            .setInputCol("x")
            .setOutputCol("log")
            .transform(table)
            .orderBy("id")
            .select("log")
            .collectAsList();
    assertThat(rows.get(0).<Vector>getAs(0))
        .isEqualTo(Vectors.dense(-Math.log1p(3), 0, Math.log1p(1e9)));
    assertThat(rows.get(1).<Vector>getAs(0))
        .isEqualTo(Vectors.sparse(3, new int[] {2}, new double[] {-Math.log1p(0.5)}));
  }
}
