package io.betti.pipeline.dataset;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;

/**
 * A table of features and a label from Parquet, CSV with a header, or JSON lines, as rows of double
 * in a fixed order: by a column of ids, or else by the values themselves (label, then features), so
 * that neither the files' names and sizes nor the number of cores decide about it. Equal rows are
 * alike, whichever comes first.
 */
public final class FeatureTable {
  /** Formats by the names that users write. */
  public static final List<String> FORMATS = List.of("parquet", "csv", "json");

  private final JavaRDD<double[]> rows;
  private final List<String> names;
  private final long bad;

  private FeatureTable(JavaRDD<double[]> rows, List<String> names, long bad) {
    this.rows = rows;
    this.names = names;
    this.bad = bad;
  }

  /** The format that a name's ending tells, before {@code .gz} if there is that. */
  public static Optional<String> formatOf(String path) {
    String name = path.toLowerCase(Locale.ROOT).replaceFirst("/+$", "").replaceFirst("\\.gz$", "");
    if (name.endsWith(".jsonl")) {
      return Optional.of("json");
    }
    return FORMATS.stream().filter(format -> name.endsWith("." + format)).findFirst();
  }

  /**
   * The files of a table, sorted by path: one, or all in a folder whose names begin neither with an
   * underscore nor with a dot.
   *
   * @throws UnreadableDataException if they cannot be listed, or there are none
   */
  public static List<FileStatus> files(String path, Configuration configuration) {
    List<FileStatus> files = new ArrayList<>();
    try {
      Path folder = new Path(path);
      FileSystem system = folder.getFileSystem(configuration);
      RemoteIterator<LocatedFileStatus> all = system.listFiles(folder, true);
      while (all.hasNext()) {
        LocatedFileStatus file = all.next();
        if (!file.getPath().getName().matches("[._].*")) {
          files.add(file);
        }
      }
    } catch (IOException e) {
      throw new UnreadableDataException(path, e.getMessage(), "check the path", e);
    }
    if (files.isEmpty()) {
      throw new UnreadableDataException(
          path, "there is no file of a table in it", "give a file or a folder of them");
    }
    files.sort(java.util.Comparator.comparing(FileStatus::getPath));
    return files;
  }

  /**
   * Reads a table.
   *
   * @param format one of {@link #FORMATS}
   * @param features columns separated by commas, or one of vectors or arrays; null for all numbers
   *     but label and id
   * @param id a column of whole numbers, each its own; null for the order of values
   * @param maxBad how many rows may be left out for a null, NaN or infinite number
   * @throws IllegalArgumentException if a column is missing or of a wrong type, an id stands twice,
   *     or more rows than allowed cannot be used
   */
  public static FeatureTable read(
      SparkSession spark,
      String path,
      String format,
      String features,
      String label,
      String id,
      long maxBad) {
    Dataset<Row> table =
        spark
            .read()
            .option("__globPaths__", "false")
            .option("header", "true")
            .option("inferSchema", "true")
            .format(format)
            .load(path);
    StructField y = field(table, label, "--label");
    if (!(y.dataType() instanceof NumericType)) {
      throw wrongType("--label", y, "a number");
    }
    List<String> names = featureNames(table, features, label, id);
    Column x = featureColumn(table, names);
    Dataset<Row> columns =
        table.select(
            x.as("features"),
            column(label).cast("double").as("label"),
            id == null ? org.apache.spark.sql.functions.lit(0L).as("id") : idColumn(table, id));
    long bad = refuseBad(columns, maxBad);
    refuseTwice(columns, id);
    Dataset<Row> good = columns.where(isGood());
    Dataset<Row> sorted = id == null ? good.sort("label", "features") : good.sort("id");
    return new FeatureTable(sorted.toJavaRDD().map(FeatureTable::numbers), names, bad);
  }

  private static StructField field(Dataset<Row> table, String name, String option) {
    return Arrays.stream(table.schema().fields())
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no column '"
                        + name
                        + "' ("
                        + option
                        + "); the table has "
                        + String.join(", ", table.schema().fieldNames())));
  }

  private static IllegalArgumentException wrongType(
      String option, StructField field, String wanted) {
    return new IllegalArgumentException(
        "column '"
            + field.name()
            + "' ("
            + option
            + ") is "
            + field.dataType().simpleString()
            + "; it must be "
            + wanted);
  }

  private static List<String> featureNames(
      Dataset<Row> table, String features, String label, String id) {
    List<String> names = new ArrayList<>();
    if (features != null) {
      for (String name : features.split(",", -1)) {
        names.add(name.strip());
      }
      return names;
    }
    for (StructField field : table.schema().fields()) {
      boolean other = field.name().equals(label) || field.name().equals(id);
      if (!other && field.dataType() instanceof NumericType) {
        names.add(field.name());
      }
    }
    if (names.isEmpty()) {
      throw new IllegalArgumentException(
          "no column but the label is a number; name the features by --features: the table has "
              + String.join(", ", table.schema().fieldNames()));
    }
    return names;
  }

  private static Column featureColumn(Dataset<Row> table, List<String> names) {
    if (names.size() == 1) {
      StructField only = field(table, names.get(0), "--features");
      if (only.dataType().equals(SQLDataTypes.VectorType())) {
        return functions.vector_to_array(column(only.name()), "float64");
      }
      if (only.dataType() instanceof ArrayType array
          && array.elementType() instanceof NumericType) {
        return column(only.name()).cast("array<double>");
      }
    }
    List<Column> columns = new ArrayList<>();
    for (String name : names) {
      StructField field = field(table, name, "--features");
      DataType type = field.dataType();
      if (!(type instanceof NumericType)) {
        throw wrongType(
            "--features", field, "a number; one column alone may be of vectors or arrays");
      }
      columns.add(column(name).cast("double"));
    }
    return array(columns.toArray(Column[]::new));
  }

  private static Column idColumn(Dataset<Row> table, String id) {
    StructField field = field(table, id, "--id");
    if (!(field.dataType() instanceof IntegralType)) {
      throw wrongType("--id", field, "a whole number");
    }
    return column(id).cast("long").as("id");
  }

  private static Column column(String name) {
    return col("`" + name.replace("`", "``") + "`");
  }

  /** Whether every number of a row is there and finite. */
  private static Column isGood() {
    return org.apache.spark.sql.functions.expr(
        "coalesce(id is not null and abs(label) < double('infinity') and"
            + " forall(features, x -> x is not null and abs(x) < double('infinity')), false)");
  }

  private static long refuseBad(Dataset<Row> columns, long most) {
    Dataset<Row> bad = columns.where(org.apache.spark.sql.functions.not(isGood()));
    long count = bad.count();
    if (count > most) {
      Row first = bad.sort("id", "label").first();
      throw new IllegalArgumentException(
          count
              + " rows have a null, NaN or infinite number, and "
              + most
              + " bad records are allowed; one of them is "
              + first
              + "; mend or drop such rows, or leave them out by --max-bad-records N");
    }
    return count;
  }

  private static void refuseTwice(Dataset<Row> columns, String id) {
    if (id == null) {
      return;
    }
    List<Row> twice =
        columns.groupBy("id").count().where(col("count").gt(1)).sort("id").limit(1).collectAsList();
    if (!twice.isEmpty()) {
      throw new IllegalArgumentException(
          "the id "
              + twice.get(0).get(0)
              + " stands in "
              + twice.get(0).get(1)
              + " rows; ids of --id "
              + id
              + " must each be one row's own");
    }
  }

  private static double[] numbers(Row row) {
    List<Double> features = row.getList(0);
    double[] numbers = new double[features.size() + 1];
    for (int j = 0; j < features.size(); j++) {
      numbers[j] = features.get(j);
    }
    numbers[features.size()] = row.getDouble(1);
    return numbers;
  }

  /** Features, then the label, row after row in the table's order. */
  public JavaRDD<double[]> rows() {
    return rows;
  }

  /** Names of the features; of a column of vectors its own alone. */
  public List<String> names() {
    return names;
  }

  /** How many rows were left out. */
  public long bad() {
    return bad;
  }
}
