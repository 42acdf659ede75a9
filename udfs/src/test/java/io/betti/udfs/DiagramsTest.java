package io.betti.udfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.DiagramBuilder;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.diagram.PersistencePair;
import io.betti.topology.filtration.Direction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A diagram comes back as it went, through rows, Spark's arrays, Parquet and JSON. */
class DiagramsTest {
  private static final StructType ID_AND_DIAGRAM =
      new StructType()
          .add("id", DataTypes.IntegerType, false)
          .add("diagram", DiagramType.dataType(), false);

  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = LocalSession.extended();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  /** Diagrams of all kinds: empty, essential, clamped, cells of 0 to 3 vertices, extreme values. */
  private static List<PersistenceDiagram> diagrams(int count) {
    SplittableRandom random = new SplittableRandom(20260101);
    double[] numbers = {0.0, -0.0, 1.5, -7, Double.MIN_VALUE, Double.MAX_VALUE, 1 / 3.0};
    List<PersistenceDiagram> diagrams = new ArrayList<>(List.of(PersistenceDiagram.empty()));
    while (diagrams.size() < count) {
      DiagramBuilder builder = new DiagramBuilder();
      builder.clear(1, random.nextBoolean());
      int most = random.nextInt(4);
      for (int bars = random.nextInt(70); bars > 0; bars--) {
        double death =
            switch (random.nextInt(5)) {
              case 0 -> Double.NEGATIVE_INFINITY;
              case 1 -> Double.POSITIVE_INFINITY;
              default -> numbers[random.nextInt(numbers.length)];
            };
        builder.add(
            new PersistencePair(
                random.nextInt(3),
                numbers[random.nextInt(numbers.length)],
                death,
                cell(random, most),
                cell(random, most)));
      }
      diagrams.add(random.nextBoolean() ? builder.build() : builder.buildInGivenOrder());
    }
    return diagrams;
  }

  private static int[] cell(SplittableRandom random, int most) {
    return random.ints(random.nextInt(most + 1), 0, Integer.MAX_VALUE).toArray();
  }

  private static ArrayData generic(PersistenceDiagram diagram) {
    InternalRow[] bars = new InternalRow[diagram.size()];
    for (int i = 0; i < bars.length; i++) {
      PersistencePair bar = diagram.pair(i);
      bars[i] =
          new GenericInternalRow(
              new Object[] {
                bar.dimension(),
                bar.birth(),
                bar.death(),
                new GenericArrayData(Arrays.stream(bar.birthCell()).asLongStream().toArray()),
                new GenericArrayData(Arrays.stream(bar.deathCell()).asLongStream().toArray())
              });
    }
    return new GenericArrayData(bars);
  }

  @Test
  void arrayData_hasTheBytesOfSparksOwnProjection() {
    UnsafeProjection projection =
        UnsafeProjection.create(new StructType().add("d", DiagramType.dataType(), false));
    for (PersistenceDiagram diagram : diagrams(300)) {
      InternalRow row = new GenericInternalRow(new Object[] {generic(diagram)});
      UnsafeArrayData sparks = projection.apply(row).getArray(0);
      UnsafeArrayData ours = (UnsafeArrayData) Diagrams.toArrayData(diagram);
      assertThat(ours.getSizeInBytes()).isEqualTo(sparks.getSizeInBytes());
      assertThat(ours).isEqualTo(sparks);
    }
  }

  @Test
  void arrayData_comesBackEqual() {
    for (PersistenceDiagram diagram : diagrams(300)) {
      assertThat(Diagrams.fromArrayData(Diagrams.toArrayData(diagram))).isEqualTo(diagram);
      assertThat(Diagrams.fromArrayData(generic(diagram))).isEqualTo(diagram);
    }
  }

  @Test
  void rows_comeBackEqual() {
    for (PersistenceDiagram diagram : diagrams(300)) {
      assertThat(Diagrams.fromRows(Diagrams.toRows(diagram))).isEqualTo(diagram);
    }
    Row partial =
        spark
            .sql("SELECT array(named_struct('death', 2, 'birth', 1, 'dimension', 1L, 'x', 'y'))")
            .first();
    assertThatThrownBy(() -> Diagrams.fromRows(partial.<Row>getSeq(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("birth_cell");
  }

  private static Dataset<Row> table(List<PersistenceDiagram> diagrams) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < diagrams.size(); i++) {
      rows.add(RowFactory.create(i, Diagrams.toRows(diagrams.get(i))));
    }
    return spark.createDataFrame(rows, ID_AND_DIAGRAM).repartition(2);
  }

  private static void checkReadBack(Dataset<Row> read, List<PersistenceDiagram> diagrams) {
    List<Row> rows =
        read.selectExpr("id", "diagram", "tda_clamp(diagram, 9)", "tda_bar_lengths(diagram, 1)")
            .collectAsList();
    assertThat(rows).hasSize(diagrams.size());
    for (Row row : rows) {
      PersistenceDiagram diagram = diagrams.get(((Number) row.get(0)).intValue());
      assertThat(Diagrams.fromRows(row.<Row>getSeq(2))).isEqualTo(diagram.clamped(9));
      assertThat(row.getList(3)).hasSize(diagram.size(1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void parquet_bringsDiagramsAndProvenanceBack(String vectorized, @TempDir Path folder) {
    List<PersistenceDiagram> diagrams = diagrams(60);
    DiagramProvenance provenance =
        DiagramProvenance.levelSet(GridComplex.CUBICAL_T, Direction.SUBLEVEL);
    String path = folder.resolve("diagrams").toString();
    Dataset<Row> table = table(diagrams);
    table
        .select(table.col("id"), provenance.as(table.col("diagram"), "diagram"))
        .write()
        .parquet(path);
    spark.conf().set("spark.sql.parquet.enableVectorizedReader", vectorized);
    Dataset<Row> read = spark.read().parquet(path);
    assertThat(((ArrayType) read.schema().apply("diagram").dataType()).containsNull()).isTrue();
    checkReadBack(read, diagrams);
    for (Row row : read.collectAsList()) {
      assertThat(Diagrams.fromRows(row.<Row>getSeq(1))).isEqualTo(diagrams.get(row.getInt(0)));
    }
    assertThat(DiagramProvenance.of(read.schema().apply("diagram"))).isEqualTo(provenance);
    assertThat(DiagramProvenance.isKnown(read.schema().apply("id"))).isFalse();
    assertThatThrownBy(() -> DiagramProvenance.of(read.schema().apply("id")))
        .hasMessageContaining("column id does not say of which filtration");
    spark.conf().unset("spark.sql.parquet.enableVectorizedReader");
  }

  @Test
  void json_bringsDiagramsBack_withASchemaAndWithout(@TempDir Path folder) {
    List<PersistenceDiagram> diagrams = diagrams(60);
    String path = folder.resolve("diagrams").toString();
    table(diagrams).write().json(path);
    Dataset<Row> read = spark.read().schema(ID_AND_DIAGRAM).json(path);
    checkReadBack(read, diagrams);
    for (Row row : read.collectAsList()) {
      assertThat(Diagrams.fromRows(row.<Row>getSeq(1))).isEqualTo(diagrams.get(row.getInt(0)));
    }
    Dataset<Row> inferred = spark.read().json(path);
    assertThat(inferred.schema().apply("diagram").dataType().simpleString())
        .isEqualTo(
            "array<struct<birth:double,birth_cell:array<bigint>,death:string,"
                + "death_cell:array<bigint>,dimension:bigint>>");
    checkReadBack(inferred, diagrams);
  }

  @Test
  void storedOrder_isKept() {
    PersistenceDiagram clamped = PersistenceDiagram.parse("H0: [5.0, 4.5)@1:2 [4.0, 0.0)@3:4");
    assertThat(Diagrams.fromArrayData(Diagrams.toArrayData(clamped))).isEqualTo(clamped);
    Row lengths =
        spark
            .sql(
                "SELECT tda_bar_lengths(d, 0), tda_poly_feature(d, 0, 1, 0, 2) FROM (SELECT"
                    + " collect_list(named_struct('birth', b, 'Death', d, 'DIMENSION', k)) AS d"
                    + " FROM VALUES (1, 2D, 0), (7, 9D, 1), (1, double('Infinity'), 0), (0, 8D, 0)"
                    + " AS bars(b, d, k))")
            .first();
    assertThat(lengths.getList(0)).isEqualTo(List.of(1.0, 0.0, 8.0));
    assertThat(lengths.getDouble(1)).isEqualTo(8);
  }

  @Test
  void nullCells_areEmptyOnes() {
    Row row =
        spark
            .sql(
                "SELECT tda_clamp(array(named_struct('dimension', 0, 'birth', 1D, 'death', 0D,"
                    + " 'birth_cell', cast(null AS array<bigint>), 'death_cell', NULL)), 0)")
            .first();
    assertThat(Diagrams.fromRows(row.<Row>getSeq(0)).toString()).isEqualTo("H0: [1.0, 0.0)");
  }
}
