package io.betti.pipeline.feature;

import static org.apache.spark.sql.functions.lit;

import io.betti.topology.complex.Grid;
import io.betti.topology.diagram.EssentialPolicy;
import java.util.List;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/**
 * A stage that reads values on a grid: a column of values, and the grid's shape from a column or
 * the same for all rows.
 *
 * @param <T> the stage itself
 */
abstract class GridTransformer<T extends GridTransformer<T>> extends RowTransformer<T> {
  private static final long serialVersionUID = 1;

  private final Param<String> shapeCol;
  private final IntArrayParam shape;
  private final Param<String> essential;

  GridTransformer(String uid, String outputDoc) {
    super(
        uid,
        "column of values on a grid, row-major: binary (unsigned bytes), array<float> or"
            + " array<double>",
        outputDoc);
    shapeCol =
        new Param<>(
            this, "shapeCol", "column of the grid's shape: array<int> [w], [h,w] or [d,h,w]");
    shape =
        new IntArrayParam(
            this,
            "shape",
            "shape of every row's grid: w; h,w; or d,h,w",
            check(axes -> Grid.of(axes)));
    essential =
        new Param<>(
            this,
            "essential",
            "what essential bars are worth: drop or clamp (to the last value of the filtration)",
            check(EssentialPolicy::parse));
  }

  /** Name of the column of shapes; this or {@link #shape()} is set. */
  public Param<String> shapeCol() {
    return shapeCol;
  }

  /** Shape of every row's grid; this or {@link #shapeCol()} is set. */
  public IntArrayParam shape() {
    return shape;
  }

  /** What essential bars are worth: drop (default) or clamp. */
  public Param<String> essential() {
    return essential;
  }

  /** Sets {@link #shapeCol()}. */
  public T setShapeCol(String column) {
    return with(shapeCol, column);
  }

  /**
   * Sets {@link #shape()}.
   *
   * @throws IllegalArgumentException as {@link Grid#of}
   */
  public T setShape(int... axes) {
    return with(shape, axes.clone());
  }

  /**
   * Sets {@link #essential()}.
   *
   * @throws IllegalArgumentException if it is neither drop nor clamp
   */
  public T setEssential(String policy) {
    return with(essential, policy);
  }

  /** Value of {@link #shapeCol()}. */
  public String getShapeCol() {
    return getOrDefault(shapeCol);
  }

  /** Value of {@link #shape()}. */
  public int[] getShape() {
    return getOrDefault(shape).clone();
  }

  /** Value of {@link #essential()}. */
  public String getEssential() {
    return getOrDefault(essential);
  }

  @Override
  void checkColumns(StructType schema) {
    DataType values = field(schema, inputCol()).dataType();
    boolean numbers = values instanceof ArrayType a && a.elementType() instanceof NumericType;
    if (!(values instanceof BinaryType) && !numbers) {
      throw wrongType(
          inputCol(),
          values,
          "binary (unsigned bytes), array<float> or array<double> (other numbers are taken as"
              + " double)");
    }
    if (isDefined(shape) == isDefined(shapeCol)) {
      throw problem(
          isDefined(shape) ? "both shape and shapeCol are set" : "the grid's shape is not known",
          "set shape for one shape of all rows, e.g. to 28, 28, or shapeCol for a column of them");
    }
    if (isDefined(shapeCol)) {
      DataType axes = field(schema, shapeCol).dataType();
      if (!(axes instanceof ArrayType a) || !(a.elementType() instanceof IntegralType)) {
        throw wrongType(shapeCol, axes, "array<int>: [w], [h,w] or [d,h,w]");
      }
    }
  }

  @Override
  List<String> inputs() {
    return isDefined(shapeCol)
        ? List.of("'" + getInputCol() + "'", "'" + getShapeCol() + "'")
        : List.of("'" + getInputCol() + "'");
  }

  final Column values() {
    return column(getInputCol());
  }

  final Column axes() {
    return isDefined(shapeCol) ? column(getShapeCol()) : lit(getShape());
  }
}
