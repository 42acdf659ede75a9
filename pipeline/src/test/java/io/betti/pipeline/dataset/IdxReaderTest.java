package io.betti.pipeline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxReaderTest {

  private static IdxReader open(byte[] file) throws IOException {
    return IdxReader.open(new ByteArrayInputStream(file), "memory");
  }

  @ParameterizedTest
  @EnumSource(IdxType.class)
  void itemsAreTheFilesBytes_ofEachType_plainAndGzip(IdxType type) throws IOException {
    byte[] file = IdxBytes.file(new SplittableRandom(1), type, 5, 2, 3);
    for (byte[] stored : new byte[][] {file, IdxBytes.gzip(file)}) {
      try (IdxReader reader = open(stored)) {
        assertThat(reader.header().type()).isEqualTo(type);
        assertThat(reader.isGzip()).isEqualTo(stored != file);
        int size = 6 * type.bytes();
        for (int i = 0; i < 5; i++) {
          assertThat(reader.position()).isEqualTo(i);
          assertThat(reader.next())
              .isEqualTo(Arrays.copyOfRange(file, 16 + i * size, 16 + (i + 1) * size));
        }
        reader.finish();
        assertThatThrownBy(reader::next).isInstanceOf(IllegalStateException.class);
      }
    }
  }

  @Test
  void valuesAreExact_ofEachType() {
    byte[] bytes = {(byte) 0x80, 0, 0, 1, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFE};
    assertThat(IdxType.BYTE.floats(bytes)).containsExactly(-128, 0, 0, 1, -1, -1, -1, -2);
    assertThat(IdxType.SHORT.floats(bytes)).containsExactly(-32768, 1, -1, -2);
    assertThat(IdxType.INT.doubles(bytes)).containsExactly(-2147483647.0, -2.0);
    assertThat(IdxType.UBYTE.whole(bytes)).isEqualTo(128);
    assertThat(IdxType.BYTE.whole(bytes)).isEqualTo(-128);
    assertThat(IdxType.SHORT.whole(bytes)).isEqualTo(-32768);
    assertThat(IdxType.INT.whole(bytes)).isEqualTo(-2147483647);
    assertThatThrownBy(() -> IdxType.UBYTE.floats(bytes)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> IdxType.FLOAT.doubles(bytes))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void bitsOfNansAreKept() {
    int[] floats = {0x7FC00000, 0xFFC00001, 0x7F800001, 0xFF800000, 0x80000000};
    ByteBuffer buffer = ByteBuffer.allocate(4 * floats.length);
    buffer.asIntBuffer().put(floats);
    float[] read = IdxType.FLOAT.floats(buffer.array());
    for (int i = 0; i < floats.length; i++) {
      assertThat(Float.floatToRawIntBits(read[i])).isEqualTo(floats[i]);
    }
    long bits = 0xFFF8000000000123L;
    double[] wide = IdxType.DOUBLE.doubles(ByteBuffer.allocate(8).putLong(bits).array());
    assertThat(Double.doubleToRawLongBits(wide[0])).isEqualTo(bits);
  }

  @Test
  void shapeIsTheSizesAfterTheFirst_for1To4Axes() throws IOException {
    int[][] sizes = {{7}, {7, 2}, {7, 2, 3}, {7, 2, 3, 4}};
    for (int[] size : sizes) {
      IdxHeader header = open(IdxBytes.file(new SplittableRandom(2), IdxType.SHORT, size)).header();
      assertThat(header.axes()).isEqualTo(size.length);
      assertThat(header.items()).isEqualTo(7);
      assertThat(header.shape()).isEqualTo(Arrays.copyOfRange(size, 1, size.length));
      assertThat(header.encoded()).isEqualTo(IdxBytes.header(0x0B, size));
    }
    assertThat(open(IdxBytes.file(new SplittableRandom(2), IdxType.DOUBLE, 1, 2, 3, 4)).header())
        .hasToString("double 1x2x3x4")
        .isEqualTo(IdxHeader.of(IdxType.DOUBLE, 1, 2, 3, 4));
  }

  @Test
  void skippingArrivesAtTheItem_plainAndGzip() throws IOException {
    byte[] file = IdxBytes.file(new SplittableRandom(3), IdxType.UBYTE, 1000, 300);
    for (byte[] stored : new byte[][] {file, IdxBytes.gzip(file)}) {
      try (IdxReader reader = open(stored)) {
        for (int item : new int[] {0, 1, 17, 500, 999}) {
          reader.skipTo(item);
          assertThat(reader.next())
              .isEqualTo(Arrays.copyOfRange(file, 12 + item * 300, 12 + (item + 1) * 300));
        }
        assertThatThrownBy(() -> reader.skipTo(3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reader.skipTo(1001)).isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void fileOfNoItemsIsEmptyAndWhole() throws IOException {
    for (int[] sizes : new int[][] {{0}, {0, 28, 28}, {0, 0}}) {
      try (IdxReader reader = open(IdxBytes.header(0x08, sizes))) {
        reader.finish();
        assertThat(reader.header().items()).isZero();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', it is empty",
    "0000, '00 00, not with an IDX header'",
    "00000801, within its header of 8",
    "0000080300000001000000, 'after 11 bytes, within its header of 16'",
    "0001080100000000, 00 01 08 01",
    "00000A0100000000, 'type byte is 0x0A, none of 0x08 ubyte, 0x09 byte, 0x0B short'",
    "0000080000000000, 'it has 0 axes, outside 1 to 4'",
    "0000080500000000, 'it has 5 axes, outside 1 to 4'",
    "00000802FFFFFFFF00000001, 'size of axis 1 is 0xFFFFFFFF (4294967295), above 2147483647'",
    "000008020000000180000000, 'size of axis 2 is 0x80000000'",
    "000008020000000300000000, 'size of axis 2 is 0, so its 3 items would hold no values'",
    "00000802000000017FFFFFFF, item of its shape 2147483647 needs more than 2147482624 bytes",
    "00000904000000017FFFFFFF7FFFFFFF7FFFFFFF, 2147483647x2147483647x2147483647 needs more",
    "00000C02000000011FFFFFFF, item of its shape 536870911 needs more than",
    "504B0304, unpack it and name the IDX file",
    "425A6839, compressed by bzip2",
    "3C21444F, it looks like a web page",
    "47494638, 'name an IDX file, plain or gzip'",
  })
  void malformedHeaderIsNamed_plainAndInGzip(String hex, String message) {
    byte[] file = java.util.HexFormat.of().parseHex(hex);
    for (byte[] stored : new byte[][] {file, IdxBytes.gzip(file)}) {
      assertThatThrownBy(() -> open(stored))
          .isInstanceOf(UnreadableDataException.class)
          .hasMessageStartingWith("cannot read memory: ")
          .hasMessageContaining(message)
          .hasMessageContaining("; ");
    }
  }

  @Test
  void cutShortIsSaidWithTheItem_withinBetweenAndWhenSkipped() throws IOException {
    byte[] file = IdxBytes.file(new SplittableRandom(4), IdxType.UBYTE, 10, 5);
    String promise = "of the 10 that its header ubyte 10x5 promises, 62 bytes in all";
    for (int keep : new int[] {12 + 3 * 5 + 2, 12 + 3 * 5}) {
      byte[] cut = Arrays.copyOf(file, keep);
      for (byte[] stored : new byte[][] {cut, IdxBytes.gzip(cut)}) {
        assertThatThrownBy(
                () -> {
                  IdxReader reader = open(stored);
                  for (int i = 0; i < 10; i++) {
                    reader.next();
                  }
                })
            .isInstanceOf(UnreadableDataException.class)
            .hasMessageContaining("within item 3 " + promise)
            .hasMessageContaining("fetch it again");
        assertThatThrownBy(() -> open(stored).skipTo(7))
            .isInstanceOf(UnreadableDataException.class)
            .hasMessageContaining("before item 7 " + promise);
        assertThatThrownBy(() -> open(stored).finish()).isInstanceOf(UnreadableDataException.class);
      }
    }
  }

  @Test
  void cutShortIsFound_whenTheStreamSkipsBeyondItsEnd(@TempDir Path folder) throws IOException {
    byte[] file = IdxBytes.file(new SplittableRandom(4), IdxType.UBYTE, 1000, 500);
    String path = IdxBytes.write(folder, "cut", Arrays.copyOf(file, file.length - 1));
    try (IdxReader reader = IdxReader.open(new FileInputStream(path), path)) {
      assertThatThrownBy(reader::finish)
          .isInstanceOf(UnreadableDataException.class)
          .hasMessageContaining("cannot read " + path + ": it ends before item 1000 of the 1000");
    }
  }

  @Test
  void bytesAfterTheLastItemAreRefused_plainAndWithinGzip() {
    byte[] file = IdxBytes.file(new SplittableRandom(5), IdxType.UBYTE, 10, 5);
    byte[] longer = IdxBytes.join(file, new byte[1]);
    for (byte[] stored : new byte[][] {longer, IdxBytes.gzip(longer)}) {
      assertThatThrownBy(() -> open(stored).finish())
          .isInstanceOf(UnreadableDataException.class)
          .hasMessageContaining("bytes follow after the last of the 10 items")
          .hasMessageContaining("cut off");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void allocationFollowsTheBytesNotTheHeader(int axes) throws IOException {
    int[] sizes = new int[axes];
    Arrays.fill(sizes, 1);
    sizes[0] = Integer.MAX_VALUE;
    sizes[axes - 1] = Integer.MAX_VALUE - 1023;
    byte[] file = IdxBytes.join(IdxBytes.header(0x08, sizes), new byte[2000]);
    for (byte[] stored : new byte[][] {file, IdxBytes.gzip(file)}) {
      long bytes =
          Allocation.of(
              () ->
                  assertThatThrownBy(
                          () -> {
                            try (IdxReader reader = open(stored)) {
                              while (true) {
                                reader.next();
                              }
                            }
                          })
                      .isInstanceOf(UnreadableDataException.class));
      assertThat(bytes).isLessThan(400_000);
    }
  }

  @Test
  void wholeNumbersAreReadOneByOne() throws IOException {
    byte[] labels = IdxBytes.join(IdxBytes.header(0x0B, 3), new byte[] {0, 7, -1, -1, 1, 0});
    try (IdxReader reader = open(labels)) {
      assertThat(reader.nextWhole()).isEqualTo(7);
      assertThat(reader.nextWhole()).isEqualTo(-1);
      assertThat(reader.nextWhole()).isEqualTo(256);
      reader.finish();
      assertThatThrownBy(reader::nextWhole).isInstanceOf(IllegalStateException.class);
    }
    for (byte[] other : new byte[][] {IdxBytes.header(0x0D, 1), IdxBytes.header(0x08, 1, 1)}) {
      assertThatThrownBy(() -> open(other).nextWhole()).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void writerAndReaderAgree_andTheWriterCounts() throws IOException {
    IdxHeader header = IdxHeader.of(IdxType.FLOAT, 2, 3);
    byte[] file = IdxBytes.file(new SplittableRandom(6), IdxType.FLOAT, 2, 3);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (IdxWriter writer = new IdxWriter(new GZIPOutputStream(out), header)) {
      assertThatThrownBy(() -> writer.write(new byte[3]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("an item of 3 bytes for a file of float 2x3; pass 12");
      writer.write(Arrays.copyOfRange(file, 12, 24));
      writer.write(Arrays.copyOfRange(file, 24, 36));
      assertThatThrownBy(() -> writer.write(new byte[12]))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("all 2 items");
    }
    assertThat(IdxBytes.gunzip(out.toByteArray())).isEqualTo(file);
    IdxWriter unfinished = new IdxWriter(new ByteArrayOutputStream(), header);
    assertThatThrownBy(unfinished::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("only 0 of the 2 items");
  }
}
