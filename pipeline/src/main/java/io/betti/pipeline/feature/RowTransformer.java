package io.betti.pipeline.feature;

import static org.apache.spark.sql.functions.col;

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

  static final String ERROR = RowColumn.ERROR;

  private final String uid;
  private final RowColumn columns;

  /** Params of a subclass are made after this, and all of them before the first default is set. */
  RowTransformer(String uid, String inputDoc, String outputDoc) {
    this.uid = uid;
    columns = new RowColumn(this, inputDoc, outputDoc);
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
    return columns.inputCol();
  }

  /** Name of the column that is added. */
  public Param<String> outputCol() {
    return columns.outputCol();
  }

  /** What becomes of a bad row: error (default), skip or keep. */
  public Param<String> handleInvalid() {
    return columns.handleInvalid();
  }

  /** Sets {@link #inputCol()}. */
  public T setInputCol(String column) {
    return with(inputCol(), column);
  }

  /** Sets {@link #outputCol()}. */
  public T setOutputCol(String column) {
    return with(outputCol(), column);
  }

  /**
   * Sets {@link #handleInvalid()}.
   *
   * @throws IllegalArgumentException if it is none of error, skip, keep
   */
  public T setHandleInvalid(String policy) {
    return with(handleInvalid(), policy);
  }

  /** Value of {@link #inputCol()}. */
  public String getInputCol() {
    return getOrDefault(inputCol());
  }

  /** Value of {@link #outputCol()}. */
  public String getOutputCol() {
    return getOrDefault(outputCol());
  }

  /** Value of {@link #handleInvalid()}. */
  public String getHandleInvalid() {
    return getOrDefault(handleInvalid());
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
    columns.checkNew(schema);
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
    return columns.add(dataset, output(schema), lenient -> computed(schema, lenient), inputs());
  }

  /** Names of the columns that are read. */
  abstract List<String> inputs();

  /** Refuses an input that holds no diagrams. */
  final void checkDiagram(StructType schema) {
    columns.checkDiagram(schema);
  }

  /** The column that a param names. */
  final StructField field(StructType schema, Param<String> param) {
    return columns.field(schema, param);
  }

  final IllegalArgumentException wrongType(Param<String> param, DataType found, String wanted) {
    return columns.wrongType(param, found, wanted);
  }

  final IllegalArgumentException problem(String problem, String remedy) {
    return columns.problem(problem, remedy);
  }

  /** A column by its very name, dots and all. */
  static Column column(String name) {
    return col("`" + name.replace("`", "``") + "`");
  }
}
