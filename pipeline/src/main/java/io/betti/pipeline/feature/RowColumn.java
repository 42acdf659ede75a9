package io.betti.pipeline.feature;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;

import io.betti.udfs.Betti;
import io.betti.udfs.DiagramType;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of a stage that adds one made of others of the same row: the params that name them,
 * the checks of a schema, and what becomes of rows that cannot be taken.
 */
final class RowColumn implements Serializable {
  private static final long serialVersionUID = 1;

  static final String ERROR = "error";
  static final String SKIP = "skip";
  static final String KEEP = "keep";

  private final Params stage;
  private final Param<String> inputCol;
  private final Param<String> outputCol;
  private final Param<String> handleInvalid;

  /** The columns of a stage, which has its uid by then. */
  RowColumn(Params stage, String inputDoc, String outputDoc) {
    this.stage = stage;
    inputCol = new Param<>(stage, "inputCol", inputDoc);
    outputCol = new Param<>(stage, "outputCol", outputDoc);
    handleInvalid =
        new Param<>(
            stage,
            "handleInvalid",
            "what becomes of a row that cannot be taken (null, a NaN, another number of values than"
                + " the shape has): error fails the job, skip leaves the row out, keep makes null",
            RowTransformer.check(
                value -> RowTransformer.oneOf(value, "handleInvalid", ERROR, SKIP, KEEP)));
  }

  Param<String> inputCol() {
    return inputCol;
  }

  Param<String> outputCol() {
    return outputCol;
  }

  Param<String> handleInvalid() {
    return handleInvalid;
  }

  private String policy() {
    return stage.getOrDefault(handleInvalid);
  }

  /** Whether a bad row is no error. */
  boolean lenient() {
    return !policy().equals(ERROR);
  }

  /** Refuses the name of the new column if there is one of that name. */
  void checkNew(StructType schema) {
    String name = named(outputCol);
    if (Arrays.asList(schema.fieldNames()).contains(name)) {
      throw problem(
          "column '" + name + "' (outputCol) exists already",
          "drop it, or set outputCol to a new name");
    }
  }

  /** Refuses an input that holds no diagrams. */
  void checkDiagram(StructType schema) {
    DataType diagram = field(schema, inputCol).dataType();
    boolean bars =
        diagram instanceof ArrayType a
            && a.elementType() instanceof StructType bar
            && Arrays.asList(bar.fieldNames())
                .containsAll(List.of(DiagramType.DIMENSION, DiagramType.BIRTH, DiagramType.DEATH));
    if (!bars) {
      throw wrongType(inputCol, diagram, "a diagram, " + DiagramType.dataType().simpleString());
    }
  }

  /**
   * The table with the new column. Registers the {@code tda_*} functions with its session.
   *
   * @param output the new column's name, type and metadata
   * @param computed the column by whether it is null for bad rows, and no error
   * @param inputs names of the columns that are read, for an error
   */
  Dataset<Row> add(
      Dataset<?> dataset,
      StructField output,
      Function<Boolean, Column> computed,
      List<String> inputs) {
    Betti.register(dataset.sparkSession());
    Column all = col("*");
    return switch (policy()) {
      case ERROR ->
          dataset.select(all, named(coalesce(computed.apply(false), refusal(inputs)), output));
      case KEEP -> dataset.select(all, named(computed.apply(true), output));
      // A filter on the new column would be pushed below it, and its function run twice a row.
      default ->
          dataset
              .select(all, explode(array_compact(array(computed.apply(true)))).as(output.name()))
              .withMetadata(output.name(), output.metadata());
    };
  }

  private static Column named(Column column, StructField output) {
    return column.as(output.name(), output.metadata());
  }

  /** The error of a row of nulls, as a column. */
  Column refusal(List<String> inputs) {
    return raise_error(
        lit(
            problem(
                    "a row has null in " + String.join(" or ", inputs),
                    "drop such rows, or set handleInvalid to skip or keep")
                .getMessage()));
  }

  /** The value of a param that names a column. */
  String named(Param<String> param) {
    if (!stage.isDefined(param)) {
      throw problem(param.name() + " is not set", "set it to the name of a column");
    }
    return stage.getOrDefault(param);
  }

  /** The column that a param names. */
  StructField field(StructType schema, Param<String> param) {
    String name = named(param);
    for (StructField field : schema.fields()) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    throw problem(
        "there is no column '" + name + "' (" + param.name() + ")",
        "set " + param.name() + " to one of " + String.join(", ", schema.fieldNames()));
  }

  IllegalArgumentException wrongType(Param<String> param, DataType found, String wanted) {
    return problem(
        "column '" + named(param) + "' (" + param.name() + ") is " + found.simpleString(),
        "it must be " + wanted + "; cast it, or set " + param.name() + " to another column");
  }

  IllegalArgumentException problem(String problem, String remedy) {
    return new IllegalArgumentException(
        stage.getClass().getSimpleName() + ": " + problem + "; " + remedy);
  }
}
