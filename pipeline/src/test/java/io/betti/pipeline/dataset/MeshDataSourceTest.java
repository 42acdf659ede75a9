package io.betti.pipeline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeshDataSourceTest {
  @TempDir Path folder;

  private final SparkSession spark = LocalSpark.session();

  private void fill() throws IOException {
    Files.write(folder.resolve("b.off"), MeshBytes.off());
    Files.write(folder.resolve("a.OBJ"), MeshBytes.obj());
    Files.write(folder.resolve("d.ply"), MeshBytes.ply("binary_big_endian"));
    Files.write(folder.resolve("c.xyz"), MeshBytes.xyz());
    Files.writeString(folder.resolve("README.md"), "none of them");
    Files.writeString(folder.resolve("_e.off"), "none of them");
    Files.write(
        Files.createDirectory(folder.resolve("more")).resolve("a.off.gz"),
        IdxBytes.gzip(MeshBytes.off()));
  }

  private Dataset<Row> load(Object path) {
    return spark.read().format("meshes").load(path.toString());
  }

  @Test
  void folderIsARowForEachFile_orderedByPath() throws IOException {
    fill();
    Dataset<Row> clouds = load(folder);
    assertThat(clouds.schema().simpleString())
        .isEqualTo("struct<id:bigint,cloud:string,points:array<array<double>>,path:string>");
    assertThat(clouds.schema().fields()).noneMatch(field -> field.nullable());
    List<Row> rows = clouds.collectAsList();
    assertThat(rows).extracting(row -> row.getLong(0)).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(rows)
        .extracting(row -> row.getString(1))
        .containsExactly("a.OBJ", "b.off", "c.xyz", "d.ply", "a.off.gz");
    for (Row row : rows) {
      List<scala.collection.Seq<Double>> points = row.getList(2);
      assertThat(points).hasSize(5);
      for (int i = 0; i < 15; i++) {
        assertThat(points.get(i / 3).apply(i % 3)).isEqualTo(MeshBytes.VERTICES[i]);
      }
    }
  }

  @Test
  void partitionsDoNotChangeRowsOrOrder() throws IOException {
    fill();
    List<Row> one = load(folder).collectAsList();
    for (int partitions : new int[] {1, 3, 7}) {
      Dataset<Row> cut =
          spark.read().format("meshes").option("partitions", partitions).load(folder.toString());
      assertThat(cut.rdd().getNumPartitions()).isEqualTo(Math.min(5, partitions));
      assertThat(cut.collectAsList()).isEqualTo(one);
    }
  }

  @Test
  void patternAndSingleFileAndSqlAreTaken() throws IOException {
    fill();
    assertThat(load(folder.resolve("[ab].*")).select("cloud").as(Encoders.STRING()).collectAsList())
        .containsExactly("a.OBJ", "b.off");
    assertThat(load(folder.resolve("mor?/*.{gz,ply}")).count()).isEqualTo(1);
    assertThat(load(folder.resolve("c.xyz")).count()).isEqualTo(1);
    Path odd = Files.createDirectory(folder.resolve("a[b]"));
    Files.write(odd.resolve("x.off"), MeshBytes.off());
    assertThat(load(odd).count()).isEqualTo(1);
    spark.sql(
        "CREATE OR REPLACE TEMPORARY VIEW clouds USING meshes OPTIONS (path '" + folder + "')");
    assertThat(spark.sql("SELECT sum(size(points)) FROM clouds").first().getLong(0)).isEqualTo(30);
  }

  @Test
  void brokenFileIsMetByTasksThatReadPoints_andByNoOthers() throws IOException {
    fill();
    Files.writeString(folder.resolve("bad.off"), "OFF 2 0 0\n1 2 3\n");
    Dataset<Row> clouds = load(folder);
    assertThat(clouds.select("id", "cloud").collectAsList()).hasSize(6);
    assertThat(clouds.count()).isEqualTo(6);
    Throwable failure = catchThrowable(() -> clouds.collectAsList());
    assertThat(failure).hasStackTraceContaining("bad.off: line 2: it ends before vertex 1 of 2");
    Dataset<Row> permissive =
        spark.read().format("meshes").option("mode", "PERMISSIVE").load(folder.toString());
    List<Row> good = permissive.where("_corrupt_record is null").collectAsList();
    assertThat(good).hasSize(5);
    for (String column : new String[] {"points", "_corrupt_record"}) {
      assertThat(permissive.where(column + " is null").select("id").as(Encoders.LONG()).count())
          .isEqualTo(column.equals("points") ? 1 : 5);
    }
    Files.delete(folder.resolve("c.xyz"));
    assertThat(catchThrowable(() -> permissive.select("points").collectAsList()))
        .hasStackTraceContaining("c.xyz: there is no such file");
  }

  @Test
  void rangeOfItemsIsTaken_andTheOutlineTells() throws IOException {
    fill();
    assertThat(
            GridDatasets.read(spark, "meshes", folder.toString(), Map.of(), 1, 3, 2)
                .select("id")
                .as(Encoders.LONG())
                .collectAsList())
        .containsExactly(1L, 2L);
    DatasetOutline outline =
        GridDatasets.outline("meshes", folder.toString(), Map.of(), new Configuration());
    assertThat(outline.items()).isEqualTo(5);
    assertThat(outline.isGrids()).isFalse();
    assertThat(outline.coordinates()).hasValue(3);
    assertThat(outline.place(2)).startsWith("cloud 2, ").endsWith("/c.xyz");
    try (ItemIterator items = outline.read()) {
      Item first = items.next();
      assertThat(first.shape()).containsExactly(5, 3);
      assertThat((double[]) first.values()).containsExactly(MeshBytes.VERTICES);
    }
  }

  @Test
  void pathWithoutSuchFilesIsRefusedAtOnce() throws IOException {
    assertThatThrownBy(() -> load(folder))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining(".off, .off.gz, .obj, .obj.gz, .ply, .ply.gz, .xyz, .xyz.gz");
    assertThatThrownBy(() -> load(folder.resolve("none"))).hasMessageContaining("no such file");
    Path stl = Files.writeString(folder.resolve("a.stl"), "solid");
    assertThatThrownBy(() -> load(stl))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("its name ends with none of .off");
  }

  @Test
  void wrongOptionsAreRefused() throws IOException {
    fill();
    assertThatThrownBy(
            () -> spark.read().format("meshes").option("labels", 1).load(folder.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no option 'labels'");
  }

  @Test
  void filesAreReadWithoutSpark_andAVanishedOneIsNamed() throws IOException {
    fill();
    MeshFile file = MeshFile.list(folder.resolve("b.off").toString(), new Configuration()).get(0);
    assertThat(file.read(new Configuration())).isEqualTo(MeshBytes.PYRAMID);
    Files.delete(folder.resolve("b.off"));
    assertThatThrownBy(() -> file.read(new Configuration()))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("b.off");
    assertThat(
            MeshFile.list(folder + "/more", new Configuration()).get(0).read(new Configuration()))
        .isEqualTo(MeshBytes.PYRAMID);
  }
}
