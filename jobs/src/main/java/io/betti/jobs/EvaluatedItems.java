package io.betti.jobs;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.forall;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.betti.pipeline.dataset.Item;
import io.betti.pipeline.evaluation.ByteNoise;
import io.betti.udfs.DiagramType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/**
 * What an evaluation needs of each item of a data set: what names it, its values if they are to be
 * compared or classified, its diagram of one dimension if diagrams are.
 */
final class EvaluatedItems implements RowResult {
  static final String VALUES = "values";
  private static final String SHAPE = "shape";
  private static final List<String> NAMES = List.of("id", "label", "cloud", "path");

  private final DiagramResult diagrams;
  private final int dimension;
  private final boolean withDiagrams;
  private final boolean withValues;
  private final ByteNoise noise;

  /**
   * A result.
   *
   * @param diagrams how diagrams are made; null for none
   * @param dimension of the bars that are kept
   * @param withValues whether the values of grids are kept
   * @param noise on the values; null for none
   */
  EvaluatedItems(DiagramResult diagrams, int dimension, boolean withValues, ByteNoise noise) {
    this.diagrams = diagrams;
    this.dimension = dimension;
    this.withDiagrams = diagrams != null;
    this.withValues = withValues;
    this.noise = noise;
  }

  /** How diagrams are made; null if they are not. */
  DiagramResult diagrams() {
    return diagrams;
  }

  Optional<ByteNoise> noise() {
    return Optional.ofNullable(noise);
  }

  /** The items with their values as they are evaluated. */
  Dataset<Row> noisy(Dataset<Row> items) {
    if (noise == null) {
      return items;
    }
    ByteNoise own = noise;
    UDF2<Long, byte[], byte[]> replace = own::of;
    return items.withColumn(
        VALUES, udf(replace, DataTypes.BinaryType).apply(col("id"), col(VALUES)));
  }

  @Override
  public Dataset<Row> of(Dataset<Row> items, Split split) {
    Dataset<Row> rows = noisy(items);
    List<Column> columns = new ArrayList<>();
    for (String name : NAMES) {
      if (Arrays.asList(rows.columns()).contains(name)) {
        columns.add(col(name));
      }
    }
    if (withValues) {
      columns.add(col(SHAPE));
      columns.add((withDiagrams ? col(VALUES) : finite(split)).as(VALUES));
    }
    if (withDiagrams) {
      columns.add(diagrams.diagram().as(DiagramResult.DIAGRAM));
    }
    return rows.select(columns.toArray(Column[]::new));
  }

  /** The values, null where one is not finite; a diagram is null there already. */
  private static Column finite(Split split) {
    return split.isBytes()
        ? col(VALUES)
        : when(
                forall(col(VALUES), value -> abs(value).lt(lit(Double.POSITIVE_INFINITY))),
                col(VALUES))
            .otherwise(lit(null));
  }

  @Override
  public String column() {
    return withDiagrams ? DiagramResult.DIAGRAM : VALUES;
  }

  @Override
  public Dataset<Row> table(Dataset<Row> rows) {
    return withDiagrams ? diagrams.table(ofDimension(rows, dimension)) : rows;
  }

  /** The rows with the bars of one dimension only. */
  static Dataset<Row> ofDimension(Dataset<Row> rows, int dimension) {
    return rows.withColumn(
        DiagramResult.DIAGRAM,
        filter(
            col(DiagramResult.DIAGRAM),
            bar -> bar.getField(DiagramType.DIMENSION).equalTo(dimension)));
  }

  @Override
  public boolean needsTelling() {
    return withDiagrams && diagrams.needsTelling();
  }

  @Override
  public Need need(Item item) {
    return diagrams.need(item);
  }

  /** An item with its values as they are evaluated. */
  Item noisy(Item item) {
    return noise == null
        ? item
        : new Item(item.id(), item.shape(), noise.of(item.id(), (byte[]) item.values()), null);
  }

  @Override
  public long computeAlone(Item item, Split split) {
    Item own = noisy(item);
    if (withDiagrams) {
      return diagrams.computeAlone(own, split);
    }
    refuseInfinite(own.values());
    return 16;
  }

  private static void refuseInfinite(Object values) {
    int count = values instanceof byte[] ? 0 : java.lang.reflect.Array.getLength(values);
    for (int i = 0; i < count; i++) {
      double value = java.lang.reflect.Array.getDouble(values, i);
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "value " + value + " at index " + i + "; distances are between finite values");
      }
    }
  }
}
