package io.betti.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.betti.pipeline.dataset.ImageDataset;
import io.betti.topology.complex.Grid;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.layer.DirectionalSweepLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepJobTest {
  private static final String TRAIN_IMAGES =
      Command.MNIST.resolve("train-images-idx3-ubyte.gz").toString();
  private static final String TRAIN_LABELS =
      Command.MNIST.resolve("train-labels-idx1-ubyte.gz").toString();

  @TempDir Path folder;

  private Command sweep(int limit, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "sweep",
                "--train",
                TRAIN_IMAGES,
                "--train-labels",
                TRAIN_LABELS,
                "--test",
                Command.TEST_IMAGES,
                "--test-labels",
                Command.TEST_LABELS,
                "--limit",
                limit,
                "--output",
                folder.resolve("out")));
    arguments.addAll(List.of(more));
    return Command.run(arguments.toArray());
  }

  @Test
  void featuresAreTheEngines_ofBothSplits() {
    assertThat(sweep(15, "--classifier", "none", "--partitions", 3).code()).isZero();
    Dataset<Row> table = Command.spark().read().parquet(folder.resolve("out/features").toString());
    assertThat(table.schema().fieldNames()).containsExactly("id", "label", "split", "features");
    assertThat(
            AttributeGroup.fromStructField(table.schema().apply("features"))
                .getAttr(399)
                .name()
                .get())
        .isEqualTo("sweep_theta7_PD1_p4_q4");
    DirectionalSweepLayer layer = DirectionalSweepLayer.of(Grid.of(28, 28));
    for (String split : List.of("train", "test")) {
      String images = split.equals("train") ? TRAIN_IMAGES : Command.TEST_IMAGES;
      String labels = split.equals("train") ? TRAIN_LABELS : Command.TEST_LABELS;
      List<Row> items = ImageDataset.idx(Command.spark(), images, labels, 15, 1).collectAsList();
      List<Row> rows = table.where("split = '" + split + "'").orderBy("id").collectAsList();
      assertThat(rows).hasSize(15);
      for (int i = 0; i < 15; i++) {
        assertThat(rows.get(i).getLong(0)).isEqualTo(i);
        assertThat(rows.get(i).getInt(1)).isEqualTo(items.get(i).<Integer>getAs("label"));
        assertThat(rows.get(i).<Vector>getAs("features").toArray())
            .isEqualTo(layer.features(items.get(i).<byte[]>getAs("values")));
      }
    }
  }

  @Test
  void jsonHasArrays_andOptionsReachTheEngine() throws IOException {
    Command command =
        sweep(
            3,
            "--classifier",
            "none",
            "--output-format",
            "json",
            "--directions",
            3,
            "--scale",
            "1/2",
            "--essential",
            "clamp",
            "--partitions",
            1);
    assertThat(command.code()).as(command.err()).isZero();
    List<String> lines = DiagramsJobTest.lines(folder.resolve("out/features"));
    assertThat(lines).hasSize(6);
    DirectionalSweepLayer layer =
        new DirectionalSweepLayer(
            Grid.of(28, 28), DirectionalSweepLayer.angles(3), EssentialPolicy.CLAMP, 0.5);
    byte[] first =
        ImageDataset.idx(Command.spark(), TRAIN_IMAGES, null, 1, 1).first().getAs("values");
    JsonNode row = new ObjectMapper().readTree(lines.get(0));
    assertThat(lines.get(0)).startsWith("{\"id\":0,\"label\":5,\"split\":\"train\",\"features\":[");
    double[] features = new ObjectMapper().convertValue(row.get("features"), double[].class);
    assertThat(features).isEqualTo(layer.features(first)).hasSize(150);
    assertThat(lines.get(3)).startsWith("{\"id\":0,\"label\":7,\"split\":\"test\"");
  }

  @Test
  void floatsAreTakenAsTheyAre_unlessScaled() {
    Path images = IdxFiles.floats(folder.resolve("waves"), 5, 6, IdxFiles.waves(4, 5, 6));
    DirectionalSweepLayer layer = DirectionalSweepLayer.of(Grid.of(5, 6));
    float[] wave = IdxFiles.waves(4, 5, 6)[2];
    assertThat(featuresOfRow2(images)).isEqualTo(layer.features(wave));
    for (int i = 0; i < wave.length; i++) {
      wave[i] = (float) (wave[i] * 0.3);
    }
    assertThat(featuresOfRow2(images, "--scale", "0.3")).isEqualTo(layer.features(wave));
  }

  private double[] featuresOfRow2(Path images, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "sweep",
                "--train",
                images,
                "--classifier",
                "none",
                "--mode",
                "overwrite",
                "--output",
                folder.resolve("out")));
    arguments.addAll(List.of(more));
    Command command = Command.run(arguments.toArray());
    assertThat(command.code()).as(command.err()).isZero();
    Dataset<Row> table = Command.spark().read().parquet(folder.resolve("out/features").toString());
    assertThat(table.schema().fieldNames()).containsExactly("id", "split", "features");
    return table.where("id = 2").first().<Vector>getAs("features").toArray();
  }

  @Test
  void classifierIsTrained_scored_savedAndReported() throws IOException {
    Command command = sweep(150, "--classifier", "mlp", "--seed", 3);
    assertThat(command.code()).as(command.err()).isZero();
    Path output = folder.resolve("out");
    JsonNode metrics = new ObjectMapper().readTree(output.resolve("metrics.json").toFile());
    assertThat(metrics.get("accuracy").asDouble()).isBetween(0.4, 1.0);
    assertThat(metrics.get("images").asInt()).isEqualTo(300);
    assertThat(metrics.get("images_per_second").asDouble())
        .isCloseTo(
            300 / metrics.get("features_seconds").asDouble(),
            org.assertj.core.data.Percentage.withPercentage(0.001));
    long counted = 0;
    long right = 0;
    JsonNode counts = metrics.get("confusion_matrix").get("counts");
    for (int i = 0; i < counts.size(); i++) {
      for (int j = 0; j < counts.size(); j++) {
        counted += counts.get(i).get(j).asLong();
        right += i == j ? counts.get(i).get(j).asLong() : 0;
      }
    }
    assertThat(counted).isEqualTo(150);
    assertThat(metrics.get("accuracy").asDouble()).isEqualTo(right / 150.0);
    assertThat(Files.readString(output.resolve("report.html"))).contains("mlp").contains("<svg");
    assertThat(command.out()).contains("report: " + output.resolve("report.html"));
    assertThat(command.lastLine()).isEqualTo("done: 300 rows written to " + output);
    assertThat(output.resolve("_incomplete")).doesNotExist();
    assertSavedModelAnswersAlike(output, right);
  }

  /** The saved model goes from images to answers, and gives the answers that were scored. */
  private static void assertSavedModelAnswersAlike(Path output, long right) {
    PipelineModel model = PipelineModel.load(output.resolve("model").toString());
    Dataset<Row> test =
        ImageDataset.idx(Command.spark(), Command.TEST_IMAGES, Command.TEST_LABELS, 150, 2);
    assertThat(model.transform(test).where("prediction = label").count()).isEqualTo(right);
  }

  @Test
  void classifierWithoutLabelsIsAUsageError() {
    Command command =
        Command.run("sweep", "--train", TRAIN_IMAGES, "--output", folder.resolve("out"));
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.err()).contains("needs training and test images with labels");
    Command labels =
        Command.run("sweep", "--train-labels", TRAIN_LABELS, "--output", folder.resolve("out"));
    assertThat(labels.code()).isEqualTo(2);
    assertThat(labels.err()).contains("--train-labels without --train");
  }

  @Test
  void noInputAndNoHomeIsAUsageError() {
    String home = System.clearProperty("betti.home");
    try {
      Command command = Command.run("sweep", "--output", folder.resolve("out"));
      assertThat(command.code()).isEqualTo(2);
      assertThat(command.err()).contains("embedded MNIST").contains("--train");
      System.setProperty("betti.home", folder.toString());
      Command incomplete = Command.run("sweep", "--output", folder.resolve("out"));
      assertThat(incomplete.code()).isEqualTo(1);
      assertThat(incomplete.err()).contains("train-images-idx3-ubyte.gz");
    } finally {
      System.clearProperty("betti.home");
      if (home != null) {
        System.setProperty("betti.home", home);
      }
    }
  }

  @Test
  void embeddedSetIsTheDefault_intoANewFolderUnderTarget() throws IOException {
    System.setProperty("betti.home", folder.toString());
    try {
      Files.createDirectories(folder.resolve("data"));
      Files.createSymbolicLink(folder.resolve("data/mnist"), Command.MNIST);
      Command command = Command.run("sweep", "--limit", 5, "--classifier", "none");
      assertThat(command.code()).as(command.err()).isZero();
      try (var made = Files.list(folder.resolve("target"))) {
        Path output = made.findFirst().orElseThrow();
        assertThat(output.getFileName().toString()).matches("sweep-\\d{8}-\\d{6}");
        assertThat(command.out()).contains("report: " + output.resolve("report.html"));
        assertThat(output.resolve("_SUCCESS")).exists();
      }
    } finally {
      System.clearProperty("betti.home");
    }
  }

  @Test
  void otherThanImagesIsRefused() {
    Path line = IdxFiles.doubles(folder.resolve("line"), 3, new double[] {1, 2, 3});
    Command command =
        Command.run(
            "sweep", "--train", line, "--classifier", "none", "--output", folder.resolve("o"));
    assertThat(command.code()).isEqualTo(1);
    assertThat(command.err()).contains("shape [3]").contains("two axes");
  }

  @Test
  void badImagesAreNamedWithTheirSplit() throws IOException {
    float[][] waves = IdxFiles.waves(5, 4, 4);
    waves[3][2] = Float.NaN;
    Path images = IdxFiles.floats(folder.resolve("waves"), 4, 4, waves);
    Path output = folder.resolve("out");
    Command command =
        Command.run(
            "sweep",
            "--test",
            images,
            "--classifier",
            "none",
            "--output",
            output,
            "--max-bad-records",
            1);
    assertThat(command.code()).as(command.err()).isZero();
    assertThat(command.lastLine()).contains("4 rows written").contains("1 bad record");
    assertThat(Files.readAllLines(output.resolve("_bad_records")))
        .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
        .startsWith("{\"split\":\"test\",\"id\":3,\"reason\":");
  }
}
