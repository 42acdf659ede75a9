package io.betti.pipeline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudsDataSourceTest {
  @TempDir private static Path folder;

  private static String write(String text) {
    return IdxBytes.write(folder, "clouds.csv", text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Row> rows(String text) {
    return GridRows.same("clouds", write(text), Map.of());
  }

  private static List<List<Double>> points(Row row) {
    List<List<Double>> points = new ArrayList<>();
    for (Object point : row.getList(row.fieldIndex("points"))) {
      points.add(
          scala.jdk.javaapi.CollectionConverters.asJava((scala.collection.Seq<Double>) point));
    }
    return points;
  }

  @Test
  void cloudsComeByTheirFirstRow_pointsInTheFilesOrder() {
    List<Row> rows = rows("x,cloud,y\n1,b,2\n3,a,4\n5,b,6\n\n7,a,8\n9,b,10\n");
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).schema().simpleString())
        .isEqualTo("struct<id:bigint,cloud:string,points:array<array<double>>>");
    assertThat(rows.get(0).getLong(0)).isZero();
    assertThat(rows.get(0).getString(1)).isEqualTo("b");
    assertThat(points(rows.get(0)))
        .containsExactly(List.of(1.0, 2.0), List.of(5.0, 6.0), List.of(9.0, 10.0));
    assertThat(rows.get(1).getString(1)).isEqualTo("a");
    assertThat(points(rows.get(1))).containsExactly(List.of(3.0, 4.0), List.of(7.0, 8.0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void quotesBlanksLineEndsAndMarks(String end) {
    String text =
        "\uFEFFcloud,\"x\",y\n\"a,\"\"1\"\"\",1, 2\n\n  \n\"a,\"\"1\"\"\",\"3\",4 \n ä ,.5,-1e3"
            .replace("\n", end);
    List<Row> rows = rows(text);
    assertThat(rows.stream().map(row -> row.getString(1))).containsExactly("a,\"1\"", " ä ");
    assertThat(points(rows.get(0))).containsExactly(List.of(1.0, 2.0), List.of(3.0, 4.0));
    assertThat(points(rows.get(1))).containsExactly(List.of(0.5, -1000.0));
  }

  @Test
  void idWithALineBreak_countsLinesRight() {
    String text = "cloud,x\n\"two\nlines\",1\nb,2\nb,q\n";
    assertThatThrownBy(() -> GridRows.read("clouds", write(text), Map.of(), 2).collectAsList())
        .hasStackTraceContaining("line 5: x is 'q', which is no number");
  }

  @Test
  void nanAndInfinityAreTakenAsSuch() {
    List<Row> rows = rows("cloud,x,y\na,NaN,1\na,nan,-inf\na,Infinity,+INF\n");
    assertThat(points(rows.get(0)))
        .containsExactly(
            List.of(Double.NaN, 1.0),
            List.of(Double.NaN, Double.NEGATIVE_INFINITY),
            List.of(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
  }

  @Test
  void mixedFileAtRandom_isTheSameByOtherMeans_plainAndGzip() {
    SplittableRandom random = new SplittableRandom(11);
    Map<String, List<List<Double>>> expected = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder("cloud,x,y,z\n");
    for (int i = 0; i < 20_000; i++) {
      // Some clouds all over the file, some in one piece.
      String cloud = "c" + (random.nextInt(4) == 0 ? random.nextInt(40) : 100 + i / 300);
      List<Double> point = new ArrayList<>();
      text.append(cloud);
      for (int k = 0; k < 3; k++) {
        double value = Math.scalb(random.nextDouble() - 0.5, random.nextInt(40) - 20);
        point.add(value);
        text.append(',').append(value);
      }
      text.append('\n');
      expected.computeIfAbsent(cloud, id -> new ArrayList<>()).add(point);
    }
    byte[] file = text.toString().getBytes(StandardCharsets.UTF_8);
    String plain = IdxBytes.write(folder, "mixed.csv", file);
    String gzip = IdxBytes.write(folder, "mixed.csv.gz", IdxBytes.gzip(file));
    for (String path : new String[] {plain, gzip}) {
      List<Row> rows = GridRows.same("clouds", path, Map.of());
      assertThat(rows.stream().map(row -> row.getString(1)))
          .containsExactlyElementsOf(expected.keySet());
      for (Row row : rows) {
        assertThat(points(row)).isEqualTo(expected.get(row.getString(1)));
      }
    }
    List<Row> range =
        GridDatasets.read(LocalSpark.session(), "clouds", plain, Map.of(), 5, 9, 3).collectAsList();
    assertThat(range.stream().map(row -> row.getLong(0))).containsExactly(5L, 6L, 7L, 8L);
    DatasetOutline outline =
        GridDatasets.outline("clouds", plain, Map.of(), new Configuration(false));
    assertThat(outline.items()).isEqualTo(expected.size());
    assertThat(outline.isGrids()).isFalse();
    assertThat(outline.shape()).isEmpty();
    assertThat(outline.coordinates()).hasValue(3);
    try (ItemIterator items = outline.read()) {
      Item first = items.next();
      String id = expected.keySet().iterator().next();
      assertThat(first.shape()).containsExactly(expected.get(id).size(), 3);
      assertThat((double[]) first.values())
          .containsExactly(
              expected.get(id).stream()
                  .flatMap(List::stream)
                  .mapToDouble(Double::doubleValue)
                  .toArray());
    }
  }

  @Test
  void coordinatesAreChosen() {
    String path = write("id,z,cloud,x,y\n1,2,a,3,4\n");
    assertThat(points(GridRows.same("clouds", path, Map.of("coordinates", "x, y,z")).get(0)))
        .containsExactly(List.of(3.0, 4.0, 2.0));
    for (String wrong : new String[] {"x,w", "x,cloud", "x,x", ""}) {
      assertThatThrownBy(() -> GridRows.read("clouds", path, Map.of("coordinates", wrong), 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("coordinates = '" + wrong + "'", "id, z, cloud, x, y");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x,y/1,2 | line 1: its header has the columns x, y, but none is called cloud",
        "cloud/1 | but none is a coordinate",
        "cloud,x,x/1,2,3 | two columns 'x'",
        "cloud,x,y/a,1,2/a,1 | line 3: it has 2 fields, but the header has 3: cloud,x,y",
        "cloud,x,y/a,1,2/a,1,2,3 | line 3: it has 4 fields",
        "cloud,x/a,\"1/2 | line 2: a quote is opened and never closed",
        "cloud,x/\"a\"b,1 | line 2: text follows after a closing quote",
        "cloud,x/a,1/a, | line 3: x is '', which is no number; write a number such as",
        "cloud,x/a,0x10 | line 2: x is '0x10', which is no number",
        "cloud,x/a,1d | x is '1d'",
        "cloud,x/a,- | x is '-'",
        "cloud,x/a,1e | x is '1e'",
        "cloud,x/a,1 2 | x is '1 2'",
      })
  void faultsNameFileAndLine(String text, String problem) {
    String path = write(text.replace('/', '\n'));
    assertThatThrownBy(() -> GridRows.read("clouds", path, Map.of(), 3).collectAsList())
        .hasStackTraceContaining("cannot read " + path + ": ")
        .hasStackTraceContaining(problem);
  }

  @Test
  void emptyFileAndHeaderAlone() {
    assertThatThrownBy(() -> GridRows.read("clouds", write(""), Map.of(), 1))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("it is empty");
    assertThat(rows("cloud,x,y\n")).isEmpty();
  }

  @Test
  void fileChangedAfterPlanning() {
    String path = write("cloud,x\na,1\na,2\nb,3\n");
    var data = GridRows.read("clouds", path, Map.of(), 1);
    assertThat(data.collectAsList()).hasSize(2);
    write("cloud,x\na,1\nb,3\n");
    assertThatThrownBy(data::collectAsList)
        .hasStackTraceContaining("it has changed since the read was planned");
  }

  @Test
  void numbersAreTheNearestDoubles() {
    SplittableRandom random = new SplittableRandom(5);
    double[] result = new double[1];
    for (int i = 0; i < 200_000; i++) {
      String text = number(random);
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      assertThat(NumberText.parse(bytes, 0, bytes.length, result)).isTrue();
      if (Double.doubleToRawLongBits(result[0])
          != Double.doubleToRawLongBits(Double.parseDouble(text))) {
        throw new AssertionError(text + " was read as " + result[0]);
      }
    }
  }

  private static String number(SplittableRandom random) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
    int digits = 1 + random.nextInt(20);
    int point = random.nextInt(2 * digits);
    for (int i = 0; i < digits; i++) {
      text.append(i == point ? "." : "").append(random.nextInt(10));
    }
    if (random.nextInt(4) == 0) {
      text.append('e').append(random.nextInt(60) - 30);
    }
    return text.toString();
  }
}
