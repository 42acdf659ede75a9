package io.betti.pipeline.dataset;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.betti.topology.diagram.DiagramNotation;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.udfs.DiagramType;
import io.betti.udfs.Diagrams;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * Diagrams that a command line binds to names, {@code --reference target=PATH}, for the distances
 * {@code W(order,norm;PDk,target)} of the notation.
 *
 * <p>PATH is JSON (a file or a folder of them, plain or gzip) or Parquet, as the job {@code
 * diagrams} writes. A JSON value is a row, an object with a field {@code diagram}, or a diagram, an
 * array of objects {@code {"dimension":0,"birth":0.5,"death":"Infinity"}}, cells and other fields
 * beside. Of a table with several rows one is named by its id, {@code PATH#17}, or by its split and
 * id, {@code PATH#train/17}. Cells are not read: a distance needs none.
 */
public final class ReferenceDiagrams {
  private static final String DIAGRAM = "diagram";
  private static final Pattern ROW = Pattern.compile("(.+)#(?:([^#/]+)/)?(\\d+)");
  private static final List<String> JSON = List.of(".json", ".jsonl", ".json.gz", ".jsonl.gz");
  private static final List<String> ENDINGS =
      Stream.concat(JSON.stream(), Stream.of(".parquet")).toList();
  private static final String FORM = "write NAME=PATH, as target=diagram.json";
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private final SparkSession spark;
  private final String path;
  private final String split;
  private final Long id;
  private final List<PersistenceDiagram> found = new ArrayList<>();

  private ReferenceDiagrams(SparkSession spark, String place) {
    this.spark = spark;
    Matcher row = ROW.matcher(place);
    boolean named = row.matches();
    path = named ? row.group(1) : place;
    split = named ? row.group(2) : null;
    id = named ? Long.valueOf(row.group(3)) : null;
  }

  /**
   * Reads the diagrams of bindings {@code NAME=PATH}.
   *
   * @return the diagrams by their names
   * @throws IllegalArgumentException if a binding is of another form, or a name comes twice
   * @throws UnreadableDataException if a path is missing, damaged, holds no such diagram, or holds
   *     several and none is named
   */
  public static SortedMap<String, PersistenceDiagram> read(
      SparkSession spark, List<String> bindings) {
    SortedMap<String, PersistenceDiagram> diagrams = new TreeMap<>();
    places(bindings)
        .forEach(
            (name, place) -> diagrams.put(name, new ReferenceDiagrams(spark, place).diagram()));
    return diagrams;
  }

  /**
   * The names and places of bindings {@code NAME=PATH}.
   *
   * @throws IllegalArgumentException if a binding is of another form, or a name comes twice
   */
  public static SortedMap<String, String> places(List<String> bindings) {
    SortedMap<String, String> places = new TreeMap<>();
    for (String binding : bindings) {
      int equals = binding.indexOf('=');
      String name = binding.substring(0, Math.max(equals, 0)).trim();
      if (equals < 0 || !DiagramNotation.isName(name) || equals == binding.length() - 1) {
        throw new IllegalArgumentException(
            "reference '"
                + binding
                + "' binds no name to a path; "
                + FORM
                + ", the name a letter, then letters, digits, _ - and .");
      }
      if (places.put(name, binding.substring(equals + 1)) != null) {
        throw new IllegalArgumentException(
            "reference '" + name + "' is bound twice; give each a name of its own");
      }
    }
    return places;
  }

  /**
   * The files in which a place {@code PATH} or {@code PATH#17} is looked for.
   *
   * @throws UnreadableDataException if there are none
   */
  public static List<FileStatus> files(String place, Configuration hadoop) {
    return FileListing.of(new ReferenceDiagrams(null, place).path, ENDINGS, hadoop);
  }

  private PersistenceDiagram diagram() {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    List<FileStatus> files = FileListing.of(path, ENDINGS, hadoop);
    if (files.stream().allMatch(file -> isJson(file.getPath()))) {
      for (FileStatus file : files) {
        readJson(file.getPath(), hadoop);
      }
    } else {
      readTable();
    }
    String which = id == null ? "" : " of id " + id + (split == null ? "" : " of split " + split);
    if (found.isEmpty()) {
      throw unreadable("it has no diagram" + which, "check the path, and the id after #");
    }
    if (found.size() > 1) {
      throw unreadable(
          "it has several diagrams" + which,
          "name one by its id, " + path + "#17, or by split and id, " + path + "#train/17");
    }
    return found.get(0);
  }

  private static boolean isJson(Path file) {
    return JSON.stream().anyMatch(file.getName().toLowerCase(Locale.ROOT)::endsWith);
  }

  private void readJson(Path file, Configuration hadoop) {
    try (InputStream raw = file.getFileSystem(hadoop).open(file);
        InputStream in = file.getName().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        JsonParser values = MAPPER.createParser(in)) {
      while (found.size() < 2 && values.nextToken() != null) {
        JsonNode value = MAPPER.readTree(values);
        if (isWanted(value)) {
          found.add(diagram(value.isArray() ? value : value.path(DIAGRAM)));
        }
      }
    } catch (IOException e) {
      String problem = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new UnreadableDataException(
          path, problem, "it must hold rows with a diagram, or a diagram, as JSON", e);
    }
  }

  private boolean isWanted(JsonNode value) {
    return id == null
        || (value.path("id").isIntegralNumber()
            && value.get("id").asLong() == id
            && (split == null || value.path("split").asText().equals(split)));
  }

  private PersistenceDiagram diagram(JsonNode bars) {
    if (!bars.isArray()) {
      throw unreadable(
          "a value is neither an array of bars nor an object with a field \"diagram\" of them",
          "write {\"diagram\":[{\"dimension\":0,\"birth\":0,\"death\":\"Infinity\"},...]}");
    }
    List<Row> rows = new ArrayList<>();
    for (JsonNode bar : bars) {
      JsonNode dimension = bar.path(DiagramType.DIMENSION);
      rows.add(
          RowFactory.create(
              dimension.isIntegralNumber() ? dimension.asLong() : null,
              number(bar.path(DiagramType.BIRTH)),
              number(bar.path(DiagramType.DEATH)),
              null,
              null));
    }
    return checked(rows);
  }

  /** Null for what is no number. */
  private static Double number(JsonNode value) {
    if (value.isNumber()) {
      return value.asDouble();
    }
    return switch (value.asText()) {
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> null;
    };
  }

  private PersistenceDiagram checked(List<Row> bars) {
    try {
      return Diagrams.fromRows(bars);
    } catch (IllegalArgumentException e) {
      throw new UnreadableDataException(path, e.getMessage(), "check the diagram", e);
    }
  }

  private void readTable() {
    Dataset<Row> table = spark.read().parquet(path);
    List<String> columns = Arrays.asList(table.columns());
    if (!columns.contains(DIAGRAM)) {
      throw unreadable(
          "it has no column 'diagram' among " + String.join(", ", columns),
          "give a table that the job diagrams wrote");
    }
    if (id != null) {
      table = where(table, columns, "id", id);
    }
    if (split != null) {
      table = where(table, columns, "split", split);
    }
    Dataset<Row> bars =
        table
            .where(col(DIAGRAM).isNotNull())
            .selectExpr(
                "transform(diagram, b -> struct(b.dimension, b.birth, b.death, NULL, NULL))");
    for (Row row : bars.limit(2).collectAsList()) {
      List<Row> plain = new ArrayList<>();
      for (Row bar : row.<Row>getList(0)) {
        plain.add(RowFactory.create(bar.get(0), bar.get(1), bar.get(2), null, null));
      }
      found.add(checked(plain));
    }
  }

  private Dataset<Row> where(
      Dataset<Row> table, List<String> columns, String column, Object value) {
    if (!columns.contains(column)) {
      throw unreadable("it has no column '" + column + "'", "leave out what stands after #");
    }
    return table.where(col(column).equalTo(value));
  }

  private UnreadableDataException unreadable(String problem, String remedy) {
    return new UnreadableDataException(path, problem, remedy);
  }
}
