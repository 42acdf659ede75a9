package io.betti.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.betti.pipeline.dataset.ImageDataset;
import io.betti.pipeline.dataset.MeshFormat;
import io.betti.pipeline.voxel.SolidVoxelizer;
import io.betti.pipeline.voxel.UpAxis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VoxelizeJobTest {
  private static final Path DATA = Path.of(System.getProperty("betti.basedir"), "data");

  private static final String TETRAHEDRON =
      "OFF4 4 6\n0 0 0\n1 0 0\n0 2 0\n0 0 3\n3 0 2 1\n3 0 1 3\n3 0 3 2\n3 1 2 3\n";

  private static final String SHEET = "v 0 0 0\nv 1 0 0\nv 1 1 1\nv 0 1 1\nf 1 2 3 4\n";

  @TempDir Path folder;

  private Path meshes() throws IOException {
    Path meshes = Files.createDirectory(folder.resolve("meshes"));
    Files.writeString(meshes.resolve("b, \"c\".off"), TETRAHEDRON);
    Files.writeString(meshes.resolve("a.obj"), SHEET);
    Files.writeString(meshes.resolve("points.xyz"), "0 0 0\n");
    return meshes;
  }

  private Command voxelize(Object input, Path output, Object... more) {
    List<Object> arguments =
        new ArrayList<>(List.of("voxelize", "--input", input, "--output", output, "--size", 8));
    arguments.addAll(List.of(more));
    return Command.run(arguments.toArray());
  }

  private static byte[] voxels(Path folder) throws IOException {
    try (GZIPInputStream in =
        new GZIPInputStream(Files.newInputStream(folder.resolve("voxels-idx4-ubyte.gz")))) {
      return in.readAllBytes();
    }
  }

  @Test
  void shippedVoxelsAreMadeOfTheShippedMeshes() throws IOException {
    Path output = folder.resolve("out");
    Command command =
        Command.run(
            "voxelize",
            "--input",
            DATA.resolve("meshes"),
            "--size",
            32,
            "--rotations",
            12,
            "--up",
            "y",
            "--output",
            output);
    assertThat(command.code()).as(command.err()).isZero();
    assertThat(voxels(output)).isEqualTo(voxels(DATA.resolve("voxels"))).hasSize(20 + 60 * 32_768);
    assertThat(output.resolve("index.csv"))
        .hasSameTextualContentAs(DATA.resolve("voxels/index.csv"));
  }

  @Test
  void gridsAreTheVoxelizers_filesInOrder_eachWithItsRotations() throws IOException {
    Path output = folder.resolve("out");
    Command command = voxelize(meshes(), output, "--rotations", 7);
    assertThat(command.code()).as(command.err()).isZero();
    assertThat(command.lastLine()).isEqualTo("done: 14 rows written to " + output);
    assertThat(command.out()).contains("voxels: " + output + "/voxels-idx4-ubyte.gz");
    List<Row> rows =
        ImageDataset.idx(
                Command.spark(), output.resolve("voxels-idx4-ubyte.gz").toString(), null, 100, 1)
            .collectAsList();
    SolidVoxelizer voxelizer = new SolidVoxelizer(8, 1, UpAxis.Z, 7);
    assertThat(rows).hasSize(14);
    for (Row row : rows) {
      int id = (int) row.getLong(0);
      assertThat(row.getList(1)).isEqualTo(List.of(8, 8, 8));
      MeshFormat format = id < 7 ? MeshFormat.OBJ : MeshFormat.OFF;
      byte[] text = (id < 7 ? SHEET : TETRAHEDRON).getBytes(StandardCharsets.UTF_8);
      assertThat((byte[]) row.getAs("values"))
          .isEqualTo(voxelizer.solid(format.read(text, "m"), id % 7).values());
    }
    List<String> index = Files.readAllLines(output.resolve("index.csv"));
    assertThat(index).hasSize(15);
    assertThat(index.get(0))
        .isEqualTo("id,file,rotation,occupied,components,z_min,z_max,y_min,y_max,x_min,x_max");
    assertThat(index.get(1)).isEqualTo("0,a.obj,0,96,1,1,6,1,6,1,6");
    assertThat(index.get(8)).startsWith("7,\"b, \"\"c\"\".off\",0,").endsWith(",1,6,2,5,3,4");
    assertThat(index.get(9)).startsWith("8,\"b, \"\"c\"\".off\",51.42857142857143,");
  }

  @Test
  void partitionsAndStepsDoNotChangeTheFiles() throws IOException {
    Path meshes = meshes();
    for (int i = 0; i < 5; i++) {
      Files.writeString(
          meshes.resolve("c" + i + ".off"),
          TETRAHEDRON.replace("0 0 3\n", "0 0 " + (i + 1) + "\n"));
    }
    Path one = folder.resolve("one");
    Path many = folder.resolve("many");
    voxelize(meshes, one, "--rotations", 2, "--partitions", 1);
    Command command =
        voxelize(meshes, many, "--rotations", 2, "--partitions", 3, "--checkpoint-rows", 6);
    assertThat(command.code()).as(command.err()).isZero();
    assertThat(voxels(many)).isEqualTo(voxels(one)).hasSize(20 + 14 * 512);
    assertThat(many.resolve("index.csv")).hasSameTextualContentAs(one.resolve("index.csv"));
    JsonNode metrics = new ObjectMapper().readTree(many.resolve("metrics.json").toFile());
    assertThat(metrics.get("step_seconds")).hasSize(3);
    try (var files = Files.list(many)) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(n -> !n.startsWith(".")))
          .containsExactlyInAnyOrder(
              "_SUCCESS",
              "_run.json",
              "index.csv",
              "metrics.json",
              "report.html",
              "voxels-idx4-ubyte.gz");
    }
  }

  @Test
  void badMeshFailsTheJob_orIsLeftOutAndNamed() throws IOException {
    Path meshes = meshes();
    Files.writeString(meshes.resolve("aa.off"), "OFF 3 0 0\n0 0 0\n");
    Files.writeString(meshes.resolve("bb.ply"), "ply\n");
    Files.writeString(meshes.resolve("cc.obj"), "v 0 0 0\n");
    Path output = folder.resolve("out");
    Command refused = voxelize(meshes, output, "--max-bad-records", 2);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("2 bad records are allowed").doesNotContain("\tat ");
    assertThat(refused.errorLines()).hasSizeLessThanOrEqualTo(3);
    assertThat(output).doesNotExist();
    Command command = voxelize(meshes, output, "--max-bad-records", 3, "--rotations", 2);
    assertThat(command.code()).as(command.err()).isZero();
    assertThat(command.lastLine()).contains("4 rows written").contains("3 bad records left out");
    assertThat(voxels(output)).hasSize(20 + 4 * 512);
    assertThat(Files.readAllLines(output.resolve("index.csv")).subList(1, 5))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("0,a.obj,0,"),
            line -> assertThat(line).startsWith("1,a.obj,180,"),
            line -> assertThat(line).startsWith("2,\"b, "),
            line -> assertThat(line).startsWith("3,\"b, "));
    assertThat(Files.readAllLines(output.resolve("_bad_records")))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("{\"id\":1,").contains("before vertex 1 of 3"),
            line -> assertThat(line).startsWith("{\"id\":3,").contains("bb.ply: line 1: it ends"),
            line -> assertThat(line).startsWith("{\"id\":4,").contains("cc.obj: it has no triang"));
  }

  @Test
  void resumeGoesOnAfterTheLastWholeStep() throws IOException {
    Path meshes = meshes();
    Files.writeString(meshes.resolve("z.off"), "OFF 3 0 0\n0 0 0\n");
    Path output = folder.resolve("out");
    Command stopped = voxelize(meshes, output, "--checkpoint-rows", 1);
    assertThat(stopped.code()).isEqualTo(1);
    assertThat(stopped.err()).contains("mesh 2 cannot be used").contains("2 steps are done");
    assertThat(output.resolve("voxels-idx4-ubyte.gz")).doesNotExist();
    Command resumed =
        voxelize(meshes, output, "--checkpoint-rows", 1, "--resume", "--max-bad-records", 1);
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(voxels(output)).hasSize(20 + 2 * 512);
    assertThat(voxelize(meshes, output, "--checkpoint-rows", 1, "--resume").out())
        .contains("nothing left to do");
    assertThat(voxelize(meshes, output).err()).contains("exists already");
    assertThat(
            voxelize(meshes.resolve("a.obj"), output, "--mode", "overwrite", "--margin", 3).code())
        .isZero();
    assertThat(voxels(output)).hasSize(20 + 512);
  }

  @Test
  void metricsAndReportTellTheRun() throws IOException {
    Path output = folder.resolve("out");
    voxelize(meshes() + "/*.o*", output, "--up", "y", "--seed", 3);
    JsonNode metrics = new ObjectMapper().readTree(output.resolve("metrics.json").toFile());
    assertThat(metrics.get("job").asText()).isEqualTo("voxelize");
    assertThat(metrics.get("rows_written").asInt()).isEqualTo(2);
    assertThat(metrics.get("meshes").asInt()).isEqualTo(2);
    assertThat(metrics.get("connected_grids").asInt()).isEqualTo(2);
    assertThat(metrics.get("components_complex").asText()).isEqualTo("freudenthal");
    assertThat(metrics.get("settings").get("up").asText()).isEqualTo("y");
    assertThat(metrics.get("seed").asInt()).isEqualTo(3);
    assertThat(Files.readString(output.resolve("report.html")))
        .contains("2 solid grids of 8 x 8 x 8 voxels, margin 1, y up")
        .contains("a.obj · id 0")
        .contains("data:image/png");
  }

  @Test
  void dryRunTellsThePlan_andTouchesNothing() throws IOException {
    Path output = folder.resolve("out");
    Command command = voxelize(meshes(), output, "--dry-run", "--rotations", 3);
    assertThat(command.code()).as(command.err()).isZero();
    assertThat(command.out())
        .contains("2 meshes, ")
        .contains("6 solid grids of 8 x 8 x 8 voxels, margin 1, z up")
        .containsPattern("estimate +[0-9.]+ s of computing on one core, 0.0 MB")
        .contains("dry run");
    assertThat(output).doesNotExist();
  }

  @Test
  void whatCannotBeIsRefused() throws IOException {
    Path meshes = meshes();
    Path output = folder.resolve("out");
    for (Object[] wrong :
        new Object[][] {
          {"--size", 0},
          {"--size", 2},
          {"--size", 2000},
          {"--margin", -1},
          {"--margin", 4},
          {"--rotations", 0},
          {"--rotations", Integer.MAX_VALUE},
          {"--up", "x"},
          {"--mode", "append"}
        }) {
      Command command = voxelize(meshes, output, wrong);
      assertThat(command.code()).as(wrong[0] + " " + wrong[1]).isEqualTo(2);
      assertThat(command.err()).contains(wrong[0].toString());
    }
    assertThat(voxelize(meshes.resolve("points.xyz"), output).err()).contains("has points only");
    assertThat(voxelize(folder.resolve("none"), output).err()).contains("no such file or folder");
    assertThat(voxelize(meshes, meshes).err()).contains("stands in the output folder");
    assertThat(output).doesNotExist();
  }
}
