package io.betti.pipeline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkException;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong, when it is found, and what is said: problem, cause, remedy and the path. */
class IdxFaultsTest {
  @TempDir private static Path folder;

  private static SparkSession spark;

  /** 100 items of 5 x 4 bytes that compress badly. */
  private static final byte[] FILE =
      IdxBytes.file(new SplittableRandom(21), IdxType.UBYTE, 100, 5, 4);

  @BeforeAll
  static void start() {
    spark = LocalSpark.session();
  }

  private static DataFrameReader idx() {
    return spark.read().format("idx");
  }

  private static String write(byte[] data) {
    return IdxBytes.write(folder, "file", data);
  }

  /** Found when the source is loaded, before any task, and by the dry look at the header alike. */
  private static void assertRefusedAtLoad(String path, String... messageParts) {
    assertSaid(catchThrowable(() -> idx().load(path)), path, messageParts);
    assertSaid(
        catchThrowable(() -> IdxHeader.read(path, new Configuration(false))), path, messageParts);
  }

  private static void assertRefusedWhenRead(Dataset<Row> data, String path, String... parts) {
    Throwable thrown = catchThrowable(data::collectAsList);
    assertThat(thrown).isInstanceOf(SparkException.class);
    Throwable cause = thrown;
    while (cause != null && !(cause instanceof UnreadableDataException)) {
      cause = cause.getCause();
    }
    assertSaid(cause, path, parts);
  }

  private static void assertSaid(Throwable thrown, String path, String... messageParts) {
    assertThat(thrown)
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageStartingWith("cannot read " + path + ": ")
        .hasMessageContainingAll(messageParts);
    UnreadableDataException said = (UnreadableDataException) thrown;
    assertThat(said.path()).isEqualTo(path);
    assertThat(said.problem()).isNotBlank();
    assertThat(said.remedy()).isNotBlank();
  }

  @Test
  void missingPath() {
    String path = folder.resolve("absent.gz").toString();
    assertRefusedAtLoad(path, "there is no such file", "check the path and its spelling");
    assertRefusedAtLoad(
        folder + "/*.gz", "there is no such file", "patterns are not expanded: name one file");
  }

  @Test
  void pathIsADirectoryOrNoPathAtAll() {
    assertRefusedAtLoad(folder.toString(), "it is a directory", "name one IDX file in it");
    assertRefusedAtLoad(
        "nowhere://host/file", "No FileSystem for scheme", "check the address, the permissions");
    assertRefusedAtLoad("a:b c", "the file system answered", "check the address");
  }

  @Test
  void emptyFileAndOtherFormats() {
    assertRefusedAtLoad(write(new byte[0]), "it is empty", "fetch it again");
    assertRefusedAtLoad(
        write(new byte[] {'P', 'K', 3, 4, 5, 6}), "begins with the bytes 50 4B 03 04", "unpack it");
    assertRefusedAtLoad(
        write("<!DOCTYPE html>".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        "not with an IDX header (00 00 type axes) or gzip (1F 8B)",
        "it looks like a web page");
  }

  @Test
  void malformedHeaders_plainAndInGzip() {
    byte[] noType = IdxBytes.header(0x0A, 1);
    byte[] noAxes = IdxBytes.header(0x08);
    byte[] fiveAxes = IdxBytes.header(0x08, 1, 1, 1, 1, 1);
    byte[] negative = IdxBytes.header(0x08, -1, 28, 28);
    byte[] wide = IdxBytes.header(0x0E, 1, 65_536, 65_536);
    byte[] tooWideForLong = IdxBytes.header(0x0E, 1 << 30, 1 << 30, 1 << 30, 1 << 30);
    for (boolean gzip : new boolean[] {false, true}) {
      assertRefusedAtLoad(stored(noType, gzip), "type byte is 0x0A, none of", "0x0E double");
      assertRefusedAtLoad(stored(noAxes, gzip), "it has 0 axes, outside 1 to 4");
      assertRefusedAtLoad(stored(fiveAxes, gzip), "it has 5 axes, outside 1 to 4");
      assertRefusedAtLoad(stored(negative, gzip), "size of axis 1 is 0xFFFFFFFF (4294967295)");
      assertRefusedAtLoad(stored(wide, gzip), "65536x65536 needs more than 2147482624 bytes");
      assertRefusedAtLoad(stored(tooWideForLong, gzip), "1073741824x1073741824x1073741824 needs");
      assertRefusedAtLoad(
          stored(Arrays.copyOf(negative, 13), gzip), "within its header", "write it anew");
    }
  }

  private static String stored(byte[] data, boolean gzip) {
    return write(gzip ? IdxBytes.gzip(data) : data);
  }

  @Test
  void sizeFieldBeyondTheFile_isFoundWithoutReading() {
    byte[] file = IdxBytes.join(IdxBytes.header(0x08, Integer.MAX_VALUE, 28, 28), new byte[784]);
    assertRefusedAtLoad(
        write(file),
        "header ubyte 2147483647x28x28 promises 1683627179264 bytes, but there are 800;",
        "it was cut short or its header is wrong");
    assertRefusedAtLoad(
        write(IdxBytes.gzip(file)), "of gzip, which inflate to 1032 times as many at most");
  }

  @Test
  void plainFileOfAnotherLength_isFoundAtLoad() {
    assertRefusedAtLoad(
        write(Arrays.copyOf(FILE, 1000)), "promises 2016 bytes, but there are 1000", "fetch it");
    assertRefusedAtLoad(
        write(Arrays.copyOf(FILE, 2020)), "but there are 2020, so 4 follow after the last item");
  }

  @Test
  void gzipThatIsNone() {
    assertRefusedAtLoad(
        write(new byte[] {0x1F, (byte) 0x8B, 1, 2, 3}), "gzip data are damaged", "method 1");
    assertRefusedAtLoad(write(new byte[] {0x1F, (byte) 0x8B, 8, 0}), "gzip data are cut short");
  }

  @Test
  void gzipDamagedWithin_isFoundForAnyPartitions() {
    byte[] whole = IdxBytes.gzip(FILE);
    byte[] cut = Arrays.copyOf(whole, whole.length - 500);
    byte[] wrongSum = whole.clone();
    wrongSum[whole.length - 6] ^= 1;
    byte[] appended = IdxBytes.join(whole, new byte[] {1});
    byte[] tooLong = IdxBytes.gzip(IdxBytes.join(FILE, new byte[3]));
    byte[] tooShort = IdxBytes.gzip(Arrays.copyOf(FILE, 16 + 73 * 20 + 3));
    for (int partitions : new int[] {1, 7}) {
      assertDamaged(cut, partitions, "gzip data are cut short, after", "gzip -t");
      assertDamaged(wrongSum, partitions, "its check sum does not match", "gzip -t");
      assertDamaged(appended, partitions, "more bytes follow where its gzip data end");
      assertDamaged(tooLong, partitions, "bytes follow after the last of the 100 items");
      assertDamaged(tooShort, partitions, "it ends ", "of the 100 that its header");
    }
  }

  private static void assertDamaged(byte[] gzip, int partitions, String... messageParts) {
    String path = write(gzip);
    Dataset<Row> data = idx().option("partitions", partitions).load(path);
    assertRefusedWhenRead(data, path, messageParts);
    // what lies before the damage can be had
    assertThat(data.limit(5).collectAsList()).hasSize(5);
  }

  @Test
  void gzipOfNoItemsWithATail() {
    String path = write(IdxBytes.gzip(IdxBytes.join(IdxBytes.header(0x08, 0, 4), new byte[9])));
    assertRefusedWhenRead(idx().load(path), path, "bytes follow after the last of the 0 items");
  }

  @Test
  void labelsThatDoNotFit_areFoundAtLoad() {
    String path = write(FILE);
    assertLabels(
        path,
        IdxBytes.file(new SplittableRandom(1), IdxType.UBYTE, 99),
        "it has 99 labels, but " + path + " has 100 items",
        "name the labels that belong");
    assertLabels(
        path,
        IdxBytes.file(new SplittableRandom(1), IdxType.UBYTE, 100, 1),
        "labels are one axis of ubyte, byte, short or int, but its header is ubyte 100x1");
    assertLabels(
        path,
        IdxBytes.file(new SplittableRandom(1), IdxType.FLOAT, 100),
        "its header is float 100",
        "the images are " + path);
    byte[] labels = IdxBytes.file(new SplittableRandom(1), IdxType.INT, 100);
    assertLabels(path, Arrays.copyOf(labels, 30), "promises 408 bytes, but there are 30");
    byte[] damaged = IdxBytes.gzip(labels);
    damaged[damaged.length - 8] ^= 1;
    assertLabels(path, damaged, "its check sum does not match");
    byte[] cut = IdxBytes.gzip(Arrays.copyOf(labels, 300));
    assertLabels(path, cut, "before item 100 of the 100 that its header int 100 promises");
  }

  private static void assertLabels(String images, byte[] labels, String... messageParts) {
    String path = IdxBytes.write(folder, "labels", labels);
    Throwable thrown = catchThrowable(() -> idx().option("labels", path).load(images));
    assertSaid(thrown, path, messageParts);
  }

  @Test
  void fileChangedOrGoneAfterLoading() throws IOException {
    String path = write(FILE);
    Dataset<Row> data = idx().load(path);
    write(IdxBytes.file(new SplittableRandom(1), IdxType.UBYTE, 100, 4, 5));
    assertRefusedWhenRead(
        data, path, "changed since the read was planned, from ubyte 100x5x4 to ubyte 100x4x5");
    write(IdxBytes.gzip(FILE));
    assertRefusedWhenRead(data, path, "changed since the read was planned");
    write(Arrays.copyOf(FILE, 1000));
    assertRefusedWhenRead(data, path, "");
    Files.delete(Path.of(path));
    assertRefusedWhenRead(data, path, "there is no such file");
  }

  @Test
  void wrongOptions() {
    String path = write(FILE);
    assertOption(idx().option("lables", "x"), path, "no option 'lables'", "it has path, labels");
    assertOption(idx().option("limit", "-1"), path, "limit = '-1'", "whole number from 0 on");
    assertOption(idx().option("limit", "ten"), path, "limit = 'ten'");
    assertOption(idx().option("partitions", "0"), path, "partitions = '0'", "from 1 to 2147483647");
    assertOption(idx().option("partitions", "9999999999"), path, "partitions = '9999999999'");
    assertThat(catchThrowable(() -> idx().load(path, path)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("several paths", "load each and unite them");
    assertThat(catchThrowable(() -> idx().load()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the idx source got no path");
    assertThat(catchThrowable(() -> ImageDataset.idx(spark, path, null, -5, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("limit = '-5'");
    assertThat(catchThrowable(() -> ImageDataset.idx(spark, path, null, 5, -1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("partitions = '-1'");
  }

  private static void assertOption(DataFrameReader reader, String path, String... messageParts) {
    assertThat(catchThrowable(() -> reader.load(path)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the idx source ")
        .hasMessageContainingAll(messageParts);
  }
}
