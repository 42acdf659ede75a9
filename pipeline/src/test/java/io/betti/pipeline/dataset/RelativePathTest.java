package io.betti.pipeline.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A relative path begins at the driver's folder, and executors have others. */
class RelativePathTest {
  private static final Configuration HADOOP = new Configuration(false);

  @TempDir private Path folder;

  private static String relative(String path) {
    return Path.of("").toAbsolutePath().relativize(Path.of(path)).toString();
  }

  @Test
  void itemsAreFoundByTheirAddress() {
    String path = IdxBytes.write(folder, "items.idx", new byte[] {0, 0, 8, 1, 0, 0, 0, 1, 5});
    ItemFile file = ItemFile.open(relative(path), new LabelFormat(), HADOOP);
    assertThat(file.path()).isEqualTo(relative(path)).startsWith("..");
    assertThat(file.address()).isEqualTo("file:" + path);
  }

  @Test
  void cloudsAreFoundByTheirAddress() throws IOException {
    String path =
        IdxBytes.write(folder, "clouds.csv", "cloud,x\na,1\n".getBytes(StandardCharsets.UTF_8));
    CloudFile file =
        CloudFile.open(
            DataFormat.of("clouds")
                .options(new CaseInsensitiveStringMap(Map.of("path", relative(path)))),
            HADOOP);
    assertThat(file.path()).isEqualTo(relative(path));
    assertThat(file.address()).isEqualTo("file:" + path);
  }
}
