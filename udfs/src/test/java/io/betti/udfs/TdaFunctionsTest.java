package io.betti.udfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The registry, the documentation and what Spark knows are one list. */
class TdaFunctionsTest {
  private static SparkSession spark;
  private static String readme;

  @BeforeAll
  static void start() throws IOException {
    spark = LocalSession.extended();
    readme = Files.readString(MnistImages.basedir().resolve("udfs/README.md"));
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static String documentedResult(SqlFunction function) {
    return function.result().equals(DiagramType.dataType())
        ? "diagram"
        : function.result().simpleString();
  }

  @Test
  void documentationAndRegistryAgree_inBothDirections() {
    Map<String, String> documented = new TreeMap<>();
    Matcher row =
        Pattern.compile(
                "^\\| `(\\w*tda_\\w+)` \\| `([^`]*)` \\| (\\S+) \\| (\\S.*) \\|$",
                Pattern.MULTILINE)
            .matcher(readme);
    while (row.find()) {
      documented.put(row.group(1) + "(" + row.group(2) + ")", row.group(3));
    }
    Map<String, String> registered = new TreeMap<>();
    TdaFunctions.list().forEach(f -> registered.put(f.signature(), documentedResult(f)));
    assertThat(documented).isEqualTo(registered).hasSize(54);
  }

  @Test
  void everyFunctionHasItsTwin() {
    List<String> names = TdaFunctions.list().stream().map(SqlFunction::name).toList();
    assertThat(names).doesNotHaveDuplicates();
    assertThat(names.stream().filter(n -> n.startsWith("try_")).map(n -> n.substring(4)))
        .containsExactlyElementsOf(names.stream().filter(n -> !n.startsWith("try_")).toList());
  }

  @Test
  void sparkKnowsExactlyTheRegistry() {
    List<String> known =
        spark.sql("SHOW FUNCTIONS LIKE '*tda_*'").collectAsList().stream()
            .map(r -> r.getString(0))
            .toList();
    assertThat(known)
        .containsExactlyInAnyOrderElementsOf(
            TdaFunctions.list().stream().map(SqlFunction::name).toList());
  }

  static Stream<SqlFunction> functions() {
    return TdaFunctions.list().stream();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void example_showsWhatItSays(SqlFunction function) {
    Dataset<Row> answer = spark.sql(function.example());
    String column = answer.columns()[0].replace("`", "``");
    Row shown = answer.selectExpr("to_json(struct(`" + column + "` AS x))").first();
    assertThat(shown.getString(0)).isEqualTo("{\"x\":" + function.shows() + "}");
    assertThat(function.example()).contains(function.name() + "(");
  }

  @ParameterizedTest
  @MethodSource("functions")
  void describeExtended_tellsEveryArgument(SqlFunction function) {
    String described =
        spark.sql("DESCRIBE FUNCTION EXTENDED " + function.name()).collectAsList().stream()
            .map(r -> r.getString(0))
            .collect(Collectors.joining("\n"));
    assertThat(described)
        .contains("Usage: " + function.signature() + " - " + function.summary())
        .contains("Since: " + Betti.VERSION)
        .contains("> " + function.example() + ";")
        .contains(function.shows());
    function
        .parameters()
        .forEach(p -> assertThat(described).contains("* " + p.name() + " - " + p.type()));
  }

  @Test
  void everyStatementOfTheDocumentation_runs() {
    List<String> statements = new ArrayList<>();
    Matcher block = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL).matcher(readme);
    while (block.find()) {
      Stream.of(block.group(1).split(";\\s*\n"))
          .map(String::strip)
          .filter(s -> !s.isEmpty())
          .forEach(statements::add);
    }
    assertThat(statements).hasSizeGreaterThan(7);
    for (String statement : statements) {
      assertThat(spark.sql(statement).collectAsList())
          .as(statement)
          .hasSizeGreaterThanOrEqualTo(statement.startsWith("CREATE") ? 0 : 1);
    }
    assertThat(spark.sql("SELECT energy FROM (" + statements.get(2) + ")").first().getDouble(0))
        .isPositive();
  }

  @Test
  void version_isThePoms() throws IOException {
    String pom = Files.readString(MnistImages.basedir().resolve("pom.xml"));
    assertThat(pom)
        .contains("<artifactId>betti-parent</artifactId>\n  <version>" + Betti.VERSION + "<");
  }
}
