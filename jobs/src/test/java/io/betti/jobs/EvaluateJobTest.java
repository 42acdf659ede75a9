package io.betti.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.betti.pipeline.evaluation.ByteNoise;
import io.betti.topology.complex.Grid;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.distance.GroundNorm;
import io.betti.topology.distance.WassersteinDistance;
import io.betti.topology.distance.WassersteinOptions;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.homology.GridPersistence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job {@code evaluate} on digits: its scores are those of the definitions. */
class EvaluateJobTest {
  private static final int LIMIT = 100;
  private static final int K = 3;

  @TempDir Path folder;

  private static List<byte[]> train;
  private static List<byte[]> test;

  @BeforeAll
  static void read() {
    train = images(EvaluationCommand.TRAIN);
    test = images(Command.TEST_IMAGES);
  }

  private static List<byte[]> images(String path) {
    Split split = Split.idx(null, "--input", path, null, (long) LIMIT, new Configuration());
    FirstItems items = FirstItems.of(split, LIMIT);
    List<byte[]> images = new ArrayList<>();
    for (long id = 0; id < LIMIT; id++) {
      images.add((byte[]) items.item(id).values());
    }
    return images;
  }

  private static List<PersistenceDiagram> diagrams(List<byte[]> images, int dimension) {
    GridPersistence plan =
        new GridPersistence(
            LevelSetFiltration.superlevel(Grid.of(28, 28)), DiagramOptions.upTo(dimension));
    return images.stream().map(plan::diagram).toList();
  }

  private static <T> double[][] matrix(
      List<T> left, List<T> right, BiFunction<T, T, Double> distance) {
    double[][] matrix = new double[left.size()][right.size()];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < right.size(); j++) {
        matrix[i][j] = distance.apply(left.get(i), right.get(j));
      }
    }
    return matrix;
  }

  private static double l2(byte[] left, byte[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      double difference = (left[i] & 0xFF) - (right[i] & 0xFF);
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  private static <T> void assertScores(
      JsonNode metrics,
      String distance,
      List<T> reference,
      List<T> generated,
      BiFunction<T, T, Double> function) {
    double[][] between = matrix(reference, generated, function);
    double[][] within = matrix(reference, reference, function);
    double[][] others = matrix(generated, generated, function);
    double[] prdc = BruteForce.prdc(within, between, others, K);
    assertScore(metrics, "mmd_" + distance, BruteForce.mmd(between) / 255);
    assertScore(metrics, "cov_" + distance, BruteForce.cov(between));
    assertScore(metrics, "nna_" + distance, BruteForce.nna(within, between, others));
    assertScore(metrics, "precision_" + distance, prdc[0]);
    assertScore(metrics, "recall_" + distance, prdc[1]);
    assertScore(metrics, "density_" + distance, prdc[2]);
    assertScore(metrics, "coverage_k_" + distance, prdc[3]);
  }

  private static void assertScore(JsonNode metrics, String name, double expected) {
    double found = metrics.get(name).asDouble();
    assertThat(found).as(name).isCloseTo(expected, within(1e-12 * Math.abs(expected)));
    JsonNode interval = metrics.get(name + "_interval");
    assertThat(interval.get(0).asDouble()).as(name).isLessThanOrEqualTo(found + 1e-9);
    assertThat(interval.get(1).asDouble()).as(name).isGreaterThanOrEqualTo(found - 1e-9);
    assertThat(metrics.get("ceiling").has(name)).as(name).isTrue();
  }

  @Test
  void scoresAreThoseOfTheDefinitions_byEveryMetricAndDistance() throws IOException {
    EvaluationCommand run =
        EvaluationCommand.digits(
            folder.resolve("out"),
            LIMIT,
            "--metrics",
            "prdc,1nna,cov,mmd",
            "--neighbours",
            K,
            "--ties",
            "first",
            "--scale",
            "1/255",
            "--dimension",
            1,
            "--order",
            2,
            "--ground-norm",
            "inf",
            "--reference-labels",
            EvaluationCommand.TRAIN_LABELS,
            "--generated-labels",
            Command.TEST_LABELS);
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode metrics = run.metrics();
    assertScores(metrics, "l2", train, test, EvaluateJobTest::l2);
    WassersteinDistance wasserstein =
        new WassersteinDistance(WassersteinOptions.of(2, GroundNorm.INFINITY));
    assertScores(
        metrics,
        "wasserstein",
        diagrams(train, 1),
        diagrams(test, 1),
        (left, right) -> wasserstein.distance(left, right, 1));
    assertThat(metrics.get("dimension").asInt()).isEqualTo(1);
    assertThat(metrics.get("direction").asText()).isEqualTo("superlevel");
    assertThat(metrics.get("ground_norm").asText()).isEqualTo("inf");
    assertThat(metrics.get("order").asDouble()).isEqualTo(2);
    assertThat(metrics.get("reference_items").asInt()).isEqualTo(LIMIT);
    assertThat(metrics.get("settings").get("ties").asText()).isEqualToIgnoringCase("first");
    JsonNode search = metrics.get("wasserstein");
    assertThat(search.get("pairs").asLong()).isPositive();
    assertThat(search.get("distinct_reference").asInt()).isBetween(2, LIMIT);
    assertThat(search.get("avoided_share").asDouble()).isBetween(0.0, 1.0);
    assertThat(metrics.get("l2").get("distinct_reference").asInt()).isEqualTo(LIMIT);
    assertThat(run.report())
        .contains("coverage_k", "W2 (ground norm inf) of PD1", "Coverage by class")
        .contains("data:image/png", "100 distances")
        .doesNotContain("NaN");
    assertThat(run.out()).contains("L2: mmd ", "done: 400 rows written");
  }

  @Test
  void ceilingIsWhatTheSecondRealSetScoresInTheGeneratedOnesPlace() throws IOException {
    Object[] options = {"--ties", "first", "--bootstrap", 50};
    JsonNode real = EvaluationCommand.digits(folder.resolve("real"), LIMIT, options).metrics();
    EvaluationCommand run =
        EvaluationCommand.run(
            folder.resolve("out"),
            EvaluationCommand.TRAIN,
            Command.TEST_IMAGES,
            "--noise",
            0.02,
            "--seed",
            9,
            "--limit",
            LIMIT,
            "--ties",
            "first",
            "--bootstrap",
            50,
            "--ceiling",
            Command.TEST_IMAGES);
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode metrics = run.metrics();
    for (String name : List.of("mmd_l2", "cov_l2", "mmd_wasserstein", "cov_wasserstein")) {
      assertThat(metrics.get("ceiling").get(name)).as(name).isEqualTo(real.get(name));
    }
    List<byte[]> noisy = new ArrayList<>();
    ByteNoise noise = new ByteNoise(0.02, 9);
    for (int i = 0; i < LIMIT; i++) {
      noisy.add(noise.of(i, test.get(i)));
    }
    double[][] l2 = matrix(train, noisy, EvaluateJobTest::l2);
    assertThat(metrics.get("mmd_l2").asDouble())
        .isCloseTo(BruteForce.mmd(l2), within(1e-9))
        .isGreaterThan(real.get("mmd_l2").asDouble());
    WassersteinDistance wasserstein = new WassersteinDistance(WassersteinOptions.standard());
    double[][] w1 =
        matrix(
            diagrams(train, 0),
            diagrams(noisy, 0),
            (left, right) -> wasserstein.distance(left, right, 0));
    assertThat(metrics.get("mmd_wasserstein").asDouble())
        .isCloseTo(BruteForce.mmd(w1), within(1e-9))
        .isGreaterThan(2 * real.get("mmd_wasserstein").asDouble());
    assertThat(metrics.get("cov_wasserstein").asDouble()).isEqualTo(BruteForce.cov(w1));
    assertThat(metrics.get("settings").get("noise").asText()).isEqualTo("0.02");
    assertThat(run.report()).contains("worse than real", "0.02 of its values made noise");
  }

  @Test
  void partitionsChangeNothing_norDoSteps() throws IOException {
    Object[] options = {
      "--metrics",
      "mmd,cov,1nna,prdc",
      "--sample",
      20,
      "--repeats",
      2,
      "--output-format",
      "json",
      "--bootstrap",
      50
    };
    List<JsonNode> metrics = new ArrayList<>();
    List<List<String>> neighbours = new ArrayList<>();
    for (int partitions : new int[] {1, 7}) {
      Object[] more = java.util.Arrays.copyOf(options, options.length + 4);
      more[options.length] = "--partitions";
      more[options.length + 1] = partitions;
      more[options.length + 2] = "--checkpoint-rows";
      more[options.length + 3] = partitions == 1 ? 1000 : 40;
      EvaluationCommand run = EvaluationCommand.digits(folder.resolve("p" + partitions), 60, more);
      assertThat(run.code()).as(run.err()).isZero();
      neighbours.add(run.neighbours());
      metrics.add(run.metrics());
    }
    assertThat(neighbours.get(1)).isEqualTo(neighbours.get(0)).hasSize(4 * 60);
    List<String> names = new ArrayList<>();
    metrics.get(0).fieldNames().forEachRemaining(names::add);
    names.removeIf(
        name -> List.of("settings", "step_seconds", "tasks", "l2", "wasserstein").contains(name));
    assertThat(names).contains("mmd_l2_interval", "nna_wasserstein", "ceiling", "samples");
    for (String name : names) {
      assertThat(metrics.get(1).get(name)).as(name).isEqualTo(metrics.get(0).get(name));
    }
    JsonNode first = new ObjectMapper().readTree(neighbours.get(0).get(0));
    assertThat(first.get("distance").asText()).isEqualTo("l2");
    assertThat(first.get("side").asText()).isEqualTo("reference");
    double value = first.get("value").asDouble();
    assertThat(value)
        .isEqualTo(l2(train.get(0), test.get(first.get("neighbour").asInt())), within(1e-9));
  }

  @Test
  void samplesAreDrawnFromTheSeed_andScoredByTheDefinitions() throws IOException {
    EvaluationCommand run =
        EvaluationCommand.digits(
            folder.resolve("out"),
            LIMIT,
            "--distances",
            "l2",
            "--sample",
            30,
            "--repeats",
            3,
            "--seed",
            4,
            "--ties",
            "first");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode mmd = run.metrics().get("samples").get("mmd_l2");
    long[] ids = java.util.stream.LongStream.range(0, LIMIT).toArray();
    double sum = 0;
    for (int n = 0; n < 3; n++) {
      List<byte[]> reference =
          chosen(
              train,
              io.betti.pipeline.evaluation.SeededDraw.forPurpose(4, "reference").of(ids, 30, n));
      List<byte[]> generated =
          chosen(
              test,
              io.betti.pipeline.evaluation.SeededDraw.forPurpose(4, "generated").of(ids, 30, n));
      double expected = BruteForce.mmd(matrix(reference, generated, EvaluateJobTest::l2));
      assertThat(mmd.get("scores").get(n).asDouble()).isCloseTo(expected, within(1e-9));
      sum += expected;
    }
    assertThat(mmd.get("mean").asDouble()).isCloseTo(sum / 3, within(1e-9));
    assertThat(mmd.get("deviation").asDouble()).isPositive();
    assertThat(run.metrics().get("samples").get("ceiling").get("cov_l2").get("scores")).hasSize(3);
    assertThat(run.report()).contains("3 samples of 30 items");
  }

  private static List<byte[]> chosen(List<byte[]> images, long[] ids) {
    return java.util.Arrays.stream(ids).mapToObj(id -> images.get((int) id)).toList();
  }
}
