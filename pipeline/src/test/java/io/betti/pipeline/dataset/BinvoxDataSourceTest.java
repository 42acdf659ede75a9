package io.betti.pipeline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinvoxDataSourceTest {
  @TempDir private static Path folder;

  /** Every voxel tells its place. */
  private static int value(int x, int y, int z) {
    return (x + 3 * y + 17 * z) % 256;
  }

  @Test
  void axesAreZYX_xFastest() throws IOException {
    byte[] file = BinvoxBytes.file(3, 4, 5, BinvoxDataSourceTest::value);
    GridValues grid = new BinvoxDecoder().decode(new ByteArrayInputStream(file), "memory");
    assertThat(grid.shape()).containsExactly(5, 4, 3);
    byte[] values = (byte[]) grid.values();
    for (int z = 0; z < 5; z++) {
      for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 3; x++) {
          assertThat(values[(z * 4 + y) * 3 + x] & 0xFF).isEqualTo(value(x, y, z));
        }
      }
    }
    BinvoxHeader header = BinvoxHeader.read(new ByteArrayInputStream(file), "memory");
    assertThat(header.translate()).containsExactly(-0.5, -0.25, 0);
    assertThat(header.scale()).isEqualTo(1.5);
  }

  @Test
  void folderInTheOrderOfPaths_labelsByFolder_hiddenAndOthersPassedOver() throws IOException {
    Path root = Files.createDirectory(folder.resolve("models"));
    for (String name :
        new String[] {"b/2.binvox", "a/1.binvox", "a/10.binvox.gz", "c/d/0.BINVOX"}) {
      Path path = root.resolve(name);
      Files.createDirectories(path.getParent());
      int size = name.charAt(0) - 'a' + 1;
      byte[] file = BinvoxBytes.file(size, 2, 2, (x, y, z) -> x == 0 ? 1 : 0);
      Files.write(path, name.endsWith("gz") ? IdxBytes.gzip(file) : file);
    }
    Files.writeString(root.resolve("a/readme.txt"), "no voxels");
    Files.write(root.resolve("a/.hidden.binvox"), new byte[1]);
    Files.createDirectory(root.resolve("_temporary"));
    Files.write(root.resolve("_temporary/x.binvox"), new byte[1]);
    List<Row> rows = GridRows.same("binvox", root.toString(), Map.of("labels", "folder"));
    assertThat(
            rows.stream()
                .map(row -> row.<String>getAs("path").substring(5 + root.toString().length())))
        .containsExactly("/a/1.binvox", "/a/10.binvox.gz", "/b/2.binvox", "/c/d/0.BINVOX");
    assertThat(rows.stream().map(row -> row.<Integer>getAs("label"))).containsExactly(0, 0, 1, 2);
    assertThat(GridRows.shape(rows.get(2))).containsExactly(2, 2, 2);
    assertThat(GridRows.values(rows.get(2))).containsExactly(1, 0, 1, 0, 1, 0, 1, 0);
    assertThat(GridRows.same("binvox", root + "/{a,b}/*.binvox*", Map.of())).hasSize(3);
    assertThat(GridRows.same("binvox", root + "/[ab]", Map.of())).hasSize(3);
    assertThat(GridRows.same("binvox", root + "/c/d/0.BINVOX", Map.of())).hasSize(1);
    DatasetOutline outline =
        GridDatasets.outline("binvox", root.toString(), Map.of(), new Configuration(false));
    assertThat(outline.items()).isEqualTo(4);
    assertThat(outline.shape()).isEmpty();
    assertThat(outline.files()).hasSize(4);
    assertThat(outline.place(2)).startsWith("item 2, file:").endsWith("/b/2.binvox");
    assertThatThrownBy(
            () ->
                GridDatasets.outline("binvox", root + "/*.obj", Map.of(), new Configuration(false)))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("there is no such file or folder, nor does it match");
  }

  @Test
  void emptyFolder() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(
            () ->
                GridDatasets.outline(
                    "binvox", empty.toString(), Map.of(), new Configuration(false)))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("no file below it ends in .binvox");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#binvox 2/dim 2 2 2/data/ | its version is '#binvox 2'",
        "binvox/dim 2 2 2/data/ | not with the line '#binvox 1'",
        "#binvox 1/data/ | it has no line dim",
        "#binvox 1/dim 2 2/data/ | its line is 'dim 2 2'",
        "#binvox 1/dim 2 0 2/data/ | its line is 'dim 2 0 2'",
        "#binvox 1/dim 2 2 x/data/ | its line is 'dim 2 2 x'",
        "#binvox 1/dim 2000 2000 2000/data/ | of at most",
        "#binvox 1/dim 2 2 2/scale one/data/ | not scale and 1 finite numbers",
        "#binvox 1/dim 2 2 2/translate 0 NaN 0/data/ | not translate and 3 finite numbers",
        "#binvox 1/dim 2 2 2/size 3/data/ | it has a line 'size'",
        "#binvox 1/dim 2 2 2/ | it ends within it",
      })
  void malformedFiles(String text, String problem) {
    byte[] file = text.replace('/', '\n').getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> new BinvoxDecoder().decode(new ByteArrayInputStream(file), "memory"))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageStartingWith("cannot read memory: ")
        .hasMessageContaining(problem);
  }

  @Test
  void runsMustFillTheGrid() {
    assertRuns("its runs end after 7 voxels of the 8 that its header promises", 1, 7);
    assertRuns("its runs end after 7 voxels of the 8", 1, 7, 0);
    assertRuns("its runs hold 9 voxels, but its header says 8", 1, 9);
    assertRuns("run 1 has the length 0", 1, 8, 1, 0);
    assertRuns("its runs end after 0 voxels", new int[0]);
  }

  private static void assertRuns(String problem, int... runs) {
    byte[] header = "#binvox 1\ndim 2 2 2\ndata\n".getBytes(StandardCharsets.ISO_8859_1);
    byte[] data = new byte[runs.length];
    for (int i = 0; i < runs.length; i++) {
      data[i] = (byte) runs[i];
    }
    byte[] file = IdxBytes.join(header, data);
    assertThatThrownBy(() -> new BinvoxDecoder().decode(new ByteArrayInputStream(file), "memory"))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining(problem);
  }
}
