package io.betti.pipeline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawDataSourceTest {
  @TempDir private static Path folder;

  private static DatasetOutline outline(String path, Map<String, String> options) {
    return GridDatasets.outline("raw", path, options, new Configuration(false));
  }

  /** 9 items of 2 x 3 x 2. */
  private static byte[] file(String dtype, ByteOrder order) {
    int bytes = dtype.charAt(1) - '0';
    ByteBuffer buffer = ByteBuffer.allocate(9 * 12 * bytes).order(order);
    for (int n = 0; n < 9; n++) {
      for (double value : ForeignFiles.item(dtype, n, 2, 3, 2)) {
        switch (dtype) {
          case "f4" -> buffer.putFloat((float) value);
          case "f8" -> buffer.putDouble(value);
          default -> {
            long whole = (long) value;
            for (int i = 0; i < bytes; i++) {
              int shift = 8 * (order == ByteOrder.BIG_ENDIAN ? bytes - 1 - i : i);
              buffer.put((byte) (whole >> shift));
            }
          }
        }
      }
    }
    return buffer.array();
  }

  @ParameterizedTest
  @ValueSource(strings = {"u1", "b1", "i1", "i2", "u2", "i4", "u4", "i8", "u8", "f4", "f8"})
  void everyType_bothOrders_plainAndGzip(String dtype) {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      byte[] file = file(dtype, order);
      String endian = order == ByteOrder.BIG_ENDIAN ? "big" : "little";
      Map<String, String> options = Map.of("shape", "2,3,2", "dtype", dtype, "endian", endian);
      String plain = IdxBytes.write(folder, "items.raw", file);
      String gzip = IdxBytes.write(folder, "items.raw.gz", IdxBytes.gzip(file));
      for (String path : new String[] {plain, gzip}) {
        List<Row> rows = GridRows.same("raw", path, options);
        assertThat(rows).hasSize(9);
        for (int n = 0; n < 9; n++) {
          assertThat(GridRows.shape(rows.get(n))).containsExactly(2, 3, 2);
          assertThat(GridRows.values(rows.get(n)))
              .containsExactly(ForeignFiles.item(dtype, n, 2, 3, 2));
        }
        assertThat(outline(path, options).items()).isEqualTo(9);
      }
    }
  }

  @Test
  void firstBytesOfGzipMayBeNumbers() {
    byte[] file = {0x1F, (byte) 0x8B, 8, 0};
    String path = IdxBytes.write(folder, "numbers.raw", file);
    Map<String, String> options = Map.of("shape", "2", "dtype", "u1");
    assertThat(GridRows.values(GridRows.same("raw", path, options).get(0)))
        .containsExactly(31, 139);
  }

  @Test
  void lengthMustDivide() {
    String path = IdxBytes.write(folder, "odd.raw", new byte[50]);
    assertThatThrownBy(() -> outline(path, Map.of("shape", "2,3", "dtype", "f8")))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContainingAll(
            path, "has 50 bytes", "no multiple of the 48", "2x3 f8", "check shape");
    String gzip = IdxBytes.write(folder, "odd.gz", IdxBytes.gzip(new byte[50]));
    assertThatThrownBy(() -> outline(gzip, Map.of("shape", "2,3", "dtype", "f8")))
        .hasMessageContaining("has 50 bytes inflated");
  }

  @Test
  void wrongOptions() {
    String path = IdxBytes.write(folder, "some.raw", new byte[48]);
    assertOption(path, Map.of("dtype", "f4"), "got no shape; give", "as in 64,64,64");
    assertOption(path, Map.of("shape", "2,x", "dtype", "f4"), "shape = '2,x'");
    assertOption(path, Map.of("shape", "2,0", "dtype", "f4"), "shape = '2,0'");
    assertOption(path, Map.of("shape", "70000,70000", "dtype", "f4"), "needs more than");
    assertOption(path, Map.of("shape", "1,1,1,1,1,1,1,1,1", "dtype", "f4"), "9 axes, and 8");
    assertOption(path, Map.of("shape", "2"), "got no dtype; give", "one of u1, b1, i1");
    assertOption(path, Map.of("shape", "2", "dtype", "f2"), "dtype = 'f2'");
    assertOption(path, Map.of("shape", "2", "dtype", "f4", "endian", "odd"), "little, big");
    assertOption(path, Map.of("shape", "2", "type", "f4"), "no option 'type'; it has path, shape");
  }

  private static void assertOption(String path, Map<String, String> options, String... parts) {
    assertThatThrownBy(() -> outline(path, options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the raw source ")
        .hasMessageContainingAll(parts);
  }
}
