package io.betti.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.complex.PointCloud;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.filtration.RipsFiltration;
import io.betti.topology.homology.AlphaPersistence;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.homology.GridPersistence;
import io.betti.topology.homology.RipsPersistence;
import io.betti.udfs.DiagramProvenance;
import io.betti.udfs.Diagrams;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The job {@code diagrams} on volumes and point clouds, from the data that ship. */
class DiagramsOfAllKindsTest {
  private static final Path DATA = Command.MNIST.resolveSibling(".");
  private static final Path CLOUDS = DATA.resolve("points/furniture.csv");
  private static final Path VOXELS = DATA.resolve("voxels/voxels-idx4-ubyte.gz");

  @TempDir Path folder;

  private Command diagrams(Object input, Object... more) {
    Object[] arguments = new Object[5 + more.length];
    arguments[0] = "diagrams";
    arguments[1] = "--input";
    arguments[2] = input;
    arguments[3] = "--output";
    arguments[4] = folder.resolve("out");
    System.arraycopy(more, 0, arguments, 5, more.length);
    return Command.run(arguments);
  }

  private List<Row> rows() {
    return Command.parquet(folder.resolve("out"));
  }

  private static PointCloud cloud(String name) throws IOException {
    double[][] points =
        Files.readAllLines(CLOUDS).stream()
            .filter(line -> line.startsWith(name + ","))
            .map(line -> line.split(","))
            .map(
                fields ->
                    new double[] {
                      Double.parseDouble(fields[1]),
                      Double.parseDouble(fields[2]),
                      Double.parseDouble(fields[3])
                    })
            .toArray(double[][]::new);
    return PointCloud.of(points);
  }

  @Test
  void ripsOfACsvOfClouds_equalsTheEngine() throws IOException {
    Command command =
        diagrams(
            CLOUDS,
            "--input-format",
            "csv",
            "--filtration",
            "rips",
            "--max-dimension",
            1,
            "--partitions",
            3,
            "--limit",
            3);
    assertThat(command.code()).as(command.err()).isZero();
    assertThat(command.err()).contains("needs about", "on one core");
    RipsPersistence plan = new RipsPersistence(RipsFiltration.unbounded(), DiagramOptions.upTo(1));
    List<Row> rows = rows();
    assertThat(rows).hasSize(3);
    for (Row row : rows) {
      PersistenceDiagram expected = plan.diagram(cloud(row.getAs("cloud")));
      assertThat(expected.size(1)).isPositive();
      assertThat(Diagrams.fromRows(row.<Row>getList(row.fieldIndex("diagram"))))
          .isEqualTo(expected);
    }
    JsonNode metrics = new ObjectMapper().readTree(folder.resolve("out/_metrics.json").toFile());
    assertThat(metrics.get("filtration").asText()).isEqualTo("rips");
    assertThat(metrics.get("field").asText()).isEqualTo("Z/2");
    assertThat(metrics.get("tasks").get("count").asInt()).isGreaterThanOrEqualTo(3);
    assertThat(metrics.get("tasks").get("skew").asDouble()).isGreaterThanOrEqualTo(1);
    assertThat(metrics.get("bars").get("PD1").asLong()).isPositive();
    assertThat(Files.readString(folder.resolve("out/_report.html")))
        .contains("300 points")
        .doesNotContain("NaN");
  }

  @Test
  void alphaOfPointsOfMeshes_tellsWhatItIs() {
    Command command =
        diagrams(
            DATA.resolve("meshes"),
            "--input-format",
            "meshes",
            "--filtration",
            "alpha",
            "--squared",
            "--max-dimension",
            2,
            "--limit",
            1);
    assertThat(command.code()).as(command.err()).isZero();
    Dataset<Row> table = Command.spark().read().parquet(folder.resolve("out").toString());
    DiagramProvenance provenance = DiagramProvenance.of(table.schema().apply("diagram"));
    assertThat(provenance.filtration()).isEqualTo("alpha squared");
    Row first = rows().get(0);
    assertThat(first.<String>getAs("path")).endsWith("/meshes/armchair.obj");
    assertThat(Diagrams.fromRows(first.<Row>getList(first.fieldIndex("diagram"))).size(2))
        .isPositive();
  }

  @Test
  void alphaOfClouds_equalsTheEngine() throws IOException {
    Command command =
        diagrams(
            CLOUDS,
            "--input-format",
            "csv",
            "--filtration",
            "alpha",
            "--max-dimension",
            2,
            "--limit",
            1);
    assertThat(command.code()).as(command.err()).isZero();
    Row row = rows().get(0);
    assertThat(Diagrams.fromRows(row.<Row>getList(2)))
        .isEqualTo(
            new AlphaPersistence(3, DiagramOptions.upTo(2), false)
                .diagram(cloud(row.getString(1))));
  }

  @ParameterizedTest
  @CsvSource({"FREUDENTHAL", "CUBICAL_V", "CUBICAL_T"})
  void diagramsOfVoxels_equalTheEngine(GridComplex complex) {
    Command command = diagrams(VOXELS, "--limit", 4, "--complex", complex.toString());
    assertThat(command.code()).as(command.err()).isZero();
    assertThat(command.err()).contains("a grid [32, 32, 32] needs about");
    Split split =
        Split.idx(
            null,
            "--input",
            VOXELS.toString(),
            null,
            4L,
            new org.apache.hadoop.conf.Configuration());
    FirstItems items = FirstItems.of(split, 4);
    GridPersistence plan =
        new GridPersistence(
            new LevelSetFiltration(Grid.of(32, 32, 32), complex, Direction.SUPERLEVEL),
            DiagramOptions.upTo(2));
    for (Row row : rows()) {
      int id = (int) row.getLong(0);
      assertThat(Diagrams.fromRows(row.<Row>getList(1)))
          .isEqualTo(plan.diagram((byte[]) items.item(id).values()));
    }
  }

  @Test
  void rawVolumes_areReadByTheirShape() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(2 * 27 * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 54; i++) {
      bytes.putFloat(i % 27 == 13 ? 0 : 1);
    }
    Path raw = Files.write(folder.resolve("hollow.raw"), bytes.array());
    Command command =
        diagrams(
            raw,
            "--input-format",
            "raw",
            "--input-options",
            "shape=3,3,3;dtype=f4",
            "--direction",
            "superlevel");
    assertThat(command.code()).as(command.err()).isZero();
    for (Row row : rows()) {
      assertThat(Diagrams.fromRows(row.<Row>getList(1)).toStringWithoutCells())
          .isEqualTo("H0: [1.0, -inf)\nH2: [1.0, 0.0)");
    }
  }

  @Test
  void cloudWithNaN_isABadRecord() throws IOException {
    Path input =
        Files.writeString(
            folder.resolve("c.csv"), "cloud,x,y\na,0,0\na,0,1\nb,1,NaN\nb,2,2\nb,4,4\nc,3,3\n");
    Command command = diagrams(input, "--input-format", "csv", "--max-bad-records", 1);
    assertThat(command.code()).as(command.err()).isZero();
    assertThat(rows()).hasSize(2);
    assertThat(Files.readString(folder.resolve("out/_bad_records")))
        .contains("coordinate 1 of point 0 is NaN");
  }

  /** A file that has no blocks on disk, and a plan that would need gigabytes. */
  @Test
  void volumeThatCannotFit_isRefusedBeforehand() throws IOException {
    Path huge = folder.resolve("huge.raw");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(600L * 600 * 600);
    }
    Command command =
        diagrams(huge, "--input-format", "raw", "--input-options", "shape=600,600,600;dtype=u1");
    assertThat(command.code()).isEqualTo(1);
    assertThat(command.err())
        .contains("a grid [600, 600, 600] needs about")
        .contains("--driver-memory");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--filtration level-set | it is one of rips, weak-alpha, alpha",
        "--complex cubical-v | say something of grids",
        "--complex freudenthal | says something of grids",
        "--filtration alpha --threshold 2 | only rips has one",
        "--squared | only alpha has radii",
        "--threshold -1 | at least 0",
        "--filtration weak-alpha --max-dimension 3 | dimensions 0 to 2",
        "--input-options colour=red | the options of csv are",
      })
  void wrongOptionsOfClouds_areUsageErrors(String options, String complaint) {
    Object[] more = ("--input-format csv " + options).split(" ");
    Command command = diagrams(CLOUDS, more);
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.err()).contains(complaint);
  }

  @Test
  void wrongOptionsOfGrids_areUsageErrors() {
    Command rips = diagrams(VOXELS, "--filtration", "rips");
    assertThat(rips.code()).isEqualTo(2);
    assertThat(rips.err()).contains("is of point clouds");
    Command threshold = diagrams(VOXELS, "--threshold", 3);
    assertThat(threshold.code()).isEqualTo(2);
    assertThat(threshold.err()).contains("say something of point clouds");
    Command format = diagrams(VOXELS, "--input-format", "tiff");
    assertThat(format.code()).isEqualTo(2);
    assertThat(format.err()).contains("diagrams reads idx, npy");
  }
}
