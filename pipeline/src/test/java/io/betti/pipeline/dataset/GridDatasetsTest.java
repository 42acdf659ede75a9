package io.betti.pipeline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GridDatasetsTest {
  @TempDir private static Path folder;

  private static DatasetOutline outline(String format, String path, Map<String, String> options) {
    return GridDatasets.outline(format, path, options, new Configuration(false));
  }

  @Test
  void everyFormatIsRegistered() {
    List<String> names = new ArrayList<>();
    for (DataSourceRegister source : ServiceLoader.load(DataSourceRegister.class)) {
      if (source instanceof ItemDataSource) {
        names.add(source.shortName());
      }
    }
    assertThat(names).containsExactlyElementsOf(GridDatasets.formats());
    assertThat(names)
        .containsExactly("idx", "npy", "raw", "binvox", "voxmat", "images", "clouds", "meshes");
    assertThat(GridDatasets.options("raw")).containsExactly("shape", "dtype", "endian", "labels");
    assertThatThrownBy(() -> GridDatasets.options("tiff"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is no format 'tiff'; there are idx, npy, raw");
  }

  @Test
  void idxOfFourAxesGivesItemsOfThree() {
    byte[] file = IdxBytes.file(new SplittableRandom(3), IdxType.UBYTE, 6, 3, 4, 5);
    String path = IdxBytes.write(folder, "volumes.idx", file);
    DatasetOutline outline = outline("idx", path, Map.of());
    assertThat(outline.items()).isEqualTo(6);
    assertThat(outline.shape().orElseThrow()).containsExactly(3, 4, 5);
    assertThat(outline.kind()).contains(ValueKind.BINARY);
    assertThat(outline.place(4)).isEqualTo("row 4 of " + path);
    List<Row> rows = GridRows.same("idx", path, Map.of());
    for (int id = 0; id < 6; id++) {
      assertThat(GridRows.shape(rows.get(id))).containsExactly(3, 4, 5);
      assertThat((byte[]) rows.get(id).getAs("values"))
          .isEqualTo(Arrays.copyOfRange(file, 20 + 60 * id, 80 + 60 * id));
    }
  }

  @Test
  void itemsWithoutSparkAreThoseOfTheTable_forGrids() {
    Map<String, Map<String, String>> paths =
        Map.of(
            "npy", Map.of("path", ForeignFiles.path("npy/big-f4.npy")),
            "voxmat", Map.of("path", ForeignFiles.path("mat/double.mat")),
            "raw", Map.of("path", ForeignFiles.path("npy/u1.npy"), "shape", "4", "dtype", "u2"));
    paths.forEach(
        (format, all) -> {
          Map<String, String> options = new HashMap<>(all);
          String path = options.remove("path");
          List<Row> rows = GridRows.same(format, path, options);
          try (ItemIterator items = outline(format, path, options).read()) {
            for (Row row : rows) {
              Item item = items.next();
              assertThat(item.id()).isEqualTo(row.getLong(0));
              assertThat(Arrays.stream(item.shape()).boxed().toList())
                  .isEqualTo(GridRows.shape(row));
              assertThat(GridRows.doubles(item.values())).isEqualTo(GridRows.values(row));
            }
            assertThat(items.hasNext()).isFalse();
          }
        });
  }

  @Test
  void sqlReadsThem_andPlansKnowTheirRows() {
    String path = ForeignFiles.path("npy/u1.npy");
    LocalSpark.session()
        .sql("CREATE OR REPLACE TEMPORARY VIEW n USING npy OPTIONS (path '" + path + "')");
    assertThat(LocalSpark.session().sql("SELECT count(*), max(size(shape)) FROM n").first())
        .isEqualTo(RowFactory.create(5L, 3));
    var statistics = LocalSpark.session().table("n").queryExecution().optimizedPlan().stats();
    assertThat(statistics.rowCount().get().longValue()).isEqualTo(5);
  }

  @Test
  void otherFileSystems() {
    Map<String, String> options =
        Map.of("fs.counted.impl", CountingFileSystem.class.getName(), "items", "file");
    String root = Path.of(ForeignFiles.path("npy/u1.npy")).getParent().toString();
    CountingFileSystem.reset();
    List<Row> ids =
        GridRows.read("npy", "counted://" + root + "/{u1,b1}.npy", options, 2)
            .select("id", "path")
            .collectAsList();
    assertThat(ids.stream().map(row -> row.getString(1)))
        .containsExactly("counted:" + root + "/b1.npy", "counted:" + root + "/u1.npy");
    // Only the first file's header, by the schema and by the table.
    assertThat(CountingFileSystem.OPENED.get()).isEqualTo(2);
  }

  @Test
  void rangesOfAnOutlineFitTogether_thoughFilesAreAdded() throws IOException {
    Path root = Files.createDirectory(folder.resolve("growing"));
    for (String name : new String[] {"b", "d", "f"}) {
      Files.write(root.resolve(name + ".binvox"), BinvoxBytes.file(2, 1, 1, (x, y, z) -> x));
    }
    DatasetOutline outline = outline("binvox", root.toString(), Map.of());
    Files.write(root.resolve("a.binvox"), new byte[3]);
    List<Row> rows = new ArrayList<>(rows(outline, 0, 2));
    rows.addAll(rows(outline, 2, 9));
    assertThat(rows.stream().map(row -> row.getLong(0))).containsExactly(0L, 1L, 2L);
    assertThat(rows.stream().map(row -> row.<String>getAs("path")))
        .allMatch(path -> path.matches(".*/[bdf].binvox"));
    assertThatThrownBy(() -> rows(outline, -1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from = '-1'");
    DatasetOutline clouds =
        outline(
            "clouds",
            IdxBytes.write(
                folder, "c.csv", "cloud,x\na,1\nb,2\na,3\n".getBytes(StandardCharsets.UTF_8)),
            Map.of());
    assertThat(rows(clouds, 1, 2).get(0).getString(1)).isEqualTo("b");
  }

  private static List<Row> rows(DatasetOutline outline, long from, long to) {
    return outline
        .rows(LocalSpark.session(), from, to, GridDatasets.BY_SIZE)
        .select("*")
        .collectAsList();
  }
}
