package io.betti.pipeline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.betti.pipeline.TestSession;
import io.betti.topology.diagram.DiagramNotation;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.distance.References;
import io.betti.udfs.Betti;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** References as a command line binds them: every form they are written in, and clear errors. */
class ReferenceDiagramsTest {
  private static final String BARS =
      "[{\"dimension\":0,\"birth\":0,\"death\":\"Infinity\",\"birth_cell\":[0],\"death_cell\":[]},"
          + "\n {\"birth\":1.5,\"death\":4,\"dimension\":0},"
          + "{\"dimension\":1,\"birth\":2,\"death\":-Infinity}]";
  private static final String TEXT = "H0: [0, inf) [1.5, 4) H1: [2, -inf)";

  private static SparkSession spark;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    spark = TestSession.start();
    Betti.register(spark);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private String file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (name.endsWith(".gz")) {
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(bytes);
      }
    } else {
      Files.write(file, bytes);
    }
    return file.toString();
  }

  private static PersistenceDiagram read(String place) {
    SortedMap<String, PersistenceDiagram> read =
        ReferenceDiagrams.read(spark, List.of("target=" + place));
    assertThat(read).containsOnlyKeys("target");
    return read.get("target");
  }

  private static void isTheDiagram(PersistenceDiagram read) {
    PersistenceDiagram wanted = PersistenceDiagram.parse(TEXT);
    assertThat(read.size()).isEqualTo(wanted.size());
    for (int i = 0; i < wanted.size(); i++) {
      assertThat(read.pair(i).dimension()).isEqualTo(wanted.pair(i).dimension());
      assertThat(read.birth(i)).isEqualTo(wanted.birth(i));
      assertThat(read.death(i)).isEqualTo(wanted.death(i));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"d.json", "d.jsonl", "d.json.gz", "a=b#c.json"})
  void diagramAlone_andInARow_isRead(String name) throws IOException {
    isTheDiagram(read(file(name, BARS)));
    isTheDiagram(read(file(name, "{\"id\": 5, \"diagram\": " + BARS + "}\n")));
  }

  @Test
  void rowOfSeveral_isNamedByItsIdAndSplit() throws IOException {
    String table =
        "{\"id\":0,\"split\":\"test\",\"diagram\":[]}\n{\"id\":17,\"split\":\"train\",\"diagram\":[]}\n"
            + "{\"id\":17,\"split\":\"test\",\"diagram\":"
            + BARS.replace("\n", "")
            + "}\n";
    String path = file("t.jsonl", table);
    isTheDiagram(read(path + "#test/17"));
    assertThat(read(path + "#0").size()).isZero();
    assertThatThrownBy(() -> read(path + "#17"))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("it has several diagrams of id 17; name one by its id, ");
    assertThatThrownBy(() -> read(path)).hasMessageContaining("it has several diagrams;");
    assertThatThrownBy(() -> read(path + "#train/3"))
        .hasMessageContaining("it has no diagram of id 3 of split train; check");
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "json"})
  void tableThatSparkWrote_isRead(String format) {
    Dataset<Row> table =
        spark.sql(
            "SELECT id, 'test' AS split, tda_rips(array(array(0D), array(2D), array(5D + id)), 0) AS"
                + " diagram FROM range(0, 9, 1, 3)");
    String path = folder.resolve("table").toString();
    table.write().format(format).save(path);
    assertThat(DiagramNotation.parse("E(1,0,1;PD0)").value(read(path + "#4"))).isEqualTo(9);
    SortedMap<String, PersistenceDiagram> bound =
        ReferenceDiagrams.read(spark, List.of("a=" + path + "#0", "b=" + path + "#test/8"));
    double distance =
        DiagramNotation.parse("W(1,1;PD0,b)", References.of(bound)).value(bound.get("a"));
    assertThat(distance).isEqualTo(8);
    assertThatThrownBy(() -> read(path)).hasMessageContaining("several diagrams");
    assertThatThrownBy(() -> read(path + "#9")).hasMessageContaining("no diagram of id 9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"diagrams\":[]} | a value is neither an array of bars nor an object with a field",
        "3 | a value is neither an array of bars",
        "[{\"dimension\":0,\"birth\":0}] | the death of bar 0 is null or no number",
        "[{\"dimension\":0,\"birth\":NaN,\"death\":1}] | the birth of bar 0 is NaN",
        "[{\"dimension\":0,\"birth\":\"x\",\"death\":1}] | the birth of bar 0 is null or no number",
        "[{\"birth\":0,\"death\":1}] | the dimension of bar 0 is null",
        "[{\"dimension\":-1,\"birth\":0,\"death\":1}] | the dimension of bar 0 is -1",
        "[{\"dimension\":0, | it must hold rows with a diagram, or a diagram, as JSON",
        "`` | it has no diagram; check the path"
      })
  void damagedFile_isRefused(String text, String problem) throws IOException {
    String path = file("bad.json", text);
    assertThatThrownBy(() -> read(path))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageStartingWith("cannot read " + path + ": ")
        .hasMessageContaining(problem);
  }

  @Test
  void wrongBindingAndMissingFile_areRefused() throws IOException {
    for (String binding : List.of("diagram.json", "=diagram.json", "2=d.json", "target=")) {
      assertThatThrownBy(() -> ReferenceDiagrams.read(spark, List.of(binding)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + binding + "' binds no name to a path; write NAME=PATH");
    }
    assertThatThrownBy(() -> read(folder.resolve("none.json").toString()))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("there is no such file or folder");
    String one = "target=" + file("one.json", BARS);
    assertThatThrownBy(() -> ReferenceDiagrams.read(spark, List.of(one, one)))
        .hasMessageContaining("reference 'target' is bound twice");
    spark.range(2).write().parquet(folder.resolve("ids").toString());
    assertThatThrownBy(() -> read(folder.resolve("ids").toString()))
        .hasMessageContaining("it has no column 'diagram' among id");
  }
}
