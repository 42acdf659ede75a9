package io.betti.udfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.homology.GridPersistence;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

/** How the functions live in queries: registered late, in views, in plans, in the cache. */
class QueriesTest {
  private static final String DIAGRAM =
      "tda_level_set(bytes, shape, 'freudenthal', 'superlevel', 1)";
  private static final String ENERGY = "tda_energy(" + DIAGRAM + ", 'E(1,0,2;PD0)')";

  private static SparkSession spark;
  private static List<byte[]> images;

  @BeforeAll
  static void start() {
    spark = LocalSession.start();
    assertThatThrownBy(() -> spark.sql("SELECT tda_energy(NULL, 'E(1,0,2;PD0)')"))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("UNRESOLVED_ROUTINE");
    Betti.register(spark);
    Betti.register(spark);
    images = MnistImages.test(40);
    MnistImages.table(spark, images, 3).createOrReplaceTempView("mnist");
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static PersistenceDiagram direct(int id) {
    Grid grid = Grid.of(28, 28);
    return new GridPersistence(LevelSetFiltration.superlevel(grid), DiagramOptions.upTo(1))
        .diagram(images.get(id));
  }

  @Test
  void columnIsNamedAsTheCallIsWritten() {
    Dataset<Row> query = spark.sql("SELECT " + DIAGRAM + ", size(" + DIAGRAM + ") FROM mnist");
    assertThat(query.columns())
        .containsExactly(
            "tda_level_set(bytes, shape, freudenthal, superlevel, 1)",
            "size(tda_level_set(bytes, shape, freudenthal, superlevel, 1))");
    assertThat(query.schema().apply(0).dataType()).isEqualTo(DiagramType.dataType());
    assertThat(query.schema().apply(0).nullable()).isFalse();
  }

  @Test
  void columnIsNullable_whereAnArgumentIsOrTheTwinIsAsked() {
    Dataset<Row> query =
        spark.sql(
            "SELECT tda_level_set(floats, shape, 'freudenthal', 'superlevel', 1), try_"
                + DIAGRAM
                + " FROM mnist");
    assertThat(query.schema().apply(0).nullable()).isTrue();
    assertThat(query.schema().apply(1).nullable()).isTrue();
  }

  @Test
  void explain_readsAsTheCallAndItsConstants() {
    Dataset<Row> query = spark.sql("SELECT " + ENERGY + " FROM mnist");
    assertThat(query.queryExecution().analyzed().toString())
        .contains("tda_energy(tda_level_set(bytes#")
        .contains(", freudenthal, superlevel, 1), E(1,0,2;PD0))");
    assertThat(query.queryExecution().executedPlan().toString())
        .contains("tda_energy[E(1,0,2;PD0)].value(")
        .contains("tda_level_set[freudenthal, superlevel, 1, drop].diagram(bytes#")
        .doesNotContain("io.betti");
  }

  private static Expression only(String call) {
    LogicalPlan plan = spark.sql("SELECT " + call + " FROM mnist").queryExecution().analyzed();
    return CollectionConverters.asJava(plan.expressions()).get(0).children().apply(0);
  }

  @Test
  void callsAreEqualExpressions_exactlyIfTheirConstantsAre() {
    Expression call = only("tda_level_set(X'00', array(1), 'cubical-t', 'sublevel', 0, 'drop')");
    assertThat(call.deterministic()).isTrue();
    assertThat(call.resolved()).isTrue();
    String[] sames = {
      "tda_level_set(X'00', array(1), 'cubical-t', 'sublevel', 0)",
      "tda_level_set(X'00', array(1), 'CUBICAL-T', lower('SUBLEVEL'), 0L)"
    };
    for (String same : sames) {
      assertThat(call.semanticEquals(only(same))).as(same).isTrue();
      assertThat(call.semanticHash()).as(same).isEqualTo(only(same).semanticHash());
    }
    String[] others = {
      "tda_level_set(X'00', array(1), 'cubical-v', 'sublevel', 0)",
      "tda_level_set(X'00', array(1), 'cubical-t', 'superlevel', 0)",
      "tda_level_set(X'00', array(1), 'cubical-t', 'sublevel', 1)",
      "tda_level_set(X'00', array(1), 'cubical-t', 'sublevel', 0, 'clamp')",
      "try_tda_level_set(X'00', array(1), 'cubical-t', 'sublevel', 0)",
      "tda_level_set(X'01', array(1), 'cubical-t', 'sublevel', 0)"
    };
    for (String other : others) {
      assertThat(call.semanticEquals(only(other))).as(other).isFalse();
    }
  }

  @Test
  void cachedQuery_isFoundByAnEqualOne() {
    Dataset<Row> cached = spark.sql("SELECT id, " + ENERGY + " AS e FROM mnist").cache();
    try {
      assertThat(cached.count()).isEqualTo(40);
      Dataset<Row> again = spark.sql("SELECT id, " + ENERGY + " AS e FROM mnist");
      assertThat(again.queryExecution().executedPlan().toString()).contains("InMemoryTableScan");
      assertThat(again.where("id = 3").first().getDouble(1))
          .isEqualTo(spark.sql("SELECT " + ENERGY + " FROM mnist WHERE id = 3").first().get(0));
      Dataset<Row> other =
          spark.sql("SELECT id, " + ENERGY.replace("1,0", "2,0") + " e FROM mnist");
      assertThat(other.queryExecution().executedPlan().toString())
          .doesNotContain("InMemoryTableScan");
    } finally {
      cached.unpersist();
    }
  }

  @Test
  void callOfConstants_isFoldedBeforeTheQueryRuns() {
    Dataset<Row> query =
        spark.sql(
            "SELECT tda_energy(tda_level_set(X'000900070005', array(6), 'cubical-v',"
                + " 'superlevel', 0), 'E(1,0,1;PD0)') FROM mnist");
    assertThat(query.queryExecution().optimizedPlan().toString())
        .contains("12.0 AS")
        .doesNotContain("invoke");
    assertThat(query.first().getDouble(0)).isEqualTo(12);
  }

  @Test
  void viewsGroupsJoinsLambdasAndFilters_takeThem() {
    spark.sql("CREATE OR REPLACE TEMP VIEW d AS SELECT id, " + DIAGRAM + " AS diagram FROM mnist");
    double[] lengths = new double[2];
    for (Row row : spark.sql("SELECT id, diagram FROM d ORDER BY id").collectAsList()) {
      assertThat(Diagrams.fromRows(row.<Row>getList(1))).isEqualTo(direct(row.getInt(0)));
      PersistenceDiagram diagram = direct(row.getInt(0));
      lengths[row.getInt(0) % 2] += diagram.size(1);
    }
    List<Row> grouped =
        spark
            .sql(
                "SELECT id % 2, sum(size(tda_bar_lengths(diagram, 1))) FROM d"
                    + " GROUP BY id % 2 ORDER BY 1")
            .collectAsList();
    assertThat(grouped.get(0).getLong(1)).isEqualTo((long) lengths[0]);
    assertThat(grouped.get(1).getLong(1)).isEqualTo((long) lengths[1]);
    assertThat(
            spark
                .sql(
                    "SELECT tda_energy(diagram, 'E(0,0,2;PD0)'), count(*) FROM d"
                        + " GROUP BY tda_energy(diagram, 'E(0,0,2;PD0)')")
                .agg(functions.sum("count(1)"))
                .first()
                .getLong(0))
        .isEqualTo(40);
    assertThat(
            spark
                .sql(
                    "SELECT a.id FROM d a JOIN d b ON a.diagram = b.diagram"
                        + " WHERE tda_energy(b.diagram, 'E(0,0,1;PD0)') >= 0 AND exists(array(1, 2),"
                        + " p -> tda_poly_feature(a.diagram, 0, p, 0, 1) >= 0)")
                .count())
        .isGreaterThanOrEqualTo(40);
    assertThat(spark.sql("SELECT diagram FROM d UNION SELECT diagram FROM d").count())
        .isBetween(1L, 40L);
  }

  @Test
  void permanentView_isRefusedBySpark() {
    spark.sql("CREATE TABLE pixels USING parquet AS SELECT X'00' AS v");
    try {
      assertThatThrownBy(
              () ->
                  spark.sql(
                      "CREATE VIEW lasting AS SELECT tda_sweep_features(v, array(1, 1)) AS f"
                          + " FROM pixels"))
          .isInstanceOf(AnalysisException.class)
          .hasMessageContaining("temporary object `tda_sweep_features`");
    } finally {
      spark.sql("DROP TABLE pixels");
    }
  }

  @Test
  void callFunctionAndExpr_takeColumnsAndLiterals() {
    Column call =
        functions.call_function(
            "tda_level_set",
            functions.col("bytes"),
            functions.col("shape"),
            functions.lit("freudenthal"),
            functions.lit("superlevel"),
            functions.lit(1));
    Dataset<Row> query =
        spark.table("mnist").select(functions.col("id"), call, functions.expr("try_" + DIAGRAM));
    for (Row row : query.collectAsList()) {
      assertThat(Diagrams.fromRows(row.<Row>getSeq(1))).isEqualTo(direct(row.getInt(0)));
      assertThat(Diagrams.fromRows(row.<Row>getSeq(2))).isEqualTo(direct(row.getInt(0)));
    }
    Row bound =
        spark
            .sql(
                "SELECT tda_level_set(X'0102', array(2), :complex, 'sublevel', 0)[0].birth",
                java.util.Map.of("complex", "cubical-v"))
            .first();
    assertThat(bound.getDouble(0)).isEqualTo(1);
  }

  @Test
  void onePlanUsedByManyThreads_givesEachItsOwnAnswer() throws Exception {
    LevelSetFunction function =
        new LevelSetFunction(
            false,
            new GridLayout(GridLayout.Form.BYTES, false),
            GridComplex.FREUDENTHAL,
            Direction.SUPERLEVEL,
            1,
            EssentialPolicy.DROP);
    UnsafeArrayData shape = UnsafeArrayData.fromPrimitiveArray(new int[] {28, 28});
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<PersistenceDiagram>> calls = new ArrayList<>();
      for (int n = 0; n < 2000; n++) {
        byte[] image = images.get(n % images.size());
        calls.add(() -> Diagrams.fromArrayData(function.diagram(image, shape)));
      }
      List<Future<PersistenceDiagram>> answers = threads.invokeAll(calls);
      for (int n = 0; n < answers.size(); n++) {
        assertThat(answers.get(n).get()).isEqualTo(direct(n % images.size()));
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void eachTaskHasItsOwnCopy_whenTwoRunAtOnce() {
    Dataset<Row> many =
        spark.table("mnist").crossJoin(spark.range(0, 50, 1, 4).toDF("copy")).repartition(8);
    List<Row> rows = many.selectExpr("id", DIAGRAM).collectAsList();
    assertThat(rows).hasSize(2000);
    for (Row row : rows) {
      assertThat(Diagrams.fromRows(row.<Row>getSeq(1))).isEqualTo(direct(row.getInt(0)));
    }
  }
}
