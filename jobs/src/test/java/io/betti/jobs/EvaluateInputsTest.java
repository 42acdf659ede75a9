package io.betti.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The job {@code evaluate} on every kind of input, on bad ones, and going on. */
class EvaluateInputsTest {
  private static final Path DATA = Command.MNIST.resolveSibling(".");
  private static final Path CLOUDS = DATA.resolve("points/furniture.csv");
  private static final Path VOXELS = DATA.resolve("voxels/voxels-idx4-ubyte.gz");

  @TempDir Path folder;

  private EvaluationCommand evaluate(Object reference, Object generated, Object... more) {
    return EvaluationCommand.run(folder.resolve("out"), reference, generated, more);
  }

  @Test
  void voxelsAgainstThemselves_areAtNoDistance() throws IOException {
    EvaluationCommand run =
        evaluate(VOXELS, VOXELS, "--limit", 12, "--dimension", 1, "--bootstrap", 20);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("a grid [32, 32, 32] needs about");
    JsonNode metrics = run.metrics();
    assertThat(metrics.get("mmd_l2").asDouble()).isZero();
    assertThat(metrics.get("mmd_wasserstein").asDouble()).isZero();
    assertThat(metrics.get("cov_l2").asDouble()).isEqualTo(1);
    assertThat(metrics.get("ceiling").get("set").asText()).isEqualTo("two halves of the reference");
    assertThat(run.report()).contains("6 of the reference items", "data:image/png");
  }

  @Test
  void clouds_areComparedByDiagrams_andL2IsRefused() throws IOException {
    EvaluationCommand run =
        evaluate(
            CLOUDS,
            CLOUDS,
            "--input-format",
            "csv",
            "--filtration",
            "alpha",
            "--dimension",
            1,
            "--bootstrap",
            20);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.metrics().get("mmd_wasserstein").asDouble()).isZero();
    assertThat(run.metrics().get("filtration").asText()).isEqualTo("alpha");
    assertThat(run.metrics().has("mmd_l2")).isFalse();
    assertThat(run.report()).contains("class=\"point\"", "W1 (ground norm 1) of PD1");
    EvaluationCommand refused =
        EvaluationCommand.run(
            folder.resolve("l2"), CLOUDS, CLOUDS, "--input-format", "csv", "--distances", "l2");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("the reference set is of point clouds", "wasserstein only");
  }

  @Test
  void tablesOfDiagrams_scoreAsTheirGridsDo() throws IOException {
    Path left = folder.resolve("left");
    Path right = folder.resolve("right");
    Command.diagrams(40, left);
    Command.run(
        "diagrams",
        "--input",
        EvaluationCommand.TRAIN,
        "--limit",
        40,
        "--output",
        right,
        "--output-format",
        "json");
    Object[] options = {"--limit", 40, "--distances", "wasserstein", "--metrics", "cov,mmd,1nna"};
    EvaluationCommand grids = evaluate(Command.TEST_IMAGES, EvaluationCommand.TRAIN, options);
    assertThat(grids.code()).as(grids.err()).isZero();
    EvaluationCommand tables =
        EvaluationCommand.run(
            folder.resolve("tables"),
            left,
            right,
            "--input-format",
            "parquet",
            "--generated-format",
            "json",
            "--metrics",
            "cov,mmd,1nna");
    assertThat(tables.code()).as(tables.err()).isZero();
    for (String name :
        List.of("mmd_wasserstein", "cov_wasserstein", "nna_wasserstein", "ceiling")) {
      assertThat(tables.metrics().get(name)).isEqualTo(grids.metrics().get(name));
    }
    assertThat(tables.metrics().get("complex").asText()).isEqualTo("freudenthal");
    assertThat(tables.report()).contains("Coverage by class").doesNotContain("data:image/png");
    Path other = folder.resolve("other");
    Command.diagrams(40, other, "--direction", "sublevel");
    EvaluationCommand refused =
        EvaluationCommand.run(folder.resolve("refused"), left, other, "--input-format", "parquet");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .contains("were made otherwise", "direction is sublevel", "superlevel of " + left);
  }

  @Test
  void tableOfAnotherMaker_ofBirthsAndDeathsAlone_withBadRows() throws IOException {
    Path table =
        Files.writeString(
            folder.resolve("gudhi.jsonl"),
            "{\"id\":3,\"diagram\":[{\"dimension\":0,\"birth\":0,\"death\":\"Infinity\"},"
                + "{\"dimension\":0,\"birth\":0,\"death\":2}]}\n"
                + "{\"id\":1,\"diagram\":[{\"dimension\":0,\"birth\":0,\"death\":\"Infinity\"}]}\n"
                + "{\"id\":7,\"diagram\":null}\n"
                + "{\"id\":9,\"diagram\":[{\"dimension\":0,\"birth\":\"NaN\",\"death\":1}]}\n");
    EvaluationCommand refused = evaluate(table, table, "--input-format", "json");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .contains("the diagram with id 7 of", "0 bad records are allowed", "is null; drop the row");
    EvaluationCommand run =
        evaluate(
            table,
            table,
            "--input-format",
            "json",
            "--max-bad-records",
            4,
            "--output-format",
            "json");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Files.readAllLines(folder.resolve("out/_bad_records")))
        .hasSize(4)
        .anyMatch(line -> line.contains("\"id\":9") && line.contains("NaN"));
    assertThat(run.neighbours().get(0))
        .isEqualTo(
            "{\"distance\":\"wasserstein\",\"side\":\"reference\",\"id\":1,\"neighbour\":1,"
                + "\"value\":0.0,\"tied\":false}");
    Files.writeString(table, Files.readString(table) + "{\"id\":3,\"diagram\":[]}\n");
    EvaluationCommand twice =
        EvaluationCommand.run(
            folder.resolve("twice"),
            table,
            table,
            "--input-format",
            "json",
            "--max-bad-records",
            9);
    assertThat(twice.code()).isEqualTo(1);
    assertThat(twice.err()).contains("the id 3 occurs more than once");
  }

  @ParameterizedTest
  @ValueSource(strings = {"l2", "l2,wasserstein"})
  void badItemsAreLeftOut_ofBothSidesTogether(String distances) throws IOException {
    float[][] grids = IdxFiles.waves(20, 4, 4);
    grids[6][5] = Float.NaN;
    Path reference = IdxFiles.floats(folder.resolve("a"), 4, 4, grids);
    float[][] others = IdxFiles.waves(20, 4, 4);
    others[2][1] = Float.POSITIVE_INFINITY;
    Path generated = IdxFiles.floats(folder.resolve("b"), 4, 4, others);
    EvaluationCommand refused =
        evaluate(reference, generated, "--distances", distances, "--max-bad-records", 1);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("1 bad records are allowed", "Infinity");
    EvaluationCommand run =
        evaluate(
            reference, generated, "--distances", distances, "--max-bad-records", 2, "--resume");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.metrics().get("reference_items").asInt()).isEqualTo(19);
    assertThat(run.metrics().get("bad_records").asInt()).isEqualTo(2);
    // 18 grids are in both; that whose twin is bad has another nearest.
    assertThat(run.metrics().get("mmd_l2").asDouble()).isPositive();
    assertThat(Files.readAllLines(folder.resolve("out/_bad_records")))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("{\"split\":\"reference\",\"id\":6"),
            line -> assertThat(line).startsWith("{\"split\":\"generated\",\"id\":2"));
  }

  /** The classifier is missing at first, after both distances are done. */
  @Test
  void runThatStopped_goesOnAfterItsLastStep_toTheSameBytes() throws IOException {
    Path probabilities = folder.resolve("probabilities.csv");
    Object[] options = {
      "--limit",
      40,
      "--class-probabilities",
      probabilities,
      "--output-format",
      "json",
      "--bootstrap",
      20
    };
    EvaluationCommand stopped = evaluate(EvaluationCommand.TRAIN, Command.TEST_IMAGES, options);
    assertThat(stopped.code()).isEqualTo(1);
    assertThat(stopped.err()).contains("--resume goes on from there");
    Path done = folder.resolve("out/_incomplete/steps/l2-generated.json");
    String record = Files.readString(done);
    Files.writeString(
        probabilities,
        java.util.stream.IntStream.range(0, 40)
            .mapToObj(id -> id + (id % 2 == 0 ? ",1.0,0.0" : ",0.0,1.0"))
            .collect(Collectors.joining("\n", "id,a,b\n", "\n")));
    Object[] more = Arrays.copyOf(options, options.length + 1);
    more[options.length] = "--resume";
    EvaluationCommand resumed = evaluate(EvaluationCommand.TRAIN, Command.TEST_IMAGES, more);
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.metrics().get("inception_score").asDouble()).isCloseTo(2, within(1e-12));
    double seconds = resumed.metrics().get("step_seconds").get("l2-generated").asDouble();
    assertThat(record).contains(Double.toString(seconds));
    EvaluationCommand whole =
        EvaluationCommand.run(
            folder.resolve("whole"), EvaluationCommand.TRAIN, Command.TEST_IMAGES, options);
    assertThat(resumed.neighbours()).isEqualTo(whole.neighbours()).hasSize(160);
    for (String name : List.of("mmd_l2", "mmd_l2_interval", "cov_wasserstein", "ceiling")) {
      assertThat(resumed.metrics().get(name)).isEqualTo(whole.metrics().get(name));
    }
    EvaluationCommand again = evaluate(EvaluationCommand.TRAIN, Command.TEST_IMAGES, more);
    assertThat(again.out()).contains("nothing left to do");
  }

  @Test
  void savedClassifierGivesInceptionScores_ofGeneratedAndReal() throws Exception {
    var digits =
        io.betti.pipeline.dataset.ImageDataset.idx(
                Command.spark(), Command.TEST_IMAGES, Command.TEST_LABELS, 200, 1)
            .selectExpr("label", "values");
    org.apache.spark.sql.api.java.UDF1<byte[], org.apache.spark.ml.linalg.Vector> vector =
        bytes -> {
          double[] values = new double[bytes.length];
          for (int i = 0; i < values.length; i++) {
            values[i] = (bytes[i] & 0xFF) / 255.0;
          }
          return org.apache.spark.ml.linalg.Vectors.dense(values);
        };
    var table =
        digits.withColumn(
            "features",
            org.apache
                .spark
                .sql
                .functions
                .udf(vector, org.apache.spark.ml.linalg.SQLDataTypes.VectorType())
                .apply(digits.col("values")));
    Path model = folder.resolve("model");
    new Pipeline()
        .setStages(new PipelineStage[] {new LogisticRegression().setMaxIter(20).setRegParam(0.01)})
        .fit(table.drop("values"))
        .save(model.toString());
    EvaluationCommand run =
        evaluate(
            Command.TEST_IMAGES,
            EvaluationCommand.TRAIN,
            "--limit",
            100,
            "--distances",
            "l2",
            "--scale",
            "1/255",
            "--classifier",
            model,
            "--bootstrap",
            20);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.metrics().get("inception_score").asDouble()).isBetween(2.0, 10.0);
    assertThat(run.metrics().get("inception_score_reference").asDouble()).isBetween(2.0, 10.0);
    assertThat(run.report()).contains("Inception score, generated");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--metrics mmdd | did you mean 'mmd'?",
        "--metrics mmd,fid | --metrics has 'fid'",
        "--distances l3 | did you mean 'l2'?",
        "--dimension 2 | homology of dimensions 0 to 1",
        "--noise 2 | a chance from 0 to 1",
        "--order 0.5 | a number from 1 to 512",
        "--filtration rips | is of point clouds",
        "--mode append | append",
        "--sample 0 | --sample is 0; it must be at least 1",
        "--essential later | one of match, drop, clamp, clamp:VALUE",
        "--classifier x --class-probabilities y | give one",
        "--ties sometimes | --ties"
      })
  void wrongOptionsAreUsageErrors(String options, String complaint) {
    List<Object> more = new ArrayList<>(List.of("--limit", 10));
    more.addAll(List.of((Object[]) options.strip().split(" ")));
    EvaluationCommand run = evaluate(Command.TEST_IMAGES, Command.TEST_IMAGES, more.toArray());
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains(complaint);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void setsThatAreTooSmall_emptyOrOfOtherShapes_areRefusedBeforehand() {
    EvaluationCommand k =
        evaluate(Command.TEST_IMAGES, Command.TEST_IMAGES, "--limit", 5, "--metrics", "prdc");
    assertThat(k.code()).isEqualTo(1);
    assertThat(k.err()).contains("has 5 items", "--neighbours 5 wants at least 6");
    EvaluationCommand sample =
        evaluate(Command.TEST_IMAGES, Command.TEST_IMAGES, "--limit", 9, "--sample", 5);
    assertThat(sample.code()).isEqualTo(1);
    assertThat(sample.err()).contains("--sample is 5, but the reference set has 9", "4 at most");
    Path empty = IdxFiles.floats(folder.resolve("empty"), 28, 28);
    EvaluationCommand none = evaluate(Command.TEST_IMAGES, empty);
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains("the generated set " + empty + " has no items");
    Path small = IdxFiles.floats(folder.resolve("small"), 4, 4, IdxFiles.waves(9, 4, 4));
    EvaluationCommand shapes = evaluate(Command.TEST_IMAGES, small);
    assertThat(shapes.code()).isEqualTo(2);
    assertThat(shapes.err())
        .contains("shape [28, 28] of the reference", "[4, 4] of the generated", "wasserstein");
    EvaluationCommand noise = evaluate(small, small, "--noise", 0.1);
    assertThat(noise.err()).contains("noise is on grids of unsigned bytes");
    EvaluationCommand missing = evaluate(Command.TEST_IMAGES, folder.resolve("no"));
    assertThat(missing.err()).contains("--generated " + folder.resolve("no") + " does not exist");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void gridsOfOtherShapes_areComparedByTheirDiagrams() throws IOException {
    Path small = IdxFiles.floats(folder.resolve("small"), 4, 4, IdxFiles.waves(9, 4, 4));
    Path large = IdxFiles.floats(folder.resolve("large"), 6, 5, IdxFiles.waves(8, 6, 5));
    EvaluationCommand run = evaluate(small, large, "--distances", "wasserstein", "--bootstrap", 9);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.metrics().get("mmd_wasserstein").asDouble()).isPositive();
  }

  @Test
  void dryRun_tellsThePlan_andWritesNothing() {
    EvaluationCommand run =
        evaluate(
            EvaluationCommand.TRAIN,
            Command.TEST_IMAGES,
            "--dry-run",
            "--sample",
            100,
            "--noise",
            0.02,
            "--metrics",
            "mmd,cov,prdc");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("read      reference " + EvaluationCommand.TRAIN, "60,000 rows of it")
        .contains("600,000,000 of generated items and 900,000,000 of real ones")
        .contains("level-set freudenthal superlevel [28, 28], PD0")
        .contains("5 of 100 items of each set", "a share 0.02", "s of computing on one core")
        .contains("one half of the reference", "us a solve on one core, by", "memory ")
        .contains("dry run: nothing was computed or written");
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
