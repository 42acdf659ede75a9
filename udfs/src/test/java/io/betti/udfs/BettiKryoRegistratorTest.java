package io.betti.udfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.betti.topology.complex.Grid;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.homology.GridPersistence;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

/** Queries and diagrams in RDDs under Kryo that knows nothing but what is registered. */
class BettiKryoRegistratorTest {
  private static SparkSession spark;
  private static List<byte[]> images;

  @BeforeAll
  static void start() {
    spark =
        LocalSession.extended(
            "spark.serializer", "org.apache.spark.serializer.KryoSerializer",
            "spark.kryo.registrationRequired", "true",
            "spark.kryo.registrator", BettiKryoRegistrator.class.getName());
    images = MnistImages.test(30);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void queryRuns_withAShuffleACacheAndACollect() {
    List<Row> rows =
        MnistImages.table(spark, images, 3)
            .selectExpr("id", "tda_level_set(bytes, shape, 'cubical-v', 'superlevel', 1) d")
            .cache()
            .repartition(2)
            .selectExpr("id % 3 AS k", "tda_energy(d, 'E(1,0,1;PD1)') AS e", "d")
            .groupBy("k")
            .agg(
                org.apache.spark.sql.functions.sum("e"),
                org.apache.spark.sql.functions.collect_list("d"))
            .collectAsList();
    assertThat(rows).hasSize(3);
    assertThat(rows.stream().mapToInt(r -> r.getList(2).size()).sum()).isEqualTo(30);
  }

  @Test
  void diagramsOfAnRdd_comeThroughAShuffleEqual() {
    JavaPairRDD<Integer, PersistenceDiagram> diagrams =
        MnistImages.table(spark, images, 3)
            .selectExpr("id", "tda_level_set(bytes, shape, 'freudenthal', 'superlevel', 1)")
            .toJavaRDD()
            .mapToPair(row -> new Tuple2<>(row.getInt(0), Diagrams.fromRows(row.<Row>getSeq(1))))
            .partitionBy(new org.apache.spark.HashPartitioner(2))
            .persist(StorageLevel.MEMORY_ONLY_SER());
    GridPersistence plan =
        new GridPersistence(LevelSetFiltration.superlevel(Grid.of(28, 28)), DiagramOptions.upTo(1));
    for (int n = 0; n < 2; n++) {
      List<Tuple2<Integer, PersistenceDiagram>> collected = diagrams.collect();
      assertThat(collected).hasSize(30);
      collected.forEach(t -> assertThat(t._2()).isEqualTo(plan.diagram(images.get(t._1()))));
    }
  }

  @Test
  void rowsOfAnRdd_comeThroughAShuffle() {
    List<Row> rows =
        MnistImages.table(spark, images, 3)
            .selectExpr("id", "tda_level_set(bytes, shape, 'freudenthal', 'superlevel', 1) d")
            .toJavaRDD()
            .repartition(2)
            .collect();
    assertThat(rows).hasSize(30);
    GridPersistence plan =
        new GridPersistence(LevelSetFiltration.superlevel(Grid.of(28, 28)), DiagramOptions.upTo(1));
    for (Row row : rows) {
      assertThat(Diagrams.fromRows(row.<Row>getSeq(1)))
          .isEqualTo(plan.diagram(images.get(row.<Integer>getAs("id"))));
    }
  }

  @Test
  void classThatIsNotRegistered_isRefused() {
    assertThatThrownBy(
            () ->
                spark
                    .range(4)
                    .toJavaRDD()
                    .map(i -> Grid.of(i.intValue() + 1))
                    .repartition(2)
                    .collect())
        .hasStackTraceContaining("Class is not registered");
  }
}
