package io.betti.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.betti.pipeline.optimization.PenaltySpec;
import io.betti.pipeline.regression.RegressionData;
import io.betti.pipeline.regression.RegressionProblem;
import io.betti.pipeline.regression.RegressionSolver;
import io.betti.pipeline.regression.SolverOptions;
import io.betti.pipeline.regression.SquaredLoss;
import io.betti.pipeline.regression.TopologicalRegression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The job {@code lambda-grid}: the solver's fits, honest choices, the same bytes on any way. Long,
 * since all of them are asked of one job.
 */
class LambdaGridJobTest {
  private static final String PENALTIES = "ols,l1,top2,E(1,0,2;PD0) + 0.5*tv";

  @TempDir Path folder;

  private Command grid(String output, Object... more) {
    List<Object> arguments =
        new ArrayList<>(List.of("lambda-grid", "--output", folder.resolve(output)));
    arguments.addAll(List.of(more));
    return Command.run(arguments.toArray());
  }

  private Command small(String output, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "--problem",
                "sawtooth,clusters-signs",
                "--n",
                "12,20",
                "--trials",
                2,
                "--folds",
                3,
                "--lambda-count",
                3,
                "--penalties",
                PENALTIES,
                "--iterations",
                20,
                "--output-format",
                "json"));
    arguments.addAll(List.of(more));
    return grid(output, arguments.toArray());
  }

  /** Contents of the tables by path; what tells of times is left out. */
  private Map<String, String> tables(String output) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (String table : List.of("fits", "chosen", "summary")) {
      try (Stream<Path> files = Files.list(folder.resolve(output).resolve(table))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
          // Spark names a file of a table after the query that wrote it.
          String name = file.getFileName().toString().replaceFirst("-[0-9a-f-]{36}.*", "");
          contents.put(table + "/" + name, Files.readString(file));
        }
      }
    }
    return contents;
  }

  private List<JsonNode> rows(String output, String table) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve(output).resolve(table))) {
      List<Path> parts =
          files
              .filter(f -> f.getFileName().toString().matches("part-.*json"))
              .sorted(Comparator.naturalOrder())
              .toList();
      for (Path file : parts) {
        for (String line : Files.readAllLines(file)) {
          rows.add(new ObjectMapper().readTree(line));
        }
      }
    }
    return rows;
  }

  @Test
  void partitionsAndStopsChangeNotAByte() throws Exception {
    Command one = small("one", "--partitions", 1, "--checkpoint-rows", 30);
    assertThat(one.code()).as(one.err()).isZero();
    // 8 groups, each of 3 folds and all rows, of a fit of ols and 3 of each other penalty.
    assertThat(one.lastLine()).startsWith("done: 320 rows written to ");
    Command seven = small("seven", "--partitions", 7, "--checkpoint-rows", 30);
    assertThat(seven.code()).as(seven.err()).isZero();
    assertThat(tables("seven")).isEqualTo(tables("one"));
    Command stopped = stopAfterTheFirstStep();
    assertThat(stopped.code()).isEqualTo(1);
    assertThat(stopped.err()).contains("--resume goes on from there");
    Command resumed = small("stopped", "--checkpoint-rows", 30, "--resume");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(tables("stopped")).isEqualTo(tables("one"));
    assertThat(small("stopped", "--checkpoint-rows", 30, "--resume").out())
        .contains("nothing left to do");
  }

  private Command stopAfterTheFirstStep() throws Exception {
    Path marker = folder.resolve("stopped/_incomplete/steps/00000.json");
    Thread killer =
        new Thread(
            () -> {
              while (!Files.exists(marker)) {
                Thread.onSpinWait();
              }
              while (!Thread.currentThread().isInterrupted()) {
                Command.spark().sparkContext().cancelAllJobs();
              }
            });
    killer.start();
    Command command = small("stopped", "--checkpoint-rows", 30);
    killer.interrupt();
    killer.join();
    return command;
  }

  @Test
  void fitsAreTheSolvers_andChoicesTheLeastErrors() throws IOException {
    Command command = small("out");
    assertThat(command.code()).as(command.err()).isZero();
    List<JsonNode> fits = rows("out", "fits");
    RegressionProblem problem = RegressionProblem.SAWTOOTH;
    RegressionData data = problem.data(0, 1, 20, 0.05);
    PenaltySpec top2 = PenaltySpec.parse("top2", problem.space());
    RegressionSolver solver =
        new RegressionSolver(
            SquaredLoss.of(data), top2.build(100), SolverOptions.authors().withMaxIterations(20));
    List<JsonNode> own =
        fits.stream()
            .filter(f -> f.get("problem").asText().equals("sawtooth"))
            .filter(f -> f.get("trial").asInt() == 1 && f.get("n").asInt() == 20)
            .filter(f -> f.get("penalty").asText().equals("top2"))
            .toList();
    List<JsonNode> all = own.stream().filter(f -> f.get("fold") == null).toList();
    assertThat(all).hasSize(3);
    for (JsonNode fit : all) {
      double[] beta = solver.fit(fit.get("lambda").asDouble()).beta();
      assertThat(numbers(fit.get("coefficients"))).isEqualTo(beta);
    }
    double[] errors = new double[3];
    double[] truths = new double[3];
    for (int i = 0; i < 3; i++) {
      double lambda = all.get(i).get("lambda").asDouble();
      errors[i] =
          own.stream()
              .filter(f -> f.get("fold") != null && f.get("lambda").asDouble() == lambda)
              .mapToDouble(f -> f.get("validation_error").asDouble())
              .average()
              .getAsDouble();
      truths[i] = all.get(i).get("beta_error").asDouble();
    }
    assertThat(chosen("kfold")).isEqualTo(all.get(least(errors)).get("lambda").asDouble());
    assertThat(chosen("oracle")).isEqualTo(all.get(least(truths)).get("lambda").asDouble());
    JsonNode metrics = new ObjectMapper().readTree(folder.resolve("out/metrics.json").toFile());
    assertThat(metrics.get("rows").asInt()).isEqualTo(320);
    assertThat(metrics.get("coefficients").get("clusters-signs").asText()).isEqualTo("weak-alpha");
    assertThat(Files.readString(folder.resolve("out/report.html")))
        .contains(
            "λ is n times the one given here",
            "<h2>sawtooth</h2>",
            "λ chosen by kfold: the least squared error")
        .doesNotContain("NaN");
    assertThat(rows("out", "summary")).hasSize(2 * 2 * 4 * 2);
  }

  private static int least(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .min(Comparator.comparingDouble(i -> values[i]))
        .get();
  }

  private static double[] numbers(JsonNode array) {
    return IntStream.range(0, array.size()).mapToDouble(i -> array.get(i).asDouble()).toArray();
  }

  private double chosen(String selection) throws IOException {
    return rows("out", "chosen").stream()
        .filter(c -> c.get("problem").asText().equals("sawtooth"))
        .filter(c -> c.get("trial").asInt() == 1 && c.get("n").asInt() == 20)
        .filter(c -> c.get("penalty").asText().equals("top2"))
        .filter(c -> c.get("selection").asText().equals(selection))
        .findFirst()
        .get()
        .get("lambda")
        .asDouble();
  }

  /** Rows of y = x . (1, 1, 5, 5) + 3 + noise, as CSV. */
  private Path table(int rows, java.util.function.IntToDoubleFunction noise) throws IOException {
    Random random = new Random(4);
    StringBuilder text = new StringBuilder("id,x1,x2,x3,x4,y\n");
    for (int i = 0; i < rows; i++) {
      double[] x = random.doubles(4, -1, 1).toArray();
      double y = x[0] + x[1] + 5 * x[2] + 5 * x[3] + 3 + noise.applyAsDouble(i);
      text.append(i).append(',');
      for (double value : x) {
        text.append(value).append(',');
      }
      text.append(y).append('\n');
    }
    return Files.writeString(folder.resolve("table.csv"), text);
  }

  private Command table(String output, Path data, Object... more) {
    Map<String, Object> options = new TreeMap<>();
    options.put("--data", data);
    options.put("--label", "y");
    options.put("--trials", 2);
    options.put("--folds", 4);
    options.put("--lambda-count", 4);
    options.put("--penalties", "ols,l2-squared,top1");
    options.put("--output-format", "json");
    for (int i = 0; i < more.length; i += 2) {
      options.put(more[i].toString(), more[i + 1]);
    }
    return grid(
        output,
        options.entrySet().stream().flatMap(o -> Stream.of(o.getKey(), o.getValue())).toArray());
  }

  @Test
  void tableOfOnesOwn_isFittedAsTheEstimatorDoes() throws IOException {
    Path data = table(200, i -> 0.1 * Math.sin(i));
    Command command =
        table("out", data, "--test-share", 0, "--id", "id", "--lambda-min", 0.1, "--lambda-max", 1);
    assertThat(command.code()).as(command.err()).isZero();
    List<JsonNode> ridge =
        rows("out", "fits").stream()
            .filter(f -> f.get("fold") == null && f.get("trial").asInt() == 0)
            .filter(f -> f.get("penalty").asText().equals("l2-squared"))
            .toList();
    Dataset<Row> table =
        new VectorAssembler()
            .setInputCols(new String[] {"x1", "x2", "x3", "x4"})
            .setOutputCol("features")
            .transform(
                Command.spark()
                    .read()
                    .option("header", true)
                    .option("inferSchema", true)
                    .csv(data.toString()));
    for (JsonNode fit : ridge) {
      var model =
          new TopologicalRegression()
              .setLabelCol("y")
              .setPenalty("l2-squared")
              .setLambda(fit.get("lambda").asDouble())
              .fit(table);
      assertThat(numbers(fit.get("coefficients")))
          .containsExactly(model.coefficients().toArray(), within(1e-10));
      assertThat(fit.get("intercept").asDouble()).isCloseTo(model.intercept(), within(1e-10));
    }
    assertThat(Files.readString(folder.resolve("out/report.html"))).contains("table.csv");
  }

  /** Labels of a fold's rows move nothing in the fits that are scored on it. */
  @Test
  void labelsThatAreLeftOut_haveNoPartInTheFit() throws IOException {
    Path data = table(60, i -> 0.1 * Math.sin(i));
    Command before = table("before", data, "--id", "id", "--trials", 1);
    assertThat(before.code()).as(before.err()).isZero();
    var folds = new io.betti.pipeline.regression.FoldAssignment(60, 12, 4, 0, 0);
    int[] left = IntStream.range(0, 60).filter(i -> folds.foldOf(i) == 2).toArray();
    int[] test = IntStream.range(0, 60).filter(i -> folds.foldOf(i) < 0).toArray();
    assertThat(test).hasSize(12);
    table(
        60,
        i ->
            0.1 * Math.sin(i)
                + (contains(left, i) ? 1000 * Math.cos(i) : 0)
                + (contains(test, i) ? -500 : 0));
    Command after = table("after", data, "--id", "id", "--trials", 1);
    assertThat(after.code()).as(after.err()).isZero();
    List<JsonNode> was = rows("before", "fits");
    List<JsonNode> is = rows("after", "fits");
    int same = 0;
    for (int i = 0; i < was.size(); i++) {
      boolean leftOut = was.get(i).get("fold") != null && was.get(i).get("fold").asInt() == 2;
      boolean equal = was.get(i).get("loss").equals(is.get(i).get("loss"));
      assertThat(equal).isEqualTo(leftOut);
      same += equal ? 1 : 0;
      if (leftOut) {
        assertThat(is.get(i).get("validation_error").asDouble())
            .isGreaterThan(1000 * was.get(i).get("validation_error").asDouble());
      }
    }
    assertThat(same).isEqualTo(9);
  }

  private static boolean contains(int[] numbers, int number) {
    return IntStream.of(numbers).anyMatch(n -> n == number);
  }

  @Test
  void orderAndFilesOfATable_changeNothing() throws IOException {
    Path data = table(300, i -> 0.1 * Math.sin(i));
    assertThat(table("one", data, "--features", "x1,x2,x3,x4").code()).isZero();
    Dataset<Row> rows =
        Command.spark().read().option("header", true).option("inferSchema", true).csv(data + "");
    rows.repartition(5).write().parquet(folder.resolve("many.parquet").toString());
    Command many =
        table(
            "many", folder.resolve("many.parquet"), "--features", "x1,x2,x3,x4", "--partitions", 5);
    assertThat(many.code()).as(many.err()).isZero();
    assertThat(replaced("many", "many.parquet")).isEqualTo(replaced("one", "table.csv"));
  }

  private String replaced(String output, String name) throws IOException {
    return tables(output).values().stream().collect(Collectors.joining()).replace(name, "NAME");
  }

  @Test
  void ring_isOnePathOfOneLambda_withPictures() throws IOException {
    Command command =
        grid("out", "--problem", "ring", "--n", 200, "--iterations", 3, "--output-format", "json");
    assertThat(command.code()).as(command.err()).isZero();
    assertThat(command.lastLine()).startsWith("done: 2 rows written");
    assertThat(Files.readString(folder.resolve("out/report.html")))
        .contains("true coefficients", "E(1,0,2;PD0) + E(1,0,2;PD1), λ = 0.1", "data:image/png");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--problem sawtooth --penalties top1,topp2 | did you mean top2?",
        "--problem sawtooth --penalties l1+E(1,0,2;PD1) | PD1",
        "--problem sawtooth --penalties l1,l1 | stands twice",
        "--problem sawtoth | unknown problem 'sawtoth'; it is one of clusters-signs",
        "--problem ring,boxcar | give it a run of its own",
        "--problem boxcar,boxcar | twice",
        "--problem sawtooth --lambda-min 2 --lambda-max 1 | is above the greatest",
        "--problem sawtooth --lambda-min -1 | must be finite and above 0",
        "--problem sawtooth --n 4 | --folds 5 of 4 rows",
        "--problem sawtooth --n 30:20 | has no number in it",
        "--problem sawtooth --n 10,x | is neither first:last:step",
        "--problem sawtooth --folds 1 | --folds is 1; it must be at least 2",
        "--problem sawtooth --trials 0 | --trials is 0; it must be at least 1",
        "--problem sawtooth --noise -1 | --noise is -1.0",
        "--problem sawtooth --selection best | unknown selection 'best'",
        "--problem sawtooth --solver newton | unknown solver 'newton'",
        "--problem sawtooth --iterations 0 | at least 1",
        "--problem sawtooth --features a | --features is of a table",
        "--problem sawtooth --data x.csv | both --problem and --data",
        "--seed 1 | neither --problem nor --data",
        "--data x.csv | --data without --label",
        "--data x.csv --label y --n 10 | --n is of made-up problems",
        "--data x.csv --label y --selection oracle | needs the true coefficients",
        "--data x.dat --label y | give --data-format parquet, csv or json",
        "--data x.csv --label y --test-share 1 | from 0 to below 1",
        "--data x.csv --label y --shape a | is no shape",
      })
  void commandThatCannotBe_isAUsageError(String arguments, String message) {
    Command command = grid("out", (Object[]) arguments.split(" "));
    assertThat(command.code()).as(command.err()).isEqualTo(2);
    assertThat(command.err()).contains(message);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void tablesThatCannotBeFitted_areRefusedByName() throws IOException {
    Path data = table(30, i -> 0);
    assertThat(table("out", folder.resolve("none.csv")).err()).contains("does not exist");
    assertThat(table("out", data, "--features", "x1,z").err())
        .contains("there is no column 'z' (--features); the table has id, x1");
    assertThat(table("out", data, "--folds", 40).err()).contains("40 folds of 30 rows");
    String text = Files.readString(data);
    Files.writeString(data, text.replaceAll("(?m)^(\\d+),[^,]*,", "$1,7,"));
    Command constant = table("out", data, "--id", "id");
    assertThat(constant.code()).isEqualTo(1);
    assertThat(constant.err()).contains("column x1 is constant");
    assertThat(table("kept", data, "--id", "id", "--singular", "keep").code()).isZero();
    Files.writeString(data, text + "30,1,NaN,1,1,1\n");
    Command bad = table("out", data, "--id", "id");
    assertThat(bad.code()).isEqualTo(1);
    assertThat(bad.err()).contains("1 rows have a null, NaN or infinite number");
    assertThat(table("out", data, "--id", "id", "--max-bad-records", 1).code()).isZero();
    Files.writeString(data, text + "29,1,1,1,1,1\n");
    assertThat(table("two", data, "--id", "id").err()).contains("the id 29 stands in 2 rows");
  }

  @Test
  void dryRunTellsFitsAndTime_andWritesNothing() {
    Command command = small("out", "--dry-run", "--checkpoint-rows", 50);
    assertThat(command.code()).as(command.err()).isZero();
    assertThat(command.out())
        .contains("320 fits", "8 steps", "s of computing on one core", "clusters-signs (100");
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
