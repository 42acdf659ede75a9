package io.betti.pipeline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoxmatDataSourceTest {
  @TempDir private static Path folder;

  private static GridValues decode(byte[] file) throws IOException {
    return new MatDecoder("instance").decode(new ByteArrayInputStream(file), "memory");
  }

  @ParameterizedTest
  @CsvSource({
    "uint8, u1, BINARY",
    "logical, b1, BINARY",
    "double, f8, DOUBLE",
    "whole-double, u8, DOUBLE",
    "single, f4, FLOAT",
    "int16, i2, FLOAT"
  })
  void everyClass_asSciPyWroteIt_compressedAndNot(String name, String dtype, ValueKind kind)
      throws IOException {
    for (String ending : new String[] {".mat", "-plain.mat"}) {
      byte[] file = ForeignFiles.bytes("mat/" + name + ending);
      GridValues grid = decode(file);
      // Element (i, j, k) at [i][j][k], though MATLAB stores i fastest.
      assertThat(grid.shape()).containsExactly(3, 4, 5);
      assertThat(GridRows.doubles(grid.values()))
          .containsExactly(ForeignFiles.item(dtype, 0, 3, 4, 5));
      GridShape header =
          new MatDecoder("instance").header(new ByteArrayInputStream(file), "memory");
      assertThat(header.kind()).isEqualTo(kind);
      assertThat(header.shape()).containsExactly(3, 4, 5);
    }
  }

  @Test
  void filesAsRows_anotherVariable_anotherKind() {
    String path = ForeignFiles.path("mat/uint8.mat");
    Row row = GridRows.same("voxmat", path, Map.of()).get(0);
    assertThat(GridRows.values(row)).containsExactly(ForeignFiles.item("u1", 0, 3, 4, 5));
    assertThat(row.<byte[]>getAs("values")).hasSize(60);
    Map<String, String> voxels = Map.of("variable", "voxels", "values", "float");
    Row other = GridRows.same("voxmat", ForeignFiles.path("mat/other.mat"), voxels).get(0);
    assertThat(other.getList(2)).hasSize(60).allMatch(value -> value instanceof Float);
    // The first file's kind is double, in which bytes and floats are exact.
    String folderPath = Path.of(path).getParent() + "/{double,int16,uint8}.mat";
    assertThat(GridRows.same("voxmat", folderPath, Map.of())).hasSize(3);
    DatasetOutline outline =
        GridDatasets.outline("voxmat", folderPath, Map.of(), new Configuration(false));
    assertThat(outline.shape().orElseThrow()).containsExactly(3, 4, 5);
    assertThat(outline.kind()).contains(ValueKind.DOUBLE);
  }

  @Test
  void valuesThatDoNotFitAreRefused() {
    String path = ForeignFiles.path("mat/double.mat");
    assertThatThrownBy(
            () -> GridRows.read("voxmat", path, Map.of("values", "binary"), 1).collectAsList())
        .hasStackTraceContaining("it holds -10.0, which is not exact as binary")
        .hasStackTraceContaining("set the option values");
  }

  @Test
  void missingVariableAndOthers() {
    assertSaid(ForeignFiles.bytes("mat/other.mat"), "no variable 'instance', only voxels");
    assertSaid(ForeignFiles.bytes("mat/cell.mat"), "instance is of class cell");
    assertSaid("MATLAB 7.3 MAT-file".getBytes(StandardCharsets.US_ASCII), "save -v7");
    assertSaid(new byte[200], "it begins with the bytes 00 00 00 00, not with a header of MATLAB");
    assertSaid(new byte[0], "it is empty");
  }

  @Test
  void damageIsFound() {
    byte[] file = ForeignFiles.bytes("mat/uint8.mat");
    assertSaid(Arrays.copyOf(file, file.length - 9), "damaged or cut short");
    byte[] sum = file.clone();
    sum[file.length - 1] ^= 1;
    assertSaid(sum, "damaged or cut short: incorrect data check");
    byte[] plain = ForeignFiles.bytes("mat/uint8-plain.mat");
    assertSaid(Arrays.copyOf(plain, plain.length - 20), "it ends within its values");
  }

  private static void assertSaid(byte[] file, String problem) {
    assertThatThrownBy(() -> decode(file))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageStartingWith("cannot read memory: ")
        .hasMessageContaining(problem);
  }

  /** A matrix of class double whose dimension is stated beyond its values. */
  @Test
  void sizesBeyondTheValuesAreRefusedBeforeAnythingIsAllocated() {
    byte[] plain = ForeignFiles.bytes("mat/uint8-plain.mat");
    ByteBuffer buffer = ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);
    int at = indexOfDimensions(plain);
    buffer.putInt(at, 1000).putInt(at + 4, 1000).putInt(at + 8, 200);
    long bytes =
        Allocation.of(() -> assertSaid(plain, "its values take 60 bytes, but 1000x1000x200"));
    assertThat(bytes).isLessThan(1 << 20);
  }

  private static int indexOfDimensions(byte[] file) {
    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 128; ; at += 4) {
      if (buffer.getInt(at) == 3 && buffer.getInt(at + 4) == 4 && buffer.getInt(at + 8) == 5) {
        return at;
      }
    }
  }

  @Test
  void bigEndian() throws IOException {
    ByteBuffer file = ByteBuffer.allocate(128 + 8 + 16 + 24 + 16 + 16);
    file.put("MATLAB 5.0 MAT-file".getBytes(StandardCharsets.US_ASCII));
    file.position(124).putShort((short) 0x100).putShort((short) (('M' << 8) | 'I'));
    file.putInt(14).putInt(72);
    file.putInt(6).putInt(8).putInt(11).putInt(0); // class uint16
    file.putInt(5).putInt(12).putInt(1).putInt(2).putInt(2).putInt(0);
    file.putInt(1).putInt(8).put("instance".getBytes(StandardCharsets.US_ASCII));
    file.putInt(4).putInt(8).putShort((short) 1).putShort((short) 2).putShort((short) 3);
    file.putShort((short) 0xFFFF);
    GridValues grid = decode(file.array());
    assertThat(grid.shape()).containsExactly(1, 2, 2);
    assertThat((float[]) grid.values()).containsExactly(1, 3, 2, 65535);
  }
}
