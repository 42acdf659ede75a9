package io.betti.pipeline.feature;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;

import io.betti.udfs.Betti;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Function1;

/**
 * A stage that adds one column made of columns of the same row by {@code tda_*} functions, and says
 * what is to become of rows that they cannot take.
 *
 * <p>Accessors of settings are called {@code get...} here, and the settings' own {@code Param}s
 * have their names alone, as everywhere in Spark ML.
 *
 * @param <T> the stage itself, which its setters return
 */
abstract class RowTransformer<T extends RowTransformer<T>> extends Transformer
    implements DefaultParamsWritable {
  private static final long serialVersionUID = 1;

  static final String ERROR = "error";
  static final String SKIP = "skip";
  static final String KEEP = "keep";

  private final String uid;
  private final Param<String> inputCol;
  private final Param<String> outputCol;
  private final Param<String> handleInvalid;

  /** Params of a subclass are made after this, and all of them before the first default is set. */
  RowTransformer(String uid, String inputDoc, String outputDoc) {
    this.uid = uid;
    inputCol = new Param<>(this, "inputCol", inputDoc);
    outputCol = new Param<>(this, "outputCol", outputDoc);
    handleInvalid =
        new Param<>(
            this,
            "handleInvalid",
            "what becomes of a row that cannot be taken (null, a NaN, another number of values than"
                + " the shape has): error fails the job, skip leaves the row out, keep makes null",
            check(value -> oneOf(value, "handleInvalid", ERROR, SKIP, KEEP)));
  }

  /** A check that throws by itself; Spark's own message would not say what is accepted. */
  static <V> Function1<V, Object> check(Check<V> check) {
    return (Function1<V, Object> & Serializable)
        value -> {
          check.accept(value);
          return true;
        };
  }

  /** Refuses a value by an {@link IllegalArgumentException}. */
  @FunctionalInterface
  interface Check<V> extends Serializable {
    void accept(V value);
  }

  static void oneOf(String value, String name, String... accepted) {
    if (!Arrays.asList(accepted).contains(value)) {
      throw new IllegalArgumentException(
          "unknown " + name + " '" + value + "'; it is one of " + String.join(", ", accepted));
    }
  }

  @Override
  public String uid() {
    return uid;
  }

  /** Name of the column that is read. */
  public Param<String> inputCol() {
    return inputCol;
  }

  /** Name of the column that is added. */
  public Param<String> outputCol() {
    return outputCol;
  }

  /** What becomes of a bad row: error (default), skip or keep. */
  public Param<String> handleInvalid() {
    return handleInvalid;
  }

  /** Sets {@link #inputCol()}. */
  public T setInputCol(String column) {
    return with(inputCol, column);
  }

  /** Sets {@link #outputCol()}. */
  public T setOutputCol(String column) {
    return with(outputCol, column);
  }

  /**
   * Sets {@link #handleInvalid()}.
   *
   * @throws IllegalArgumentException if it is none of error, skip, keep
   */
  public T setHandleInvalid(String policy) {
    return with(handleInvalid, policy);
  }

  /** Value of {@link #inputCol()}. */
  public String getInputCol() {
    return getOrDefault(inputCol);
  }

  /** Value of {@link #outputCol()}. */
  public String getOutputCol() {
    return getOrDefault(outputCol);
  }

  /** Value of {@link #handleInvalid()}. */
  public String getHandleInvalid() {
    return getOrDefault(handleInvalid);
  }

  @SuppressWarnings("unchecked")
  final <V> T with(Param<V> param, V value) {
    set(param, value);
    return (T) this;
  }

  @Override
  public T copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Refuses columns that the stage cannot read. */
  abstract void checkColumns(StructType schema);

  /** The column that is added, nullable, with its metadata. */
  abstract StructField output(StructType schema);

  /**
   * The new column; null for a row of nulls.
   *
   * @param lenient whether it is null for other bad rows too, and no error
   */
  abstract Column computed(StructType schema, boolean lenient);

  /**
   * The schema with the new column.
   *
   * @throws IllegalArgumentException if a column is missing or of a wrong type, a setting is
   *     missing, or there is a column of the new one's name; nothing has run then
   */
  @Override
  public StructType transformSchema(StructType schema) {
    checkColumns(schema);
    String name = named(outputCol);
    if (Arrays.asList(schema.fieldNames()).contains(name)) {
      throw problem(
          "column '" + name + "' (outputCol) exists already",
          "drop it, or set outputCol to a new name");
    }
    return schema.add(output(schema));
  }

  /**
   * The table with the new column. Registers the {@code tda_*} functions with the table's session.
   *
   * @throws IllegalArgumentException as {@link #transformSchema}
   */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    StructType schema = dataset.schema();
    transformSchema(schema);
    StructField output = output(schema);
    Betti.register(dataset.sparkSession());
    Column all = col("*");
    return switch (getHandleInvalid()) {
      case ERROR -> {
        Column missing = raise_error(lit(problemOfNulls().getMessage()));
        yield dataset.select(all, named(coalesce(computed(schema, false), missing), output));
      }
      case KEEP -> dataset.select(all, named(computed(schema, true), output));
      // A filter on the new column would be pushed below it, and its function run twice a row.
      default ->
          dataset
              .select(all, explode(array_compact(array(computed(schema, true)))).as(output.name()))
              .withMetadata(output.name(), output.metadata());
    };
  }

  private static Column named(Column column, StructField output) {
    return column.as(output.name(), output.metadata());
  }

  private IllegalArgumentException problemOfNulls() {
    return problem(
        "a row has null in " + String.join(" or ", inputs()),
        "drop such rows, or set handleInvalid to skip or keep");
  }

  /** Names of the columns that are read. */
  abstract List<String> inputs();

  /** The value of a param that names a column. */
  final String named(Param<String> param) {
    if (!isDefined(param)) {
      throw problem(param.name() + " is not set", "set it to the name of a column");
    }
    return getOrDefault(param);
  }

  /** The column that a param names. */
  final StructField field(StructType schema, Param<String> param) {
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

  final IllegalArgumentException wrongType(Param<String> param, DataType found, String wanted) {
    return problem(
        "column '" + named(param) + "' (" + param.name() + ") is " + found.simpleString(),
        "it must be " + wanted + "; cast it, or set " + param.name() + " to another column");
  }

  final IllegalArgumentException problem(String problem, String remedy) {
    return new IllegalArgumentException(
        getClass().getSimpleName() + ": " + problem + "; " + remedy);
  }

  /** A column by its very name, dots and all. */
  static Column column(String name) {
    return col("`" + name.replace("`", "``") + "`");
  }
}
