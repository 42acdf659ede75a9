package io.betti.pipeline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.v2.BatchScanExec;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import scala.jdk.javaapi.CollectionConverters;

/** The source {@code idx}: rows, splits, columns, modes, errors; long, a test for each of them. */
class IdxDataSourceTest {
  private static final String IMAGES = IdxBytes.mnist("t10k-images-idx3-ubyte.gz");
  private static final String LABELS = IdxBytes.mnist("t10k-labels-idx1-ubyte.gz");

  @TempDir private static Path folder;

  private static SparkSession spark;
  private static byte[] images;
  private static byte[] labels;
  private static String plainImages;
  private static String plainLabels;

  @BeforeAll
  static void unpackMnist() throws IOException {
    spark = LocalSpark.session();
    images = IdxBytes.gunzip(Files.readAllBytes(Path.of(IMAGES)));
    labels = IdxBytes.gunzip(Files.readAllBytes(Path.of(LABELS)));
    plainImages = IdxBytes.write(folder, "images", images);
    plainLabels = IdxBytes.write(folder, "labels", labels);
  }

  private static DataFrameReader idx() {
    return spark.read().format("idx");
  }

  /** id, check sum of the values, label of the first items of t10k, by other means than ours. */
  private static List<Row> expected(int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      CRC32 crc = new CRC32();
      crc.update(images, 16 + 784 * i, 784);
      rows.add(RowFactory.create((long) i, crc.getValue(), labels[8 + i] & 0xFF));
    }
    return rows;
  }

  private static List<Row> sums(Dataset<Row> data) {
    return data.selectExpr("id", "crc32(values)", "label").collectAsList();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 3", "7, 7", "64, 64"})
  void mnistIsTheSame_plainAndGzip_forAnyPartitions(int wanted, int partitions) {
    for (String path : new String[] {IMAGES, plainImages}) {
      String labelPath = path.equals(IMAGES) ? plainLabels : LABELS;
      Dataset<Row> data = ImageDataset.idx(spark, path, labelPath, ImageDataset.ALL, wanted);
      assertThat(data.toJavaRDD().getNumPartitions()).isEqualTo(partitions);
      assertThat(sums(data)).isEqualTo(expected(10_000));
    }
  }

  @Test
  void trainingSetHasItsCountsLabelsAndPixels() {
    Dataset<Row> data =
        ImageDataset.idx(
            spark,
            IdxBytes.mnist("train-images-idx3-ubyte.gz"),
            IdxBytes.mnist("train-labels-idx1-ubyte.gz"),
            ImageDataset.ALL,
            ImageDataset.BY_SIZE);
    // 47 MB of values: six pieces of 8 MB
    assertThat(data.toJavaRDD().getNumPartitions()).isEqualTo(6);
    List<Row> perLabel =
        data.groupBy("label").count().orderBy("label").select("count").collectAsList();
    assertThat(perLabel.stream().map(row -> row.getLong(0)))
        .containsExactly(5923L, 6742L, 5958L, 6131L, 5842L, 5421L, 5918L, 6265L, 5851L, 5949L);
    // The mean pixel of the training set, 0.1307 of 255, is the figure that everyone subtracts.
    double mean =
        data.select("values")
            .map(
                (org.apache.spark.api.java.function.MapFunction<Row, Long>)
                    row -> {
                      long sum = 0;
                      for (byte pixel : (byte[]) row.get(0)) {
                        sum += pixel & 0xFF;
                      }
                      return sum;
                    },
                Encoders.LONG())
            .agg(org.apache.spark.sql.functions.sum("value"))
            .first()
            .getLong(0);
    assertThat(mean / (60_000.0 * 784 * 255)).isBetween(0.13065, 0.13067);
  }

  @Test
  void schemaIsKnownFromTheHeader() {
    Dataset<Row> plain = idx().load(IMAGES);
    assertThat(plain.schema().simpleString())
        .isEqualTo("struct<id:bigint,shape:array<int>,values:binary>");
    assertThat(plain.schema().apply("values").metadata().getLongArray("shape"))
        .containsExactly(28, 28);
    assertThat(plain.schema().apply("values").metadata().getString("idx_type")).isEqualTo("ubyte");
    Dataset<Row> labelled = idx().option("labels", LABELS).load(IMAGES);
    assertThat(labelled.schema().simpleString())
        .isEqualTo("struct<id:bigint,shape:array<int>,values:binary,label:int>");
    assertThat(Arrays.stream(labelled.schema().fields()).noneMatch(field -> field.nullable()))
        .isTrue();
    assertThat(IdxHeader.read(IMAGES, spark.sparkContext().hadoopConfiguration()))
        .isEqualTo(IdxHeader.of(IdxType.UBYTE, 10_000, 28, 28));
  }

  @ParameterizedTest
  @EnumSource(IdxType.class)
  void valuesOfEachTypeAreExact_plainAndGzip(IdxType type) {
    byte[] file = IdxBytes.file(new SplittableRandom(7), type, 50, 3, 2);
    ByteBuffer buffer = ByteBuffer.wrap(file);
    String column = type.storedBytes() == 8 ? "array<double>" : "array<float>";
    for (byte[] stored : new byte[][] {file, IdxBytes.gzip(file)}) {
      Dataset<Row> data = idx().load(IdxBytes.write(folder, "types", stored));
      assertThat(data.schema().apply("values").dataType().simpleString())
          .isEqualTo(type == IdxType.UBYTE ? "binary" : column);
      List<Row> rows = data.collectAsList();
      assertThat(rows).hasSize(50);
      for (int i = 0; i < 50; i++) {
        assertThat(rows.get(i).getList(1)).isEqualTo(List.of(3, 2));
        for (int j = 0; j < 6; j++) {
          int at = 16 + (6 * i + j) * type.bytes();
          switch (type) {
            case UBYTE -> assertThat(((byte[]) rows.get(i).get(2))[j]).isEqualTo(file[at]);
            case BYTE -> assertThat(rows.get(i).getList(2).get(j)).isEqualTo((float) file[at]);
            case SHORT ->
                assertThat(rows.get(i).getList(2).get(j)).isEqualTo((float) buffer.getShort(at));
            case INT ->
                assertThat(rows.get(i).getList(2).get(j)).isEqualTo((double) buffer.getInt(at));
            case FLOAT ->
                assertThat(Float.floatToRawIntBits((Float) rows.get(i).getList(2).get(j)))
                    .isEqualTo(buffer.getInt(at));
            case DOUBLE ->
                assertThat(Double.doubleToRawLongBits((Double) rows.get(i).getList(2).get(j)))
                    .isEqualTo(buffer.getLong(at));
          }
        }
      }
    }
  }

  @Test
  void nansAreKept() {
    int[] bits = {0x7FC00000, 0xFFC01234, 0x7F800000, 0x80000000};
    ByteBuffer buffer = ByteBuffer.allocate(16);
    buffer.asIntBuffer().put(bits);
    byte[] file = IdxBytes.join(IdxBytes.header(0x0D, 2, 2), buffer.array());
    List<Row> rows = idx().load(IdxBytes.write(folder, "nans", file)).collectAsList();
    for (int i = 0; i < 4; i++) {
      Float value = (Float) rows.get(i / 2).getList(2).get(i % 2);
      assertThat(Float.floatToRawIntBits(value)).isEqualTo(bits[i]);
    }
  }

  @Test
  void shapeFollowsTheAxes_1To4() {
    int[][] sizes = {{6}, {6, 2}, {6, 2, 3}, {6, 2, 3, 4}};
    for (int[] size : sizes) {
      byte[] file = IdxBytes.file(new SplittableRandom(8), IdxType.UBYTE, size);
      Row row = idx().load(IdxBytes.write(folder, "axes", file)).collectAsList().get(5);
      assertThat(row.getLong(0)).isEqualTo(5);
      assertThat(row.<Integer>getList(1)).isEqualTo(Arrays.stream(size).skip(1).boxed().toList());
      int length = (file.length - 4 - 4 * size.length) / 6;
      assertThat((byte[]) row.get(2))
          .isEqualTo(Arrays.copyOfRange(file, file.length - length, file.length));
    }
  }

  @Test
  void labelsOfEachWholeType() {
    String items =
        IdxBytes.write(folder, "four", IdxBytes.file(new SplittableRandom(9), IdxType.UBYTE, 4, 2));
    assertThat(labelsOf(items, 0x08, new byte[] {0, 1, -1, -128})).containsExactly(0, 1, 255, 128);
    assertThat(labelsOf(items, 0x09, new byte[] {0, 1, -1, -128})).containsExactly(0, 1, -1, -128);
    assertThat(labelsOf(items, 0x0B, ByteBuffer.allocate(8).putLong(0x7FFF8000FFFF0001L).array()))
        .containsExactly(32767, -32768, -1, 1);
    ByteBuffer ints = ByteBuffer.allocate(16);
    ints.asIntBuffer().put(new int[] {Integer.MIN_VALUE, Integer.MAX_VALUE, -1, 70_000});
    assertThat(labelsOf(items, 0x0C, ints.array()))
        .containsExactly(Integer.MIN_VALUE, Integer.MAX_VALUE, -1, 70_000);
  }

  private static List<Integer> labelsOf(String items, int code, byte[] data) {
    byte[] file = IdxBytes.join(IdxBytes.header(code, 4), data);
    String path = IdxBytes.write(folder, "whole", IdxBytes.gzip(file));
    return ImageDataset.idx(spark, items, path, ImageDataset.ALL, 3)
        .select("label")
        .as(Encoders.INT())
        .collectAsList();
  }

  @Test
  void limitKeepsTheFirst() {
    for (String path : new String[] {IMAGES, plainImages}) {
      assertThat(sums(ImageDataset.idx(spark, path, LABELS, 100, 7))).isEqualTo(expected(100));
      assertThat(sums(ImageDataset.idx(spark, path, LABELS, 100, 7).limit(13)))
          .isEqualTo(expected(13));
      assertThat(ImageDataset.idx(spark, path, null, 0, 7).collectAsList()).isEmpty();
      assertThat(ImageDataset.idx(spark, path, null, 20_000, 7).count()).isEqualTo(10_000);
    }
    // never more partitions than rows
    assertThat(ImageDataset.idx(spark, IMAGES, null, 5, 64).toJavaRDD().getNumPartitions())
        .isEqualTo(5);
  }

  @Test
  void rangeKeepsTheItemsFromOneToAnother() {
    for (String path : new String[] {IMAGES, plainImages}) {
      List<Row> middle = ImageDataset.idx(spark, path, LABELS, 40, 100, 7).collectAsList();
      assertThat(middle.get(0).getLong(0)).isEqualTo(40);
      assertThat(middle).isEqualTo(rows(path, 100).subList(40, 100));
      assertThat(ImageDataset.idx(spark, path, LABELS, 40, 100, 7).limit(9).collectAsList())
          .isEqualTo(middle.subList(0, 9));
      assertThat(ImageDataset.idx(spark, path, null, 9_990, ImageDataset.ALL, 3).count())
          .isEqualTo(10);
      assertThat(ImageDataset.idx(spark, path, null, 10_001, ImageDataset.ALL, 3).collectAsList())
          .isEmpty();
    }
  }

  private static List<Row> rows(String path, long limit) {
    return ImageDataset.idx(spark, path, LABELS, limit, 1).collectAsList();
  }

  @Test
  void fileOfNoItemsIsAnEmptyTable() {
    byte[] file = IdxBytes.header(0x08, 0, 28, 28);
    String none = IdxBytes.write(folder, "nolabels", IdxBytes.header(0x08, 0));
    for (byte[] stored : new byte[][] {file, IdxBytes.gzip(file)}) {
      String path = IdxBytes.write(folder, "none", stored);
      Dataset<Row> data =
          ImageDataset.idx(spark, path, none, ImageDataset.ALL, ImageDataset.BY_SIZE);
      assertThat(data.collectAsList()).isEmpty();
      assertThat(data.count()).isZero();
      assertThat(data.schema().fieldNames()).containsExactly("id", "shape", "values", "label");
    }
  }

  @Test
  void gzipOfManyMembersIsOneFile() {
    byte[] members =
        IdxBytes.join(
            IdxBytes.gzip(Arrays.copyOf(images, 10)),
            IdxBytes.gzip(Arrays.copyOfRange(images, 10, 3_000_000)),
            IdxBytes.gzip(Arrays.copyOfRange(images, 3_000_000, images.length)));
    String path = IdxBytes.write(folder, "members", members);
    assertThat(sums(ImageDataset.idx(spark, path, LABELS, ImageDataset.ALL, 5)))
        .isEqualTo(expected(10_000));
  }

  @Test
  void viewInSqlReadsTheSame() {
    spark.sql(
        "CREATE OR REPLACE TEMPORARY VIEW digits USING idx OPTIONS (path '"
            + IMAGES
            + "', labels '"
            + LABELS
            + "', partitions '3')");
    assertThat(spark.sql("SELECT id, crc32(values), label FROM digits").collectAsList())
        .isEqualTo(expected(10_000));
    assertThat(
            spark
                .sql("SELECT count(*), max(id) FROM digits WHERE label = 7 AND shape[1] = 28")
                .first())
        .isEqualTo(RowFactory.create(1028L, lastSeven()));
  }

  @Test
  void tableInACatalogReadsTheSame_takesAQuerysOptions_andLeavesTheFileWhenDropped() {
    spark.sql(
        "CREATE TABLE kept USING idx OPTIONS (path '"
            + plainImages
            + "', labels '"
            + LABELS
            + "', partitions '3')");
    try {
      assertThat(spark.sql("SELECT id, crc32(values), label FROM kept").collectAsList())
          .isEqualTo(expected(10_000));
      Dataset<Row> some = spark.sql("SELECT * FROM kept WITH (limit = 5, partitions = 2)");
      assertThat(sums(some)).isEqualTo(expected(5));
      assertThat(some.toJavaRDD().getNumPartitions()).isEqualTo(2);
    } finally {
      spark.sql("DROP TABLE kept");
    }
    assertThat(Path.of(plainImages)).exists();
  }

  private static long lastSeven() {
    int last = 9999;
    while (labels[8 + last] != 7) {
      last--;
    }
    return last;
  }

  @Test
  void columnsNotAskedForAreNotRead() {
    Dataset<Row> data = ImageDataset.idx(spark, IMAGES, LABELS, ImageDataset.ALL, 3);
    assertThat(itemsRead(data.select("values"))).isEqualTo(10_000);
    assertThat(itemsRead(data.select("id", "label"))).isZero();
    assertThat(itemsRead(data.select("values").limit(13))).isEqualTo(13);
    assertThat(data.select("label", "id").first()).isEqualTo(RowFactory.create(7, 0L));
  }

  private static long itemsRead(Dataset<Row> data) {
    var plan = data.queryExecution().executedPlan();
    assertThat(data.collectAsList()).isNotEmpty();
    BatchScanExec scan =
        (BatchScanExec)
            CollectionConverters.asJava(plan.collectLeaves()).stream()
                .filter(BatchScanExec.class::isInstance)
                .findFirst()
                .orElseThrow();
    return scan.metrics().apply(ItemsRead.NAME).value();
  }

  @Test
  void plainFilesAreSoughtAndImagesOpenedOnlyForValues() {
    DataFrameReader counted =
        idx().option("fs.counted.impl", CountingFileSystem.class.getName()).option("partitions", 8);
    Dataset<Row> plain = counted.load("counted://" + plainImages);
    CountingFileSystem.reset();
    assertThat(plain.selectExpr("crc32(values)").collectAsList()).hasSize(10_000);
    assertThat(CountingFileSystem.OPENED.get()).isEqualTo(8);
    // each of 8 tasks a buffer for the header, and at most one beyond its rows
    assertThat(CountingFileSystem.BYTES.get()).isBetween(7_840_000L, 7_840_000L + 16 * 65_536);
    CountingFileSystem.reset();
    assertThat(plain.select("id", "shape").collectAsList()).hasSize(10_000);
    assertThat(plain.count()).isEqualTo(10_000);
    assertThat(CountingFileSystem.OPENED.get()).isZero();

    Dataset<Row> gzip = counted.load("counted://" + IMAGES);
    CountingFileSystem.reset();
    assertThat(gzip.limit(100).collectAsList()).hasSize(100);
    // stops after its rows: the file has 1.6 MB
    assertThat(CountingFileSystem.BYTES.get()).isLessThan(8 * 2 * 65_536);
  }

  @Test
  void tasksPreferTheHostsOfTheirBlocks() {
    RDD<?> rdd =
        idx()
            .option("fs.counted.impl", CountingFileSystem.class.getName())
            .option("partitions", 4)
            .load("counted://" + plainImages)
            .toJavaRDD()
            .rdd();
    while (!rdd.dependencies().isEmpty()) {
      rdd = rdd.dependencies().head().rdd(); // the scan is the root
    }
    // a quarter is 1.96 MB: the second has half of block 1, block 2 and most of block 3
    assertThat(CollectionConverters.asJava(rdd.preferredLocations(rdd.partitions()[1])))
        .containsExactly("shared", "host2", "host3");
  }

  @Test
  void planKnowsRowsAndSize() {
    var statistics =
        idx().option("limit", 1000).load(IMAGES).queryExecution().optimizedPlan().stats();
    assertThat(statistics.rowCount().get().longValue()).isEqualTo(1000);
    assertThat(statistics.sizeInBytes().longValue()).isBetween(784_000L, 900_000L);
    var ids = idx().load(IMAGES).select("id").queryExecution().optimizedPlan().stats();
    assertThat(ids.sizeInBytes().longValue()).isLessThan(200_000L);
  }

  @Test
  void partitionsFollowSizeAndCores() {
    byte[] wide = IdxBytes.join(IdxBytes.header(0x08, 40, 1 << 20), new byte[40 << 20]);
    String plain = IdxBytes.write(folder, "wide", wide);
    assertThat(idx().load(plain).toJavaRDD().getNumPartitions()).isEqualTo(5);
    assertThat(idx().option("limit", 1).load(plain).toJavaRDD().getNumPartitions()).isEqualTo(1);
    assertThat(idx().option("limit", 9).load(plain).toJavaRDD().getNumPartitions()).isEqualTo(2);
    byte[] long9 = IdxBytes.join(IdxBytes.header(0x08, 9, 9 << 20), new byte[81 << 20]);
    assertThat(
            idx()
                .load(IdxBytes.write(folder, "long", IdxBytes.gzip(long9)))
                .toJavaRDD()
                .getNumPartitions())
        .isEqualTo(8);
  }

  @Test
  void rowsKeptByAUserStayAsTheyWere() {
    // A scan that reused its arrays would show the last image in all.
    List<Row> sums =
        idx()
            .option("limit", 50)
            .option("partitions", 1)
            .load(IMAGES)
            .select("values")
            .as(Encoders.BINARY())
            .mapPartitions(
                (org.apache.spark.api.java.function.MapPartitionsFunction<byte[], Long>)
                    rows -> {
                      List<byte[]> kept = new ArrayList<>();
                      rows.forEachRemaining(kept::add);
                      return kept.stream()
                          .map(
                              bytes -> {
                                CRC32 crc = new CRC32();
                                crc.update(bytes);
                                return crc.getValue();
                              })
                          .iterator();
                    },
                Encoders.LONG())
            .toDF()
            .collectAsList();
    assertThat(sums).hasSize(50);
    List<Row> expected = expected(50);
    for (int i = 0; i < 50; i++) {
      assertThat(sums.get(i).getLong(0)).isEqualTo(expected.get(i).getLong(1));
    }
  }

  @Test
  void userSchemaIsRefusedBySpark() {
    assertThatThrownBy(() -> idx().schema(DataTypes.createStructType(List.of())).load(IMAGES))
        .hasMessageContaining("user-specified schema");
  }
}
