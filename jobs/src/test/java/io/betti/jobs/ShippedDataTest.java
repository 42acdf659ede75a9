package io.betti.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.betti.pipeline.dataset.DatasetOutline;
import io.betti.pipeline.dataset.GridDatasets;
import io.betti.pipeline.dataset.Item;
import io.betti.pipeline.dataset.ItemIterator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

/** What data/README.md says of the files in data/ is so. */
class ShippedDataTest {
  private static final Path DATA = Path.of(System.getProperty("betti.basedir"), "data");

  private static DatasetOutline outline(String format, String path) {
    return GridDatasets.outline(
        format, DATA.resolve(path).toString(), Map.of(), new Configuration());
  }

  @Test
  void pointsAreFiveCloudsOf300_centredWithLongestEdge1() {
    DatasetOutline outline = outline("clouds", "points/furniture.csv");
    assertThat(outline.items()).isEqualTo(5);
    try (ItemIterator items = outline.read()) {
      while (items.hasNext()) {
        Item cloud = items.next();
        assertThat(cloud.shape()).containsExactly(300, 3);
        double longest = 0;
        for (int axis = 0; axis < 3; axis++) {
          double least = Double.POSITIVE_INFINITY;
          double greatest = Double.NEGATIVE_INFINITY;
          for (int i = axis; i < 900; i += 3) {
            least = Math.min(least, ((double[]) cloud.values())[i]);
            greatest = Math.max(greatest, ((double[]) cloud.values())[i]);
          }
          longest = Math.max(longest, greatest - least);
        }
        assertThat(longest).isBetween(0.95, 1.0);
      }
    }
  }

  @Test
  void meshesAreFive_andSayWhoseTheyAre() throws Exception {
    DatasetOutline outline = outline("meshes", "meshes");
    assertThat(outline.files())
        .extracting(file -> file.getPath().getName())
        .isEqualTo(
            List.of("armchair.obj", "armchair2.obj", "chair.obj", "chair2.obj", "stool.obj"));
    for (var file : outline.files()) {
      assertThat(Files.readString(Path.of(file.getPath().toUri())))
          .contains("Sweet Home 3D, Copyright (c)", "CC-BY Creative Commons Attribution 3.0");
    }
  }

  @Test
  void voxelsAreSixtyGrids() {
    DatasetOutline outline = outline("idx", "voxels/voxels-idx4-ubyte.gz");
    assertThat(outline.items()).isEqualTo(60);
    assertThat(outline.shape().orElseThrow()).containsExactly(32, 32, 32);
  }
}
