package io.betti.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.betti.pipeline.dataset.ImageDataset;
import io.betti.pipeline.dataset.Mesh;
import io.betti.pipeline.dataset.MeshFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real files, of which one is damaged: it costs itself only, the others keep their ids and their
 * diagrams bit for bit, and if none may be bad the job says which it is and why.
 */
class DamagedInputTest {
  private static final Path DATA = Command.MNIST.resolveSibling(".");

  @TempDir Path folder;

  private Command diagrams(Path input, String output, Object... more) {
    Object[] arguments =
        Arrays.copyOf(new Object[] {"diagrams", "--input", input}, 5 + more.length);
    arguments[3] = "--output";
    arguments[4] = folder.resolve(output);
    System.arraycopy(more, 0, arguments, 5, more.length);
    return Command.run(arguments);
  }

  private List<Row> rows(String output) {
    return Command.parquet(folder.resolve(output));
  }

  /** What is written beside one bad item is what was written of all, without it. */
  private void assertOnlyMissing(int bad, String reason) throws IOException {
    List<Row> all = rows("all");
    List<Row> rest = rows("rest");
    assertThat(rest).isEqualTo(all.stream().filter(row -> row.<Long>getAs("id") != bad).toList());
    assertThat(rest).hasSize(all.size() - 1);
    assertThat(Files.readAllLines(folder.resolve("rest/_bad_records")))
        .singleElement()
        .asString()
        .startsWith("{\"id\":" + bad + ",\"reason\":\"cannot read ")
        .contains(reason);
  }

  private void assertRefused(Command command, String... told) {
    assertThat(command.code()).isEqualTo(1);
    assertThat(command.err()).contains(told).doesNotContain("\tat ");
    assertThat(command.errorLines()).hasSizeLessThanOrEqualTo(3);
  }

  private Path digits() throws IOException {
    Path images = Files.createDirectory(folder.resolve("digits"));
    for (Row row :
        ImageDataset.idx(Command.spark(), Command.TEST_IMAGES, null, 8, 1).collectAsList()) {
      BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
      image.getRaster().setDataElements(0, 0, 28, 28, row.<byte[]>getAs("values"));
      ImageIO.write(image, "png", images.resolve(row.getAs("id") + ".png").toFile());
    }
    return images;
  }

  private static void cut(Path file, int bytes) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, bytes < 0 ? whole.length + bytes : bytes));
  }

  @Test
  void imageThatIsCutShort() throws IOException {
    Path images = digits();
    Object[] format = {"--input-format", "images"};
    assertThat(diagrams(images, "all", format).code()).isZero();
    cut(images.resolve("5.png"), -40);
    assertRefused(
        diagrams(images, "rest", format), "5.png", "it is a PNG that ends within a chunk");
    Command command =
        diagrams(
            images,
            "rest",
            "--input-format",
            "images",
            "--max-bad-records",
            1,
            "--partitions",
            3,
            "--checkpoint-rows",
            4);
    assertThat(command.code()).as(command.err()).isZero();
    assertOnlyMissing(5, "5.png: it is a PNG that ends within a chunk or before its last");
  }

  @Test
  void firstImageWithoutAHeader_andAllOfThem() throws IOException {
    Path images = digits();
    Object[] format = {"--input-format", "images", "--max-bad-records", 1};
    assertThat(diagrams(images, "all", format).code()).isZero();
    Files.write(images.resolve("0.png"), new byte[0]);
    Command command = diagrams(images, "rest", format);
    assertThat(command.code()).as(command.err()).isZero();
    assertOnlyMissing(0, "0.png: it is empty");
    cut(images.resolve("3.png"), -40);
    assertRefused(diagrams(images, "two", format), "1 bad records are allowed", ".png");
    for (int i = 0; i < 8; i++) {
      Files.write(images.resolve(i + ".png"), "<html>".getBytes(StandardCharsets.US_ASCII));
    }
    assertRefused(diagrams(images, "none", format), "0.png", "it looks like a web page");
  }

  @Test
  void resumeMayAllowMore() throws IOException {
    Path images = digits();
    Object[] once = {"--input-format", "images", "--checkpoint-rows", 4};
    assertThat(diagrams(images, "all", once).code()).isZero();
    cut(images.resolve("6.png"), -40);
    assertRefused(diagrams(images, "rest", once), "6.png", "1 step is done");
    Command command =
        diagrams(
            images,
            "rest",
            "--input-format",
            "images",
            "--checkpoint-rows",
            4,
            "--resume",
            "--max-bad-records",
            1);
    assertThat(command.code()).as(command.err()).isZero();
    assertOnlyMissing(6, "6.png");
  }

  /** The shipped meshes as OFF files, each of a few hundred to thousands of points. */
  private Path meshes() throws IOException {
    Path meshes = Files.createDirectory(folder.resolve("meshes"));
    for (MeshFile file : MeshFile.list(DATA.resolve("meshes").toString(), new Configuration())) {
      Mesh mesh = file.read(new Configuration());
      StringBuilder off = new StringBuilder("OFF\n" + mesh.vertexCount() + " 0 0\n");
      for (int i = 0; i < mesh.vertexCount(); i++) {
        double[] point = mesh.vertex(i);
        off.append(point[0]).append(' ').append(point[1]).append(' ').append(point[2]).append('\n');
      }
      Files.writeString(meshes.resolve(file.name().replace(".obj", ".off")), off);
    }
    return meshes;
  }

  @Test
  void meshThatIsBroken() throws IOException {
    Path meshes = meshes();
    Object[] format = {"--input-format", "meshes", "--filtration", "weak-alpha"};
    assertThat(diagrams(meshes, "all", format).code()).isZero();
    assertThat(rows("all"))
        .extracting(row -> row.<String>getAs("path"))
        .allMatch(path -> path.startsWith("file:") && path.endsWith(".off"));
    Path broken = meshes.resolve("chair.off");
    Files.writeString(broken, Files.readString(broken).replaceFirst("\n[^ \n]+ ", "\nx1 "));
    cut(broken, 2000);
    assertRefused(diagrams(meshes, "rest", format), "chair.off: line");
    Command command =
        diagrams(
            meshes,
            "rest",
            "--input-format",
            "meshes",
            "--filtration",
            "weak-alpha",
            "--max-bad-records",
            1);
    assertThat(command.code()).as(command.err()).isZero();
    assertOnlyMissing(2, "chair.off: line");
  }

  @Test
  void cloudWithAWord() throws IOException {
    List<String> lines = Files.readAllLines(DATA.resolve("points/furniture.csv"));
    Path csv = folder.resolve("clouds.csv");
    Files.write(csv, lines);
    Object[] format = {"--input-format", "csv", "--filtration", "weak-alpha"};
    assertThat(diagrams(csv, "all", format).code()).isZero();
    String cloud = rows("all").get(1).getAs("cloud");
    int line = 0;
    while (!lines.get(line).startsWith(cloud + ",")) {
      line++;
    }
    lines.set(line + 7, lines.get(line + 7).replaceFirst(",[^,]+$", ",zero"));
    Files.write(csv, lines);
    assertRefused(
        diagrams(csv, "rest", format), "line " + (line + 8), "'zero', which is no number");
    Object[] one = Arrays.copyOf(format, 6);
    one[4] = "--max-bad-records";
    one[5] = 1;
    Command command = diagrams(csv, "rest", one);
    assertThat(command.code()).as(command.err()).isZero();
    assertOnlyMissing(1, "line " + (line + 8));
    // Of which cloud a row with a field too few is cannot be known.
    lines.set(line + 7, cloud + ",1");
    Files.write(csv, lines);
    assertRefused(diagrams(csv, "fields", one), "line " + (line + 8) + ": it has 2 fields");
  }

  @Test
  void dryRunPassesOverThem() throws IOException {
    Path images = digits();
    cut(images.resolve("0.png"), -40);
    Command command =
        diagrams(images, "none", "--input-format", "images", "--max-bad-records", 1, "--dry-run");
    assertThat(command.code()).as(command.err()).isZero();
    assertThat(folder.resolve("none")).doesNotExist();
  }
}
