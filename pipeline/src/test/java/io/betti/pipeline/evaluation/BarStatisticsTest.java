package io.betti.pipeline.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.betti.pipeline.TestSession;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.udfs.DiagramType;
import io.betti.udfs.Diagrams;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarStatisticsTest {
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = TestSession.start();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static Dataset<Row> table(int partitions, String... diagrams) {
    List<Row> rows = new ArrayList<>();
    for (String text : diagrams) {
      rows.add(RowFactory.create(Diagrams.toRows(PersistenceDiagram.parse(text))));
    }
    return spark
        .createDataFrame(rows, new StructType().add("my.diagram", DiagramType.dataType()))
        .repartition(partitions);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void barsAreCountedByDimensionAndLifetime(int partitions) {
    List<BarStatistics> statistics =
        BarStatistics.of(
            table(
                partitions,
                "H0: [100.0, -inf)@0 [100.0, 0.0)@1:2 [50.0, 49.0)@3:4; H1: [9.0, 9.0)@1:2",
                "H0: [7.0, -inf)@0 [5.0, 2.0)@1:2 [5.0, 2.0)@5:6"),
            "my.diagram");
    assertThat(statistics).hasSize(2);
    BarStatistics components = statistics.get(0);
    assertThat(components.dimension()).isZero();
    assertThat(components.bars()).isEqualTo(6);
    assertThat(components.essential()).isEqualTo(2);
    assertThat(components.longest()).isEqualTo(100);
    assertThat(components.binWidth()).isEqualTo(5);
    assertThat(components.counts()).hasSize(21).startsWith(3, 0).endsWith(0, 1);
    BarStatistics loops = statistics.get(1);
    assertThat(loops.bars()).isEqualTo(1);
    assertThat(loops.counts()).as("one bar of length zero").containsExactly(1);
  }

  @Test
  void essentialBarsAloneHaveNoHistogram() {
    List<BarStatistics> statistics = BarStatistics.of(table(1, "H0: [1.0, inf)@0"), "my.diagram");
    assertThat(statistics).hasSize(1);
    assertThat(statistics.get(0).essential()).isEqualTo(1);
    assertThat(statistics.get(0).counts()).isEmpty();
  }

  @Test
  void noDiagramsHaveNoStatistics() {
    assertThat(BarStatistics.of(table(1), "my.diagram")).isEmpty();
  }
}
