package io.betti.pipeline.feature;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.betti.pipeline.TestSession;
import io.betti.topology.diagram.DiagramBuilder;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.vectorization.Amplitude;
import io.betti.topology.vectorization.BettiCurve;
import io.betti.topology.vectorization.ComplexPolynomial;
import io.betti.topology.vectorization.DiagramRange;
import io.betti.topology.vectorization.EntropySummary;
import io.betti.topology.vectorization.HeatKernel;
import io.betti.topology.vectorization.NumberOfPoints;
import io.betti.topology.vectorization.PersistenceEntropy;
import io.betti.topology.vectorization.PersistenceImage;
import io.betti.topology.vectorization.PersistenceLandscape;
import io.betti.topology.vectorization.SampleGrid;
import io.betti.topology.vectorization.Silhouette;
import io.betti.topology.vectorization.Vectorization;
import io.betti.udfs.DiagramType;
import io.betti.udfs.Diagrams;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Fitted ranges, vectors equal to the engine's and to GUDHI's, and life as a Spark ML stage. Long,
 * as every vectorization is held to all three.
 */
class DiagramVectorizerTest {
  private static final int IMAGES = 30;

  private static SparkSession spark;

  @TempDir static Path folder;

  @BeforeAll
  static void start() {
    spark = TestSession.start();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  /** Columns id, label, diagram of digits, values 0 to 255. */
  private static Dataset<Row> diagrams(int count, int partitions) {
    return new LevelSetDiagrams()
        .setInputCol("bytes")
        .setShape(28, 28)
        .transform(Digits.table(spark, count, partitions))
        .select("id", "label", "diagram");
  }

  private static DiagramVectorizer vectorizer(String vectorization) {
    return new DiagramVectorizer().setInputCol("diagram").setVectorization(vectorization);
  }

  private record Case(DiagramVectorizer stage, Function<DiagramRange, Vectorization> engine) {}

  private static List<Case> cases() {
    return List.of(
        new Case(
            vectorizer("landscape").setLayers(2).setResolution(9),
            r -> new PersistenceLandscape(r.dimension(), 2, SampleGrid.spanning(r, 9))),
        new Case(
            vectorizer("silhouette").setPower(2).setEndpoints(false),
            r -> new Silhouette(r.dimension(), 2, SampleGrid.within(r, 100))),
        new Case(
            vectorizer("betti_curve").setResolution(7),
            r -> new BettiCurve(r.dimension(), SampleGrid.spanning(r, 7))),
        new Case(
            vectorizer("entropy_summary").setNormalized(false),
            r -> new EntropySummary(r.dimension(), false, SampleGrid.spanning(r, 100))),
        new Case(
            vectorizer("heat_kernel").setBandwidth(20),
            r -> new HeatKernel(r.dimension(), 20, SampleGrid.spanning(r, 20))),
        new Case(
            vectorizer("persistence_image").setBandwidth(25).setResolution(6),
            r ->
                new PersistenceImage(
                    r.dimension(), 25, 1, SampleGrid.births(r, 6), SampleGrid.lifetimes(r, 6))),
        new Case(
            vectorizer("entropy").setBase(2).setNormalization("bars"),
            r -> new PersistenceEntropy(r.dimension(), 2, PersistenceEntropy.Normalization.BARS)),
        new Case(vectorizer("number_of_points"), r -> new NumberOfPoints(r.dimension())),
        new Case(
            vectorizer("complex_polynomial").setPolynomial("T").setCoefficients(3),
            r -> new ComplexPolynomial(r.dimension(), ComplexPolynomial.Type.T, 3)),
        new Case(vectorizer("amplitude").setMetric("bottleneck"), Amplitude.BOTTLENECK::fitted),
        new Case(
            vectorizer("amplitude").setMetric("persistence_image").setOrder(1),
            r -> Amplitude.PERSISTENCE_IMAGE.fitted(r, 1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void vectorsAreTheEnginesOnTheFittedRanges(int partitions) {
    Dataset<Row> table = diagrams(IMAGES, partitions).localCheckpoint();
    List<PersistenceDiagram> all = new ArrayList<>();
    for (Row row : table.orderBy("id").select("diagram").collectAsList()) {
      all.add(Diagrams.fromRows(row.<Row>getSeq(0)));
    }
    List<DiagramRange> ranges = new ArrayList<>();
    for (int k = 0; k < 2; k++) {
      ranges.add(
          all.stream().reduce(DiagramRange.empty(k), DiagramRange::with, DiagramRange::merge));
    }
    for (Case one : cases()) {
      DiagramVectorizerModel model = one.stage().fit(table);
      String name = one.stage().getVectorization();
      if (FittedVectorization.isSampled(one.stage())) {
        assertThat(model.fittedRanges()).as(name).isEqualTo(ranges);
      }
      Dataset<Row> made = model.transform(table);
      assertThat(made.schema()).isEqualTo(model.transformSchema(table.schema()));
      List<Row> rows = made.orderBy("id").select("features").collectAsList();
      List<Vectorization> engines = ranges.stream().map(one.engine()).toList();
      for (int id = 0; id < IMAGES; id++) {
        List<Double> expected = new ArrayList<>();
        for (Vectorization engine : engines) {
          Arrays.stream(engine.vector(all.get(id))).forEach(expected::add);
        }
        double[] vector = rows.get(id).<Vector>getAs(0).toArray();
        assertThat(vector)
            .as("%s of %d", name, id)
            .containsExactly(expected.stream().mapToDouble(x -> x).toArray());
      }
      AttributeGroup names = AttributeGroup.fromStructField(made.schema().apply("features"));
      assertThat(names.size()).isEqualTo(rows.get(0).<Vector>getAs(0).size());
      List<String> given =
          Arrays.stream(names.attributes().get()).map(a -> a.name().get()).toList();
      assertThat(given).doesNotHaveDuplicates().allMatch(n -> n.startsWith(name + "_PD"));
    }
  }

  @Test
  void numbersAreNamedByDimensionLayerAndSample() {
    DiagramVectorizer stage = vectorizer("landscape").setLayers(2).setResolution(2);
    StructType schema = new StructType().add("diagram", DiagramType.dataType());
    AttributeGroup names =
        AttributeGroup.fromStructField(stage.transformSchema(schema).apply("features"));
    assertThat(Arrays.stream(names.attributes().get()).map(a -> a.name().get()))
        .containsExactly(
            "landscape_PD0_layer1_0",
            "landscape_PD0_layer1_1",
            "landscape_PD0_layer2_0",
            "landscape_PD0_layer2_1",
            "landscape_PD1_layer1_0",
            "landscape_PD1_layer1_1",
            "landscape_PD1_layer2_0",
            "landscape_PD1_layer2_1");
  }

  /** GUDHI fits its own range to the same diagrams, and leaves out the ends. */
  @Test
  void vectorsAreGudhis() throws Exception {
    List<JsonNode> lines = golden();
    List<Row> rows = new ArrayList<>();
    for (int n = 0; n < lines.size(); n++) {
      DiagramBuilder builder = new DiagramBuilder();
      builder.clear(1, false);
      lines.get(n).get("bars").forEach(b -> builder.add(0, b.get(0).asDouble(), death(b), 0, 0));
      rows.add(RowFactory.create(n, Diagrams.toRows(builder.build())));
    }
    StructType schema =
        new StructType().add("id", DataTypes.IntegerType).add("diagram", DiagramType.dataType());
    Dataset<Row> table = spark.createDataFrame(rows, schema).repartition(3);
    double root2 = Math.sqrt(2);
    DiagramVectorizer landscape = vectorizer("landscape").setLayers(4).setResolution(23);
    checkGolden(table, lines, landscape, "landscape", root2);
    DiagramVectorizer equal = vectorizer("silhouette").setPower(0).setResolution(20);
    checkGolden(table, lines, equal, "silhouette_0", root2);
    DiagramVectorizer squared = vectorizer("silhouette").setPower(2).setResolution(20);
    checkGolden(table, lines, squared, "silhouette_2", root2);
    checkGolden(table, lines, vectorizer("entropy"), "entropy", 1);
    DiagramVectorizer roots = vectorizer("complex_polynomial").setCoefficients(6);
    checkGolden(table, lines, roots, "polynomial_R", 1);
    DiagramRange range = landscape.setDimensions(0).fit(table).fittedRanges().get(0);
    JsonNode fit = lines.get(0).get("fit");
    double[] fitted = {
      range.minBirth(), range.maxDeath(), range.maxBirth(), range.minLifetime(), range.maxLifetime()
    };
    for (int i = 0; i < fitted.length; i++) {
      assertThat(fitted[i]).isCloseTo(fit.get(i).asDouble(), within(1e-12));
    }
  }

  private static double death(JsonNode bar) {
    return bar.get(1).isNumber() ? bar.get(1).asDouble() : Double.POSITIVE_INFINITY;
  }

  /** The lines of the engine's golden file that are diagrams. */
  private static List<JsonNode> golden() throws Exception {
    Path file =
        Path.of(
            System.getProperty("betti.basedir"),
            "udfs/topology/src/test/resources/io/betti/topology/golden/gudhi_vectorizations.jsonl");
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("{\"bars\"")) {
        lines.add(new ObjectMapper().readTree(line));
      }
    }
    assertThat(lines).hasSize(10);
    return lines;
  }

  private static void checkGolden(
      Dataset<Row> table,
      List<JsonNode> lines,
      DiagramVectorizer stage,
      String name,
      double factor) {
    stage.setDimensions(0).setEndpoints(false);
    List<Row> made =
        stage.fit(table).transform(table).orderBy("id").select("features").collectAsList();
    for (int n = 0; n < lines.size(); n++) {
      JsonNode expected = lines.get(n).get("vectors").get(name);
      double[] vector = made.get(n).<Vector>getAs(0).toArray();
      assertThat(vector).hasSize(expected.size());
      for (int i = 0; i < vector.length; i++) {
        double wanted = expected.get(i).isNull() ? 0 : expected.get(i).asDouble(); // NaN of 0 / 0
        assertThat(factor * vector[i])
            .as("%s of %d at %d", name, n, i)
            .isCloseTo(wanted, within(1e-9 * Math.max(1, Math.abs(wanted))));
      }
    }
  }

  /** Whether a digit has a loop, learnt from 300 and tested on 100 others. */
  @Test
  void pipelineTellsDigitsWithALoop_andPredictsTheSameAfterSaveAndLoad() throws Exception {
    Dataset<Row> digits =
        Digits.table(spark, 400, 2)
            .withColumn("label", col("label").isin(0.0, 6.0, 8.0, 9.0).cast("double"));
    Dataset<Row> training = digits.filter("id < 300").cache();
    Pipeline pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new LevelSetDiagrams().setInputCol("floats").setShape(28, 28),
                  vectorizer("landscape").setLayers(2).setResolution(20),
                  new LogisticRegression().setMaxIter(10).setRegParam(0.01)
                });
    PipelineModel model = pipeline.fit(training);
    Dataset<Row> test = digits.filter("id >= 300");
    double accuracy =
        new MulticlassClassificationEvaluator()
            .setMetricName("accuracy")
            .evaluate(model.transform(test));
    assertThat(accuracy).isGreaterThan(0.85);
    String path = folder.resolve("pipeline").toString();
    model.write().overwrite().save(path);
    assertThat(predictions(PipelineModel.load(path), test)).isEqualTo(predictions(model, test));
    pipeline.write().overwrite().save(path);
    DiagramVectorizer loaded = (DiagramVectorizer) Pipeline.load(path).getStages()[1];
    assertThat(loaded.getLayers()).isEqualTo(2);
    assertThat(loaded.getDimensions()).containsExactly(0, 1);
  }

  private static List<Row> predictions(PipelineModel model, Dataset<Row> table) {
    return model
        .transform(table)
        .orderBy("id")
        .select("id", "prediction", "probability", "features")
        .collectAsList();
  }

  @Test
  void crossValidatorChoosesAmongVectorizations() {
    Dataset<Row> digits =
        diagrams(120, 2)
            .withColumn("label", col("label").isin(0.0, 6.0, 8.0, 9.0).cast("double"))
            .cache();
    DiagramVectorizer stage = vectorizer("landscape").setResolution(10);
    ParamMap[] grid =
        new ParamGridBuilder()
            .addGrid(
                stage.vectorization(),
                CollectionConverters.asScala(List.of("number_of_points", "betti_curve")))
            .build();
    CrossValidatorModel model =
        new CrossValidator()
            .setEstimator(
                new Pipeline()
                    .setStages(new PipelineStage[] {stage, new LogisticRegression().setMaxIter(5)}))
            .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("accuracy"))
            .setEstimatorParamMaps(grid)
            .setNumFolds(2)
            .setSeed(1)
            .fit(digits);
    assertThat(model.avgMetrics()).hasSize(2);
    assertThat(Arrays.stream(model.avgMetrics()).min().orElseThrow()).isGreaterThan(0.5);
    DiagramVectorizerModel best =
        (DiagramVectorizerModel) ((PipelineModel) model.bestModel()).stages()[0];
    Vector features = model.transform(digits).select("features").first().getAs(0);
    assertThat(features.size()).isEqualTo(best.getVectorization().equals("betti_curve") ? 20 : 2);
    assertThat(best.parent()).isInstanceOf(DiagramVectorizer.class);
  }

  @Test
  void modelIsTheSame_afterSaveLoadAndCopy() throws Exception {
    Dataset<Row> table = diagrams(20, 2);
    DiagramVectorizer stage = vectorizer("betti_curve").setResolution(5).setOutputCol("curve");
    DiagramVectorizerModel model = stage.fit(table);
    assertThat(model.uid()).isEqualTo(stage.uid());
    String path = folder.resolve("model").toString();
    model.write().overwrite().save(path);
    DiagramVectorizerModel loaded = DiagramVectorizerModel.load(path);
    assertThat(loaded.fittedRanges()).isEqualTo(model.fittedRanges());
    assertThat(loaded.getOutputCol()).isEqualTo("curve");
    assertThat(loaded.transform(table).orderBy("id").collectAsList())
        .isEqualTo(model.transform(table).orderBy("id").collectAsList());
    DiagramVectorizerModel copy = model.copy(new ParamMap().put(model.outputCol(), "copied"));
    assertThat(copy.fittedRanges()).isEqualTo(model.fittedRanges());
    assertThat(copy.getOutputCol()).isEqualTo("copied");
    assertThat(copy.parent()).isSameAs(stage);
    stage.write().overwrite().save(path);
    assertThat(DiagramVectorizer.load(path).getResolution()).isEqualTo(5);
    assertThat(stage.copy(ParamMap.empty()).getVectorization()).isEqualTo("betti_curve");
  }

  @Test
  void badRowsFailAreSkippedOrKeptAsNull_inFittingAndInTransforming() {
    Dataset<Row> bad =
        spark.sql(
            "SELECT 1L AS id, array(struct(0 AS dimension, 1D AS birth, 3D AS death)) AS diagram"
                + " UNION ALL SELECT 2L, array(struct(0, double('NaN'), 9D)) UNION ALL SELECT 3L,"
                + " NULL UNION ALL SELECT 4L, array(struct(0, 2D, 4D))");
    DiagramVectorizer stage = vectorizer("betti_curve").setDimensions(0).setResolution(3);
    assertThatThrownBy(() -> stage.fit(bad.filter("id <> 3")))
        .hasStackTraceContaining("the birth of bar 0 is NaN");
    assertThatThrownBy(() -> stage.fit(bad.filter("id <> 2")))
        .hasStackTraceContaining("DiagramVectorizer: a row has null in 'diagram'; drop such rows");
    DiagramVectorizerModel model = stage.setHandleInvalid("skip").fit(bad);
    DiagramRange range = model.fittedRanges().get(0);
    assertThat(range.minBirth()).isEqualTo(1);
    assertThat(range.maxDeath()).isEqualTo(4);
    assertThat(model.transform(bad).select("id").as(Encoders.LONG()).collectAsList())
        .containsExactlyInAnyOrder(1L, 4L);
    assertThat(model.setHandleInvalid("keep").transform(bad).filter("features IS NULL").count())
        .isEqualTo(2);
    assertThatThrownBy(
            () -> model.setHandleInvalid("error").transform(bad.filter("id = 2")).collectAsList())
        .hasStackTraceContaining("the birth of bar 0 is NaN");
  }

  @Test
  void wrongSettingsAndSchemasAreRefused() {
    StructType schema = new StructType().add("diagram", DiagramType.dataType());
    assertThatThrownBy(() -> vectorizer("landscapes"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown vectorization 'landscapes'; it is one of landscape, ");
    assertThatThrownBy(() -> vectorizer("heat_kernel").transformSchema(schema))
        .hasMessage(
            "DiagramVectorizer: bandwidth is not set, and a heat_kernel has one; set it to a length"
                + " in the unit of the values, such as a tenth of their range");
    assertThatThrownBy(() -> new DiagramVectorizer().setDimensions(1, 0, 1))
        .hasMessageContaining("dimensions are [1, 0, 1]; name at least one, each once and from 0");
    assertThatThrownBy(() -> new DiagramVectorizer().setLayers(0))
        .hasMessageContaining("layers is 0; it is at least 1");
    assertThatThrownBy(() -> new DiagramVectorizer().setPower(Double.NaN))
        .hasMessageContaining("power NaN");
    assertThatThrownBy(() -> new DiagramVectorizer().setMetric("norm"))
        .hasMessageContaining("unknown amplitude 'norm'");
    assertThatThrownBy(
            () -> vectorizer("entropy").transformSchema(new StructType().add("diagram", "string")))
        .hasMessageStartingWith(
            "DiagramVectorizer: column 'diagram' (inputCol) is string; it must");
    assertThatThrownBy(
            () -> vectorizer("entropy").transformSchema(schema.add("features", "string")))
        .hasMessageContaining("column 'features' (outputCol) exists already");
    assertThatThrownBy(() -> vectorizer("landscape").setDimensions(0, 5).fit(diagrams(5, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "DiagramVectorizer: the training diagrams have no finite bar of length above 0 in"
                + " dimension 5; leave it out of dimensions, or clamp the diagrams to count"
                + " essential bars");
    assertThatThrownBy(
            () ->
                new DiagramVectorizerModel()
                    .setInputCol("diagram")
                    .transform(diagrams(5, 1).withColumn("x", lit(1))))
        .hasMessageContaining("it has 0 ranges for 2 dimensions; fit a DiagramVectorizer");
  }
}
