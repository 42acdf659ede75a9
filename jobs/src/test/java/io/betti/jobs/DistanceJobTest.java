package io.betti.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.betti.topology.distance.EssentialBars;
import io.betti.topology.distance.GroundNorm;
import io.betti.topology.distance.WassersteinDistance;
import io.betti.topology.distance.WassersteinOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The job {@code distance}: the engine's distances in the order of the file. */
class DistanceJobTest {
  private static final int PAIRS = 1000;

  @TempDir Path folder;

  private final List<double[][][]> pairs = new ArrayList<>();

  @BeforeEach
  void draw() {
    Random random = new Random(3);
    for (int n = 0; n < PAIRS; n++) {
      pairs.add(new double[][][] {diagram(random, n), diagram(random, n)});
    }
  }

  /** Births, then deaths. */
  private static double[][] diagram(Random random, int n) {
    int count = random.nextInt(12);
    double[][] bars = new double[2][count];
    for (int i = 0; i < count; i++) {
      bars[0][i] = n % 2 == 0 ? random.nextInt(5) : random.nextDouble();
      bars[1][i] =
          i == 0 && n % 5 > 0
              ? (n % 3 == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY)
              : bars[0][i] + (n % 2 == 0 ? random.nextInt(4) : random.nextGaussian());
    }
    return bars;
  }

  private static String json(double[][] diagram) {
    List<String> bars = new ArrayList<>();
    for (int i = 0; i < diagram[0].length; i++) {
      double death = diagram[1][i];
      String text = Double.isInfinite(death) ? "\"" + death + "\"" : Double.toString(death);
      bars.add("[" + diagram[0][i] + "," + text + "]");
    }
    return bars.stream().collect(Collectors.joining(",", "[", "]"));
  }

  private String lines() {
    return pairs.stream()
        .map(p -> "{\"left\":" + json(p[0]) + ",\"right\":" + json(p[1]) + "}\n")
        .collect(Collectors.joining());
  }

  private double expected(int n, WassersteinOptions options) {
    double[][] left = pairs.get(n)[0];
    double[][] right = pairs.get(n)[1];
    return new WassersteinDistance(options)
        .distance(
            left[0],
            left[1],
            left[0].length,
            right[0],
            right[1],
            right[0].length,
            Double.POSITIVE_INFINITY);
  }

  private Command distance(Path file, Object... more) {
    List<Object> arguments =
        new ArrayList<>(List.of("distance", "--pairs", file, "--output", folder.resolve("out")));
    arguments.addAll(List.of(more));
    return Command.run(arguments.toArray());
  }

  private List<String> writtenLines() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      for (Path file :
          files.filter(f -> f.getFileName().toString().startsWith("part-")).sorted().toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void json_equalsTheEngine_inTheOrderOfTheFile(int partitions) throws IOException {
    Path file = Files.writeString(folder.resolve("pairs.jsonl"), lines());
    Command command =
        distance(
            file,
            "--order",
            2.5,
            "--ground-norm",
            "inf",
            "--output-format",
            "json",
            "--partitions",
            partitions,
            "--checkpoint-rows",
            300);
    assertThat(command.code()).as(command.err()).isZero();
    assertThat(command.lastLine()).startsWith("done: 1,000 rows written to ");
    WassersteinOptions options = WassersteinOptions.of(2.5, GroundNorm.INFINITY);
    List<String> expected = new ArrayList<>();
    long infinite = 0;
    for (int n = 0; n < PAIRS; n++) {
      double distance = expected(n, options);
      infinite += Double.isInfinite(distance) ? 1 : 0;
      String text = Double.isInfinite(distance) ? "\"Infinity\"" : Double.toString(distance);
      expected.add("{\"id\":" + n + ",\"distance\":" + text + "}");
    }
    assertThat(writtenLines()).isEqualTo(expected);
    JsonNode metrics = new ObjectMapper().readTree(folder.resolve("out/_metrics.json").toFile());
    assertThat(metrics.get("infinite_distances").asLong()).isEqualTo(infinite).isPositive();
    assertThat(metrics.get("ground_norm").asText()).isEqualTo("inf");
    assertThat(metrics.get("rows").asLong()).isEqualTo(PAIRS);
    assertThat(Files.readString(folder.resolve("out/_report.html"))).contains("order 2.5");
  }

  @Test
  void parquetOfAGzippedFile_withDefaults() throws IOException {
    Path file = folder.resolve("pairs.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(lines().strip().replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }
    Command command = distance(file, "--essential", "drop", "--checkpoint-rows", 300);
    assertThat(command.code()).as(command.err()).isZero();
    WassersteinOptions options = new WassersteinOptions(1, GroundNorm.ONE, EssentialBars.drop());
    List<Row> rows = Command.parquet(folder.resolve("out"));
    assertThat(rows).hasSize(PAIRS);
    for (int n = 0; n < PAIRS; n++) {
      assertThat(rows.get(n).getLong(0)).isEqualTo(n);
      assertThat(rows.get(n).getDouble(1)).isEqualTo(expected(n, options));
    }
  }

  @Test
  void emptyFile_givesAnEmptyTable() throws IOException {
    Command command = distance(Files.writeString(folder.resolve("pairs.jsonl"), ""));
    assertThat(command.code()).as(command.err()).isZero();
    assertThat(Command.parquet(folder.resolve("out"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "not json | it is no JSON: Unrecognized token 'not'",
        "`` | it is no JSON object",
        "[] | it is no JSON object",
        "{\"left\":[]} | it has no field \"right\"",
        "{\"left\":[],\"right\":[[1,2]} | it is no JSON",
        "{\"left\":[[1]],\"right\":[]} | bar 0 of \"left\" is not two numbers",
        "{\"left\":[[1,2],[1,2,3]],\"right\":[]} | bar 1 of \"left\" has more than two numbers",
        "{\"left\":[],\"right\":[[1,null]]} | bar 0 of \"right\" is not two numbers",
        "{\"left\":[],\"right\":[[1,NaN]]} | bar 0 of \"right\" has a NaN",
        "{\"left\":[],\"right\":[[\"Infinity\",1]]} | bar 0 of \"right\" has an infinite birth",
        "{\"left\":[],\"right\":[[1,\"inf\"]]} | bar 0 of \"right\" has \"inf\"",
        "{\"left\":[],\"right\":[[1,1e999]]} | has 1e999, beyond the range of double",
        "{\"left\":[],\"right\":[]} [] | something stands after the object"
      })
  void malformedLine_isABadRecord(String line, String reason) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("pairs.jsonl"),
            "{\"left\":[[0,1]],\"right\":[],\"name\":{\"a\":[1]}}\n"
                + line
                + "\n{\"left\":[],\"right\":[[0,Infinity]]}");
    Command refused = distance(file);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .contains("line 1 (from 0) of the pairs cannot be used, and 0 bad records are allowed")
        .contains(reason)
        .doesNotContain("Source:");
    assertThat(folder.resolve("out/_SUCCESS")).doesNotExist();
    Command allowed = distance(file, "--max-bad-records", 1, "--output-format", "json");
    assertThat(allowed.code()).as(allowed.err()).isZero();
    assertThat(allowed.lastLine()).contains("1 bad record left out (_bad_records)");
    assertThat(writtenLines())
        .containsExactly("{\"id\":0,\"distance\":1.0}", "{\"id\":2,\"distance\":\"Infinity\"}");
    JsonNode bad = new ObjectMapper().readTree(folder.resolve("out/_bad_records").toFile());
    assertThat(bad.get("id").asLong()).isEqualTo(1);
    assertThat(bad.get("reason").asText()).contains(reason);
  }

  @Test
  void dryRun_tellsThePlan_andWritesNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("pairs.jsonl"), lines());
    Command command = distance(file, "--dry-run", "--checkpoint-rows", 400);
    assertThat(command.code()).as(command.err()).isZero();
    assertThat(command.out())
        .contains("1,000 pairs", "order 1.0, ground norm 1, essential bars: match", "3 steps")
        .contains("s of computing on one core");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void wrongOptionsAreUsageErrors() throws IOException {
    Path file = Files.writeString(folder.resolve("pairs.jsonl"), "");
    Command order = distance(file, "--order", 0.5);
    assertThat(order.code()).isEqualTo(2);
    assertThat(order.err()).contains("--order is 0.5", "must be a number from 1 to 512");
    Command norm = distance(file, "--ground-norm", 3);
    assertThat(norm.code()).isEqualTo(2);
    assertThat(norm.err()).contains("unknown ground norm '3'; it is one of 1, 2, inf");
    Command missing = distance(folder.resolve("none"));
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.err()).contains("does not exist");
  }
}
