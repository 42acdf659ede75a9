package io.betti.pipeline.evaluation;

import io.betti.topology.complex.Grid;
import io.betti.topology.diagram.DiagramBuilder;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.homology.GridPersistence;
import io.betti.udfs.DiagramType;
import io.betti.udfs.Diagrams;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Tables of items for tests, with ids that are neither dense nor in order. */
final class EvaluatedTables {
  private EvaluatedTables() {}

  static long id(int i) {
    return 1000 - 7L * i + 14L * (i % 3);
  }

  static Dataset<Row> diagrams(
      SparkSession spark, List<PersistenceDiagram> diagrams, int partitions) {
    List<Object> values = new ArrayList<>();
    diagrams.forEach(d -> values.add(Diagrams.toRows(d)));
    return table(spark, "diagram", DiagramType.dataType(), values, partitions);
  }

  static Dataset<Row> bytes(SparkSession spark, List<byte[]> grids, int partitions) {
    return table(spark, "values", DataTypes.BinaryType, new ArrayList<>(grids), partitions);
  }

  static Dataset<Row> doubles(SparkSession spark, List<double[]> grids, int partitions) {
    return table(
        spark,
        "values",
        DataTypes.createArrayType(DataTypes.DoubleType),
        new ArrayList<>(grids),
        partitions);
  }

  static Dataset<Row> table(
      SparkSession spark, String column, DataType type, List<Object> values, int partitions) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      rows.add(RowFactory.create(id(i), values.get(i)));
    }
    return spark
        .createDataFrame(rows, new StructType().add("id", DataTypes.LongType).add(column, type))
        .repartition(partitions);
  }

  /** Superlevel diagrams of images, of dimension 0. */
  static List<PersistenceDiagram> diagramsOf(List<byte[]> images) {
    GridPersistence plan =
        new GridPersistence(LevelSetFiltration.superlevel(Grid.of(28, 28)), DiagramOptions.upTo(0));
    return images.stream().map(plan::diagram).toList();
  }

  /** Random diagrams with ties, repeats in another order of bars, and empty ones. */
  static List<PersistenceDiagram> random(Random random, int count, int essentials) {
    List<PersistenceDiagram> diagrams = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (i > 0 && random.nextInt(4) == 0) {
        diagrams.add(reversed(diagrams.get(random.nextInt(i))));
        continue;
      }
      DiagramBuilder builder = new DiagramBuilder();
      builder.clear(1, false);
      for (int bar = random.nextInt(6); bar > 0; bar--) {
        double birth = random.nextInt(4);
        builder.add(0, birth, birth + random.nextInt(4), -1, -1);
      }
      for (int bar = random.nextInt(essentials + 1); bar > 0; bar--) {
        builder.add(0, random.nextInt(3), Double.POSITIVE_INFINITY, -1, -1);
      }
      diagrams.add(builder.buildInGivenOrder());
    }
    return diagrams;
  }

  private static PersistenceDiagram reversed(PersistenceDiagram diagram) {
    DiagramBuilder builder = new DiagramBuilder();
    builder.clear(1, false);
    for (int i = diagram.size() - 1; i >= 0; i--) {
      builder.add(0, diagram.birth(i), diagram.death(i), -1, -1);
    }
    return builder.buildInGivenOrder();
  }
}
