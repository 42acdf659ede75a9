package io.betti.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.betti.pipeline.dataset.ImageDataset;
import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.homology.GridPersistence;
import io.betti.udfs.DiagramProvenance;
import io.betti.udfs.Diagrams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagramsJobTest {
  @TempDir Path folder;

  @Test
  void jsonIsOneObjectALine() throws IOException {
    Path input =
        IdxFiles.floats(
            folder.resolve("peaks"),
            1,
            5,
            new float[] {0, 2, 1, 3, 0},
            new float[] {7, 7, 7, 7, 7});
    Path output = folder.resolve("out");
    Command command =
        Command.run(
            "diagrams",
            "--input",
            input,
            "--output",
            output,
            "--output-format",
            "json",
            "--partitions",
            1,
            "--scale",
            "1/2");
    assertThat(command.code()).as(command.err()).isZero();
    assertThat(lines(output))
        .containsExactly(
            "{\"id\":0,\"diagram\":["
                + "{\"dimension\":0,\"birth\":1.5,\"death\":\"-Infinity\","
                + "\"birth_cell\":[3],\"death_cell\":[]},"
                + "{\"dimension\":0,\"birth\":1.0,\"death\":0.5,"
                + "\"birth_cell\":[1],\"death_cell\":[2]}]}",
            "{\"id\":1,\"diagram\":["
                + "{\"dimension\":0,\"birth\":3.5,\"death\":\"-Infinity\","
                + "\"birth_cell\":[0],\"death_cell\":[]}]}");
  }

  @Test
  void volumesHaveDimensionsUpToTwo() throws IOException {
    byte[] hollow = new byte[27];
    Arrays.fill(hollow, (byte) 9);
    hollow[13] = 1;
    Path output = folder.resolve("out");
    Command command =
        Command.run(
            "diagrams",
            "--input",
            IdxFiles.volumes(folder.resolve("cube"), 3, 3, 3, hollow),
            "--output",
            output,
            "--output-format",
            "json");
    assertThat(command.code()).as(command.err()).isZero();
    assertThat(lines(output))
        .containsExactly(
            "{\"id\":0,\"diagram\":["
                + "{\"dimension\":0,\"birth\":9.0,\"death\":\"-Infinity\","
                + "\"birth_cell\":[0],\"death_cell\":[]},"
                + "{\"dimension\":2,\"birth\":9.0,\"death\":1.0,"
                + "\"birth_cell\":[26],\"death_cell\":[13]}]}");
    assertThat(Files.readString(output.resolve("_report.html"))).contains("[3, 3, 3]");
  }

  @Test
  void jsonOfDigitsHasTheLabelSecond() throws IOException {
    Path output = folder.resolve("out");
    assertThat(Command.diagrams(1, output, "--output-format", "json").code()).isZero();
    assertThat(lines(output).get(0))
        .startsWith(
            "{\"id\":0,\"label\":7,\"diagram\":[{\"dimension\":0,\"birth\":255.0,"
                + "\"death\":\"-Infinity\",\"birth_cell\":[355],\"death_cell\":[]},")
        .endsWith("]}");
  }

  @Test
  void sublevelDiesAtInfinity_andClampAtTheLastValue() throws IOException {
    Path input = IdxFiles.doubles(folder.resolve("line"), 3, new double[] {0.25, 1, 0.5});
    Path output = folder.resolve("out");
    Command.run(
        "diagrams",
        "--input",
        input,
        "--output",
        output,
        "--output-format",
        "json",
        "--direction",
        "sublevel");
    assertThat(lines(output).get(0)).contains("\"birth\":0.25,\"death\":\"Infinity\"");
    Command.run(
        "diagrams",
        "--input",
        input,
        "--output",
        output,
        "--output-format",
        "json",
        "--direction",
        "sublevel",
        "--essential",
        "clamp",
        "--mode",
        "overwrite");
    assertThat(lines(output).get(0))
        .contains("\"birth\":0.25,\"death\":1.0,\"birth_cell\":[0],\"death_cell\":[1]}");
  }

  @Test
  void everyRowIsTheEngines_forEachComplexAndDirection() {
    List<Row> images =
        ImageDataset.idx(Command.spark(), Command.TEST_IMAGES, null, 20, 1).collectAsList();
    for (GridComplex complex : GridComplex.values()) {
      for (Direction direction : Direction.values()) {
        Path output = folder.resolve(complex + "-" + direction);
        Command.diagrams(
            20,
            output,
            "--complex",
            complex,
            "--direction",
            direction,
            "--scale",
            "1/255",
            "--max-dimension",
            1);
        GridPersistence plan =
            new GridPersistence(
                new LevelSetFiltration(Grid.of(28, 28), complex, direction),
                DiagramOptions.upTo(1).withEssential(EssentialPolicy.DROP));
        List<PersistenceDiagram> expected = new ArrayList<>();
        images.forEach(
            row -> expected.add(plan.diagram((byte[]) row.getAs("values")).scaled(1 / 255.0)));
        List<PersistenceDiagram> found = new ArrayList<>();
        Command.parquet(output).forEach(row -> found.add(Diagrams.fromRows(row.getList(2))));
        assertThat(found).isEqualTo(expected);
      }
    }
  }

  @Test
  void tableReadsAsAFolder_withProvenance() {
    Path output = folder.resolve("out");
    Command.diagrams(10, output, "--complex", "cubical-t");
    StructType schema = Command.spark().read().parquet(output.toString()).schema();
    assertThat(schema.fieldNames()).containsExactly("id", "label", "diagram");
    StructField diagram = schema.fields()[2];
    assertThat(DiagramProvenance.of(diagram))
        .isEqualTo(DiagramProvenance.levelSet(GridComplex.CUBICAL_T, Direction.SUPERLEVEL));
  }

  @Test
  void metricsAndReportTellTheRun() throws IOException {
    Path output = folder.resolve("out");
    Command command = Command.diagrams(10, output, "--seed", 5);
    JsonNode metrics = new ObjectMapper().readTree(output.resolve("_metrics.json").toFile());
    assertThat(metrics.get("job").asText()).isEqualTo("diagrams");
    assertThat(metrics.get("complex").asText()).isEqualTo("freudenthal");
    assertThat(metrics.get("field").asText()).isEqualTo("Z/2");
    assertThat(metrics.get("seed").asInt()).isEqualTo(5);
    assertThat(metrics.get("rows_written").asInt()).isEqualTo(10);
    assertThat(metrics.get("settings").get("limit").asText()).isEqualTo("10");
    assertThat(metrics.get("versions").get("spark").asText()).startsWith("4.1");
    assertThat(Files.readString(output.resolve("_report.html"))).contains("freudenthal superlevel");
    assertThat(command.out()).contains("report: " + output.resolve("_report.html"));
    assertThat(command.lastLine()).isEqualTo("done: 10 rows written to " + output);
  }

  @Test
  void partitionsDoNotChangeTheData() throws IOException {
    Path one = folder.resolve("one");
    Path seven = folder.resolve("seven");
    Command.diagrams(50, one, "--partitions", 1, "--output-format", "json");
    Command.diagrams(
        50, seven, "--partitions", 7, "--output-format", "json", "--checkpoint-rows", 20);
    assertThat(lines(seven)).isEqualTo(lines(one)).hasSize(50);
  }

  @Test
  void dimensionIsRefused_whenTheGridHasNone() {
    Command command = Command.diagrams(10, folder.resolve("out"), "--max-dimension", 2);
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.err())
        .contains("--max-dimension is 2")
        .contains("grids of shape [28, 28]")
        .contains("dimensions 0 to 1");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  /** Lines of all part files in the order of their names. */
  static List<String> lines(Path output) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(output)) {
      for (Path file : files.sorted().toList()) {
        if (file.getFileName().toString().startsWith("part-")) {
          lines.addAll(Files.readAllLines(file));
        }
      }
    }
    return lines;
  }
}
