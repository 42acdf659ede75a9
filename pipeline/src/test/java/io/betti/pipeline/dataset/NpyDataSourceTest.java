package io.betti.pipeline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyDataSourceTest {
  @TempDir private static Path folder;

  private static DatasetOutline outline(String path, Map<String, String> options) {
    return GridDatasets.outline("npy", path, options, new Configuration(false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "u1",
        "b1",
        "i1",
        "little-i2",
        "big-i2",
        "little-u2",
        "big-u2",
        "little-i4",
        "big-i4",
        "little-u4",
        "big-u4",
        "little-i8",
        "big-i8",
        "little-u8",
        "big-u8",
        "little-f4",
        "big-f4",
        "little-f8",
        "big-f8",
        "version2",
        "version3"
      })
  void everyTypeAndVersion_asNumPyWroteIt_plainAndGzip(String name) {
    String path = ForeignFiles.path("npy/" + name + ".npy");
    String gzip =
        IdxBytes.write(
            folder, name + ".npy.gz", IdxBytes.gzip(ForeignFiles.bytes("npy/" + name + ".npy")));
    String dtype = name.startsWith("version") ? "f4" : name.substring(name.indexOf('-') + 1);
    for (String file : new String[] {path, gzip}) {
      List<Row> rows = GridRows.same("npy", file, Map.of());
      assertThat(rows).hasSize(5);
      for (int n = 0; n < 5; n++) {
        assertThat(rows.get(n).getLong(0)).isEqualTo(n);
        assertThat(GridRows.shape(rows.get(n))).containsExactly(3, 4, 2);
        assertThat(GridRows.values(rows.get(n)))
            .containsExactly(ForeignFiles.item(dtype, n, 3, 4, 2));
      }
    }
    DatasetOutline outline = outline(path, Map.of());
    assertThat(outline.items()).isEqualTo(5);
    assertThat(outline.shape().orElseThrow()).containsExactly(3, 4, 2);
    ValueKind kind =
        switch (dtype) {
          case "u1", "b1" -> ValueKind.BINARY;
          case "i1", "i2", "u2", "f4" -> ValueKind.FLOAT;
          default -> ValueKind.DOUBLE;
        };
    assertThat(outline.kind()).contains(kind);
    assertThat(rowsSchema(path)).isEqualTo(kind.dataType().simpleString());
  }

  private static String rowsSchema(String path) {
    return GridRows.read("npy", path, Map.of(), 1)
        .schema()
        .apply("values")
        .dataType()
        .simpleString();
  }

  @Test
  void rangeOfRowsAndLabelsOfNumPyOrIdx() {
    String path = ForeignFiles.path("npy/u1.npy");
    String idx =
        IdxBytes.write(
            folder,
            "labels.idx",
            IdxBytes.join(IdxBytes.header(0x09, 5), new byte[] {3, -1, 4, 1, 5}));
    for (String labels : new String[] {ForeignFiles.path("npy/labels.npy"), idx}) {
      List<Row> rows =
          GridDatasets.read(LocalSpark.session(), "npy", path, Map.of("labels", labels), 1, 4, 2)
              .collectAsList();
      assertThat(rows.stream().map(row -> row.getLong(0))).containsExactly(1L, 2L, 3L);
      assertThat(rows.stream().map(row -> row.<Integer>getAs("label"))).containsExactly(-1, 4, 1);
    }
    assertThat(outline(path, Map.of("labels", idx)).isLabelled()).isTrue();
  }

  @Test
  void fileAsOneItem_inCAndFortranOrder() {
    String path = ForeignFiles.path("npy/fortran.npy");
    Row row = GridRows.same("npy", path, Map.of("items", "file")).get(0);
    assertThat(GridRows.shape(row)).containsExactly(3, 4, 2);
    assertThat(GridRows.values(row)).containsExactly(ForeignFiles.item("f8", 0, 3, 4, 2));
    assertThat(row.<String>getAs("path")).endsWith("npy/fortran.npy");
    Row rows =
        GridRows.same("npy", ForeignFiles.path("npy/big-u2.npy"), Map.of("items", "file")).get(0);
    assertThat(GridRows.shape(rows)).containsExactly(5, 3, 4, 2);
    double[] all =
        IntStream.range(0, 5)
            .mapToObj(n -> ForeignFiles.item("u2", n, 3, 4, 2))
            .flatMapToDouble(Arrays::stream)
            .toArray();
    assertThat(GridRows.values(rows)).containsExactly(all);
  }

  @Test
  void fortranOrderOfManyItemsIsRefused() {
    assertThatThrownBy(() -> outline(ForeignFiles.path("npy/fortran-rows.npy"), Map.of()))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContainingAll("(5, 3, 4, 2) is in Fortran order", "numpy.ascontiguousarray");
  }

  @ParameterizedTest
  @CsvSource({
    "half, f2, astype('float32')",
    "complex, c8, astype",
    "text, <U2, astype",
    "fields, type, astype",
    "number, a single number, save an array of shape"
  })
  void otherTypesAreRefused(String name, String problem, String remedy) {
    assertThatThrownBy(() -> outline(ForeignFiles.path("npy/" + name + ".npy"), Map.of()))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContainingAll(problem, remedy);
  }

  @Test
  void wholeNumbersThatNoDoubleHoldsAreRefusedWhenRead() {
    String path = ForeignFiles.path("npy/beyond.npy");
    try (ItemIterator items = outline(path, Map.of()).read()) {
      assertThatThrownBy(items::next)
          .isInstanceOf(UnreadableDataException.class)
          .hasMessageContainingAll("item 0 holds 9007199254740993", path);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'descr': '<f4', 'fortran_order': False} ; does not say just descr",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'x': 1} ; does not say just descr",
        "{'descr': '<f4', 'fortran_order': 0, 'shape': (2,)} ; does not say just descr",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-2, 3)} ; holds -2",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1.5)} ; unexpected text",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, ; it ends too early",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 3000000000)} ; above 2147483647",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 70000, 70000)} ; needs more than",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999999999, 999)} ; more than",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 0)} ; would hold no values",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999, 3)} ; promises",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2)} ; 4 follow after the last",
        "{'descr': '|f4', 'fortran_order': False, 'shape': (1, 2)} ; of type |f4",
        "((((((((((1)))))))))) ; unexpected text",
      })
  void malformedHeaders(String text, String problem) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] head = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) bytes.length, 0};
    String path = IdxBytes.write(folder, "bad.npy", IdxBytes.join(head, bytes, new byte[12]));
    assertThatThrownBy(() -> outline(path, Map.of()))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageStartingWith("cannot read " + path + ": ")
        .hasMessageContaining(problem);
  }

  @Test
  void headerOfPython2WithLongs() throws IOException {
    String text = "{\"descr\": \"<f4\", 'shape': (2L, 3L), 'fortran_order': False}\n";
    byte[] head = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length(), 0};
    byte[] file = IdxBytes.join(head, text.getBytes(StandardCharsets.UTF_8));
    NpyHeader header = NpyHeader.read(new ByteArrayInputStream(file), "memory");
    assertThat(header.shape()).containsExactly(2, 3);
    assertThat(header.headerBytes()).isEqualTo(file.length);
  }

  @Test
  void filesOfOtherFormatsAreNamed() {
    String path = IdxBytes.write(folder, "x.npy", new byte[] {'P', 'K', 3, 4, 5, 6});
    assertThatThrownBy(() -> outline(path, Map.of()))
        .hasMessageContainingAll("not with a NumPy header", "unpack it and name the NumPy file");
    assertThatThrownBy(() -> outline(folder.toString(), Map.of()))
        .hasMessageContaining("name one NumPy file in it");
    assertThatThrownBy(() -> outline(path, Map.of("items", "what")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("items = 'what'; give one of rows, file");
  }
}
