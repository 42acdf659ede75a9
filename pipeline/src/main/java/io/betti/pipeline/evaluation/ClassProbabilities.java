package io.betti.pipeline.evaluation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;

import io.betti.topology.metric.InceptionScore;
import io.betti.topology.metric.ItemIds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * The probabilities that a classifier gives the classes of items, from a table of them, and their
 * Inception score.
 *
 * <p>A table has a column {@code id} and an array or ML vector {@code probability} or {@code
 * probabilities}; one of CSV, which has no arrays, {@code id} and one column a class.
 */
public final class ClassProbabilities {
  private static final String ID = "id";
  private static final List<String> NAMES = List.of("probability", "probabilities");

  private ClassProbabilities() {}

  /**
   * Reads a table: CSV with a header ({@code .csv}), JSON lines ({@code .json}, {@code .jsonl}) or
   * Parquet (anything else, folders included).
   */
  public static Dataset<Row> read(SparkSession spark, String path) {
    String name = path.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    if (name.endsWith(".csv")) {
      return spark.read().option("header", true).option("inferSchema", true).csv(path);
    }
    return name.endsWith(".json") || name.endsWith(".jsonl")
        ? spark.read().json(path)
        : spark.read().parquet(path);
  }

  /**
   * The Inception score of some items, in ten splits.
   *
   * @param table with the probabilities of these items, and perhaps of others
   * @param items at least ten
   * @throws IllegalArgumentException if there are fewer items, a column is missing, an item has no
   *     probabilities, has them twice, or has such as are none
   */
  public static InceptionScore score(Dataset<Row> table, ItemIds items) {
    InceptionScore score = null;
    long given = 0;
    for (Row row : arrays(table).where(col(ID).isNotNull()).orderBy(ID).collectAsList()) {
      long id = row.getLong(0);
      if (!items.contains(id)) {
        continue;
      }
      if (row.isNullAt(1)) {
        throw new IllegalArgumentException("item " + id + " has no probabilities but a null");
      }
      double[] probabilities =
          row.<Double>getList(1).stream().mapToDouble(p -> p == null ? Double.NaN : p).toArray();
      if (score == null) {
        score = new InceptionScore(items, probabilities.length);
      }
      score.add(id, probabilities);
      given++;
    }
    if (given < items.size()) {
      throw new IllegalArgumentException(
          given + " of " + items.size() + " items have class probabilities; every one needs them");
    }
    return score;
  }

  private static Dataset<Row> arrays(Dataset<Row> table) {
    StructType schema = table.schema();
    List<String> columns = Arrays.asList(schema.fieldNames());
    if (!columns.contains(ID)) {
      throw new IllegalArgumentException(
          "a table of class probabilities has a column id; there are "
              + String.join(", ", columns));
    }
    for (String name : NAMES) {
      if (columns.contains(name)) {
        return table.select(col(ID).cast("long"), doubles(name, schema.apply(name).dataType()));
      }
    }
    List<Column> classes = new ArrayList<>();
    for (String name : columns) {
      if (!name.equals(ID)) {
        classes.add(col("`" + name.replace("`", "``") + "`").cast("double"));
      }
    }
    if (classes.isEmpty()) {
      throw new IllegalArgumentException(
          "a table of class probabilities has an array probabilities, or a column a class,"
              + " beside its id");
    }
    return table.select(col(ID).cast("long"), array(classes.toArray(Column[]::new)));
  }

  private static Column doubles(String name, DataType type) {
    if (type.equals(SQLDataTypes.VectorType())) {
      return functions.vector_to_array(col(name), "float64");
    }
    if (type instanceof ArrayType) {
      return col(name).cast("array<double>");
    }
    throw new IllegalArgumentException(
        "the column " + name + " is " + type.simpleString() + "; it must be an array of numbers");
  }
}
