package io.betti.jobs;

import io.betti.topology.metric.NearestNeighbours;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The nearest of every item of two sets in the other one, by one distance, as a table. */
final class NeighbourTable {
  static final StructType SCHEMA =
      new StructType()
          .add("distance", DataTypes.StringType, false)
          .add("side", DataTypes.StringType, false)
          .add("id", DataTypes.LongType, false)
          .add("label", DataTypes.IntegerType, true)
          .add("neighbour", DataTypes.LongType, false)
          .add("neighbour_label", DataTypes.IntegerType, true)
          .add("value", DataTypes.DoubleType, false)
          .add("tied", DataTypes.BooleanType, false);

  private NeighbourTable() {}

  /**
   * The table: the reference's rows by their ids, then the other set's.
   *
   * @param distance its name
   * @param set name of the other set
   */
  static Dataset<Row> of(
      SparkSession spark,
      String distance,
      String set,
      PairOutcome outcome,
      EvaluatedIds reference,
      EvaluatedIds other,
      double scale) {
    List<Row> rows = new ArrayList<>();
    add(rows, distance, EvaluationSides.REFERENCE, outcome.ofReference(), reference, other, scale);
    add(rows, distance, set, outcome.ofSet(), other, reference, scale);
    return spark.createDataFrame(rows, SCHEMA).coalesce(1);
  }

  private static void add(
      List<Row> rows,
      String distance,
      String side,
      NearestNeighbours nearest,
      EvaluatedIds own,
      EvaluatedIds others,
      double scale) {
    for (int i = 0; i < nearest.items().size(); i++) {
      long id = nearest.items().id(i);
      long neighbour = nearest.candidates().id(nearest.neighbour(i));
      rows.add(
          RowFactory.create(
              distance,
              side,
              id,
              own.label(id),
              neighbour,
              others.label(neighbour),
              nearest.distance(i) * scale,
              nearest.isTied(i)));
    }
  }
}
