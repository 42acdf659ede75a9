package io.betti.jobs.output;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Formats that tables are written in. */
public enum OutputFormat {
  /** Parquet, with the metadata of columns. */
  PARQUET,

  /** JSON, one object a line. */
  JSON;

  /**
   * The format of a name as users write it, in any case.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static OutputFormat parse(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "parquet" -> PARQUET;
      case "json" -> JSON;
      default ->
          throw new IllegalArgumentException(
              "unknown output format '" + name + "'; it is one of parquet, json");
    };
  }

  /** Writes a table into a folder of its own, in place of what an attempt before left there. */
  public void write(Dataset<Row> table, Map<String, String> options, Path folder) {
    table
        .write()
        .options(options)
        .mode(SaveMode.Overwrite)
        .format(toString())
        .save(folder.toString());
  }

  /** Reads what {@link #write} wrote into some folders. */
  public Dataset<Row> read(SparkSession spark, List<Path> folders, StructType schema) {
    return spark
        .read()
        // The names are names, whatever brackets or stars are in them.
        .option("__globPaths__", "false")
        .schema(schema)
        .format(toString())
        .load(folders.stream().map(Path::toString).toArray(String[]::new));
  }

  /** The name as users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
