package io.betti.jobs;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.InputFile;
import io.betti.jobs.output.OutputFormat;
import io.betti.jobs.output.OutputLayout;
import io.betti.jobs.settings.Scale;
import io.betti.udfs.DiagramProvenance;
import io.betti.udfs.DiagramType;
import io.betti.udfs.Diagrams;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A table of diagrams in files, as the job {@code diagrams} writes it: columns {@code id} and
 * {@code diagram}, perhaps {@code label}, {@code cloud}, {@code path}.
 *
 * @param path a file, or a folder of them
 * @param format of the files
 * @param files in the order of their names
 */
record DiagramTable(String path, OutputFormat format, List<InputFile> files) {
  private static final String ID = "id";
  private static final String SCALE = "scale";
  private static final String ESSENTIAL = "essential";

  /** What JSON is read as; Parquet tells its own types. */
  private static final StructType JSON =
      new StructType()
          .add(ID, DataTypes.LongType)
          .add("label", DataTypes.IntegerType)
          .add("cloud", DataTypes.StringType)
          .add("path", DataTypes.StringType)
          .add(DiagramResult.DIAGRAM, DiagramType.dataType());

  /**
   * Looks a table up.
   *
   * @param option how the user named it: {@code --reference}
   * @throws JobFailure if there is none, or no file in the folder
   */
  static DiagramTable of(
      String option, String path, OutputFormat format, Configuration configuration) {
    Path folder = new Path(path);
    List<InputFile> files = new ArrayList<>();
    try {
      FileSystem system = folder.getFileSystem(configuration);
      FileStatus[] found = system.listStatus(folder);
      Arrays.sort(found);
      for (FileStatus status : found) {
        String name = status.getPath().getName();
        boolean hidden = name.startsWith("_") || name.startsWith(".");
        if (status.isFile() && (!hidden || status.getPath().equals(folder))) {
          files.add(InputFile.of(status));
        }
      }
    } catch (FileNotFoundException e) {
      throw JobFailure.because(
          e,
          option + " " + path + " does not exist",
          InputFile.remedyOfMissing(folder, configuration));
    } catch (IOException e) {
      throw JobFailure.because(e, "cannot reach " + option + " " + path, e.getMessage());
    }
    if (files.isEmpty()) {
      throw JobFailure.of(
          option + " " + path + " has no files of diagrams",
          "give a folder that the job diagrams wrote, or one of its part files");
    }
    return new DiagramTable(path, format, List.copyOf(files));
  }

  long bytes() {
    return files.stream().mapToLong(InputFile::length).sum();
  }

  /**
   * The rows, in the order of their ids.
   *
   * @param limit most rows; null for all
   * @throws JobFailure if a column is missing or of a wrong type
   */
  Dataset<Row> rows(SparkSession spark, Long limit) {
    Dataset<Row> table = table(spark);
    List<String> kept = new ArrayList<>(List.of(ID));
    for (String name : List.of("label", "cloud", "path")) {
      if (Arrays.asList(table.columns()).contains(name)) {
        kept.add(name);
      }
    }
    List<Column> columns = new ArrayList<>();
    kept.forEach(name -> columns.add(col(name)));
    columns.add(col(DiagramResult.DIAGRAM));
    Dataset<Row> rows =
        table
            .select(columns.toArray(Column[]::new))
            .withColumn(ID, col(ID).cast("long"))
            .orderBy(ID);
    return limit == null ? rows : rows.limit((int) Math.min(Integer.MAX_VALUE, limit));
  }

  private Dataset<Row> table(SparkSession spark) {
    String[] paths = files.stream().map(InputFile::path).toArray(String[]::new);
    if (format == OutputFormat.JSON) {
      return spark.read().option("__globPaths__", "false").schema(JSON).json(paths);
    }
    Dataset<Row> table = spark.read().option("__globPaths__", "false").parquet(paths);
    StructField id = field(table.schema(), ID);
    if (!(id.dataType() instanceof LongType || id.dataType() instanceof IntegerType)) {
      throw wrong("its column id is " + id.dataType().simpleString(), "ids are whole numbers");
    }
    StructField diagram = field(table.schema(), DiagramResult.DIAGRAM);
    if (!isDiagram(diagram.dataType())) {
      throw wrong(
          "its column diagram is " + diagram.dataType().simpleString(),
          "a diagram is " + DiagramType.dataType().simpleString() + ", the cells may be missing");
    }
    return table;
  }

  private static boolean isDiagram(DataType type) {
    return type instanceof ArrayType array
        && array.elementType() instanceof StructType bar
        && Arrays.asList(bar.fieldNames())
            .containsAll(List.of(DiagramType.DIMENSION, DiagramType.BIRTH, DiagramType.DEATH));
  }

  private StructField field(StructType schema, String name) {
    for (StructField field : schema.fields()) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    throw wrong(
        "it has no column " + name + ", its columns are " + String.join(", ", schema.fieldNames()),
        "give a table that the job diagrams wrote, or one with columns id and diagram");
  }

  private JobFailure wrong(String problem, String remedy) {
    return JobFailure.of("cannot take the table of diagrams " + path, problem, remedy);
  }

  /**
   * What the table tells of how its diagrams were made, by name: Parquet in the column's metadata,
   * JSON in the figures of the job beside it. Empty if it tells nothing.
   */
  Map<String, String> origin(SparkSession spark) {
    return format == OutputFormat.PARQUET
        ? ofColumn(field(table(spark).schema(), DiagramResult.DIAGRAM))
        : ofMetrics(spark.sparkContext().hadoopConfiguration());
  }

  private static Map<String, String> ofColumn(StructField diagram) {
    Map<String, String> origin = new LinkedHashMap<>();
    if (DiagramProvenance.isKnown(diagram)) {
      origin.putAll(origin(DiagramProvenance.of(diagram)));
    }
    Metadata metadata = diagram.metadata();
    if (metadata.contains(SCALE)) {
      origin.put(SCALE, Double.toString(metadata.getDouble(SCALE)));
    }
    if (metadata.contains(ESSENTIAL)) {
      origin.put(ESSENTIAL, metadata.getString(ESSENTIAL));
    }
    return origin;
  }

  private Map<String, String> ofMetrics(Configuration configuration) {
    Map<String, String> origin = new LinkedHashMap<>();
    Path metrics = new Path(path, OutputLayout.direct().metrics());
    try (InputStream in = metrics.getFileSystem(configuration).open(metrics)) {
      JsonNode facts = new ObjectMapper().readTree(in);
      for (String name : List.of("filtration", "complex", "direction", "field")) {
        if (facts.has(name)) {
          origin.put(name, facts.get(name).asText());
        }
      }
      JsonNode settings = facts.path("settings");
      if (settings.has(SCALE)) {
        origin.put(SCALE, Double.toString(Scale.parse(settings.get(SCALE).asText()).value()));
      }
      if (settings.has(ESSENTIAL)) {
        origin.put(ESSENTIAL, settings.get(ESSENTIAL).asText());
      }
    } catch (FileNotFoundException e) {
      return origin; // A table of another maker.
    } catch (IOException e) {
      throw JobFailure.because(e, "cannot read " + metrics, e.getMessage());
    }
    return origin;
  }

  /** What tells diagrams of one making from those of another, by name. */
  static Map<String, String> origin(DiagramProvenance provenance) {
    Map<String, String> origin = new LinkedHashMap<>();
    origin.put("filtration", provenance.filtration());
    origin.put("complex", provenance.complex());
    origin.put("direction", provenance.direction());
    origin.put("field", provenance.field());
    return origin;
  }

  /** What is wrong with a diagram of this table; null if nothing is. */
  static String complaint(Row row) {
    int at = row.fieldIndex(DiagramResult.DIAGRAM);
    if (row.isNullAt(at)) {
      return "its diagram is null; drop the row";
    }
    try {
      Diagrams.fromRows(row.<Row>getList(at));
      return null;
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }
}
