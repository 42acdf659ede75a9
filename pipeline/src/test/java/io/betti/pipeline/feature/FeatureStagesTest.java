package io.betti.pipeline.feature;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.betti.pipeline.TestSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stages as Spark ML knows stages: saved, copied, in pipelines, and refusing what is wrong. */
class FeatureStagesTest {
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

  private static DirectionalSweep sweep() {
    return new DirectionalSweep()
        .setInputCol("bytes")
        .setShapeCol("shape")
        .setOutputCol("swept")
        .setDirections(2)
        .setEssential("clamp")
        .setScale(0.5)
        .setHandleInvalid("skip");
  }

  private static LevelSetDiagrams diagrams() {
    return new LevelSetDiagrams()
        .setInputCol("floats")
        .setShape(28, 28)
        .setComplex("cubical-t")
        .setDirection("sublevel")
        .setMaxDimension(0)
        .setEssential("clamp")
        .setHandleInvalid("keep");
  }

  private static PolynomialFeatures polynomials() {
    return new PolynomialFeatures()
        .setInputCol("diagram")
        .setOutputCol("energies")
        .setFunctions("E(1,0,2;PD0)", "0.5*E(2,1,1;PD0) - E(0,0,1;PD0)");
  }

  /** Every param that is set or has a default, as text. */
  private static List<String> settings(Transformer stage) {
    List<String> settings = new ArrayList<>();
    for (Param<?> param : stage.params()) {
      if (stage.isDefined(param)) {
        Object value = stage.getOrDefault(param);
        String text =
            value instanceof int[] ints
                ? Arrays.toString(ints)
                : value instanceof String[] texts ? Arrays.toString(texts) : value.toString();
        settings.add(param.name() + " = " + text);
      }
    }
    return settings;
  }

  @Test
  void stagesAreTheSame_afterSaveLoadAndCopy() throws Exception {
    List<Transformer> stages =
        List.of(
            sweep(),
            diagrams(),
            polynomials(),
            new SignedLogarithm().setInputCol("swept").setOutputCol("log"));
    assertThat(settings(stages.get(0)))
        .containsExactlyInAnyOrder(
            "inputCol = bytes",
            "outputCol = swept",
            "shapeCol = shape",
            "directions = 2",
            "essential = clamp",
            "scale = 0.5",
            "handleInvalid = skip");
    assertThat(settings(stages.get(1))).contains("shape = [28, 28]", "maxDimension = 0");
    for (Transformer stage : stages) {
      String path = folder.resolve(stage.uid()).toString();
      ((MLWritable) stage).write().overwrite().save(path);
      Object loaded = stage.getClass().getMethod("load", String.class).invoke(null, path);
      assertThat(loaded).isInstanceOf(stage.getClass());
      assertThat(((Transformer) loaded).uid()).isEqualTo(stage.uid());
      assertThat(settings((Transformer) loaded)).isEqualTo(settings(stage));
      assertThat(settings(stage.copy(ParamMap.empty()))).isEqualTo(settings(stage));
    }
    DirectionalSweep one = sweep();
    assertThat(one.copy(new ParamMap().put(one.directions(), 5)).getDirections()).isEqualTo(5);
    assertThat(one.getDirections()).isEqualTo(2);
  }

  @Test
  void pipelineWithAClassifier_predictsTheSameAfterSaveAndLoad() throws Exception {
    Dataset<Row> digits =
        Digits.table(spark, 60, 2).withColumn("label", col("label").geq(5).cast("double"));
    Pipeline pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  diagrams(),
                  polynomials(),
                  sweep(),
                  new SignedLogarithm().setInputCol("swept").setOutputCol("features"),
                  new LogisticRegression().setMaxIter(5)
                });
    PipelineModel model = pipeline.fit(digits);
    String path = folder.resolve("pipeline").toString();
    model.write().overwrite().save(path);
    List<Row> before = predictions(model, digits);
    assertThat(before).hasSize(60);
    assertThat(predictions(PipelineModel.load(path), digits)).isEqualTo(before);
    pipeline.write().overwrite().save(path);
    assertThat(Pipeline.load(path).getStages()).hasSize(5);
  }

  private static List<Row> predictions(PipelineModel model, Dataset<Row> table) {
    return model
        .transform(table)
        .orderBy("id")
        .select("id", "prediction", "probability", "energies", "swept")
        .collectAsList();
  }

  @Test
  void crossValidatorChoosesAmongTheStagesParams() {
    Dataset<Row> digits =
        Digits.table(spark, 60, 2).withColumn("label", col("label").equalTo(1).cast("double"));
    DirectionalSweep stage =
        new DirectionalSweep().setInputCol("bytes").setShapeCol("shape").setOutputCol("features");
    LogisticRegression logistic = new LogisticRegression().setMaxIter(5);
    ParamMap[] grid = new ParamGridBuilder().addGrid(stage.directions(), new int[] {1, 2}).build();
    CrossValidatorModel model =
        new CrossValidator()
            .setEstimator(new Pipeline().setStages(new PipelineStage[] {stage, logistic}))
            .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("accuracy"))
            .setEstimatorParamMaps(grid)
            .setNumFolds(2)
            .setSeed(1)
            .fit(digits);
    assertThat(model.avgMetrics()).hasSize(2);
    assertThat(Arrays.stream(model.avgMetrics()).min().orElseThrow()).isGreaterThan(0.5);
    DirectionalSweep best = (DirectionalSweep) ((PipelineModel) model.bestModel()).stages()[0];
    Vector features = model.transform(digits).select("features").first().getAs(0);
    assertThat(features.size()).isEqualTo(50 * best.getDirections());
  }

  private static StructType schema(String name, String type) {
    return new StructType().add("id", "long").add(name, type);
  }

  @Test
  void schemaIsRefusedBeforeAnythingRuns_withColumnTypesAndRemedy() {
    DirectionalSweep stage = new DirectionalSweep().setInputCol("image").setShape(28, 28);
    assertThatThrownBy(() -> stage.transformSchema(schema("picture", "binary")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "DirectionalSweep: there is no column 'image' (inputCol); set inputCol to one of id,"
                + " picture");
    assertThatThrownBy(() -> stage.transformSchema(schema("image", "string")))
        .hasMessage(
            "DirectionalSweep: column 'image' (inputCol) is string; it must be binary (unsigned"
                + " bytes), array<float> or array<double> (other numbers are taken as double);"
                + " cast it, or set inputCol to another column");
    assertThatThrownBy(
            () -> stage.transformSchema(schema("image", "binary").add("features", "string")))
        .hasMessage(
            "DirectionalSweep: column 'features' (outputCol) exists already; drop it, or set"
                + " outputCol to a new name");
    DirectionalSweep shapeless = new DirectionalSweep().setInputCol("image");
    assertThatThrownBy(() -> shapeless.transformSchema(schema("image", "binary")))
        .hasMessage(
            "DirectionalSweep: the grid's shape is not known; set shape for one shape of all rows,"
                + " e.g. to 28, 28, or shapeCol for a column of them");
    LevelSetDiagrams diagrams = new LevelSetDiagrams().setInputCol("image").setShapeCol("id");
    assertThatThrownBy(() -> diagrams.transformSchema(schema("image", "array<float>")))
        .hasMessage(
            "LevelSetDiagrams: column 'id' (shapeCol) is bigint; it must be array<int>: [w],"
                + " [h,w] or [d,h,w]; cast it, or set shapeCol to another column");
    diagrams.setShape(4);
    assertThatThrownBy(() -> diagrams.transformSchema(schema("image", "array<float>")))
        .hasMessageStartingWith("LevelSetDiagrams: both shape and shapeCol are set; ");
    assertThatThrownBy(
            () -> new LevelSetDiagrams().setShape(4).transformSchema(schema("image", "binary")))
        .hasMessage("LevelSetDiagrams: inputCol is not set; set it to the name of a column");
    PolynomialFeatures features =
        new PolynomialFeatures().setInputCol("diagram").setFunctions("E(1,0,2;PD0)");
    assertThatThrownBy(() -> features.transformSchema(schema("diagram", "array<double>")))
        .hasMessageStartingWith(
            "PolynomialFeatures: column 'diagram' (inputCol) is array<double>; it must be a"
                + " diagram, array<struct<dimension:int,");
  }

  @Test
  void settingsAreRefusedWhenTheyAreSet() {
    assertThatThrownBy(() -> new LevelSetDiagrams().setComplex("alpha"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown complex 'alpha'; it is one of freudenthal, cubical-t");
    LevelSetDiagrams planar =
        new LevelSetDiagrams().setInputCol("image").setShape(28, 28).setMaxDimension(2);
    assertThatThrownBy(() -> planar.transformSchema(schema("image", "binary")))
        .hasMessageContaining("maxDimension is 2 and the shape has 2 axes; set maxDimension to at")
        .hasMessageContaining("most 1");
    assertThatThrownBy(() -> new LevelSetDiagrams().setMaxDimension(3))
        .hasMessageContaining("maxDimension is 3");
    assertThatThrownBy(() -> new DirectionalSweep().setDirections(0))
        .hasMessageContaining("in 0 directions; there must be at least 1");
    assertThatThrownBy(() -> new DirectionalSweep().setScale(Double.NaN))
        .hasMessageContaining("scale NaN");
    assertThatThrownBy(() -> new DirectionalSweep().setShape(28, 0))
        .hasMessageContaining("[28, 0] has an axis of length 0");
    assertThatThrownBy(() -> new DirectionalSweep().setHandleInvalid("ignore"))
        .hasMessageContaining("unknown handleInvalid 'ignore'; it is one of error, skip, keep");
    assertThatThrownBy(() -> new PolynomialFeatures().setFunctions("E(1,0;PD0)"))
        .hasMessageContaining("at character 6");
    assertThatThrownBy(() -> new PolynomialFeatures().setFunctions())
        .hasMessageContaining("name at least one");
  }

  /** Two good images; one of three pixels, one null, one with a NaN. */
  private static Dataset<Row> withBadRows() {
    StructType schema =
        new StructType()
            .add("id", DataTypes.IntegerType)
            .add("image", DataTypes.createArrayType(DataTypes.DoubleType));
    return spark.createDataFrame(
        List.of(
            RowFactory.create(0, new double[] {1, 0, 0, 1}),
            RowFactory.create(1, new double[] {1, 0, 1}),
            RowFactory.create(2, null),
            RowFactory.create(3, new double[] {1, Double.NaN, 1, 1}),
            RowFactory.create(4, new double[] {3, 2, 1, 0})),
        schema);
  }

  private static List<Integer> ids(Dataset<Row> table) {
    return table.collectAsList().stream().map(row -> row.<Integer>getAs("id")).sorted().toList();
  }

  @Test
  void badRowsFailAreSkippedOrKeptAsNull() {
    List<RowTransformer<?>> stages =
        List.of(
            new DirectionalSweep().setInputCol("image").setShape(2, 2).setOutputCol("made"),
            new LevelSetDiagrams().setInputCol("image").setShape(2, 2).setOutputCol("made"));
    for (RowTransformer<?> stage : stages) {
      Dataset<Row> rows = withBadRows();
      Dataset<Row> skipped = stage.setHandleInvalid("skip").transform(rows);
      assertThat(ids(skipped)).containsExactly(0, 4);
      assertThat(skipped.schema().apply("made").metadata())
          .isEqualTo(stage.transformSchema(rows.schema()).apply("made").metadata());
      assertThat(skipped.schema().apply("made").metadata().json()).isNotEqualTo("{}");
      Dataset<Row> kept = stage.setHandleInvalid("keep").transform(rows);
      assertThat(kept.schema()).isEqualTo(stage.transformSchema(rows.schema()));
      assertThat(ids(kept)).containsExactly(0, 1, 2, 3, 4);
      assertThat(ids(kept.filter(col("made").isNull()))).containsExactly(1, 2, 3);
      stage.setHandleInvalid("error");
      assertThat(ids(stage.transform(rows.filter("id in (0, 4)")))).containsExactly(0, 4);
      assertThatThrownBy(() -> stage.transform(rows.filter("id = 1")).collectAsList())
          .hasStackTraceContaining("got 3 values for a grid of shape [2, 2], which has 4");
      assertThatThrownBy(() -> stage.transform(rows.filter("id = 2")).collectAsList())
          .hasStackTraceContaining(
              stage.getClass().getSimpleName()
                  + ": a row has null in 'image'; drop such rows, or set handleInvalid to skip or"
                  + " keep");
    }
  }

  @Test
  void badDiagramsAndVectorsAreHandledAlike() {
    Dataset<Row> kept =
        new LevelSetDiagrams()
            .setInputCol("image")
            .setShape(2, 2)
            .setHandleInvalid("keep")
            .transform(withBadRows());
    PolynomialFeatures features =
        new PolynomialFeatures().setInputCol("diagram").setFunctions("E(1,0,1;PD0)");
    assertThat(ids(features.setHandleInvalid("skip").transform(kept))).containsExactly(0, 4);
    assertThatThrownBy(() -> features.setHandleInvalid("error").transform(kept).collectAsList())
        .hasStackTraceContaining("PolynomialFeatures: a row has null in 'diagram'");
    Dataset<Row> vectors = features.setHandleInvalid("keep").transform(kept);
    assertThat(ids(vectors.filter("features is null"))).containsExactly(1, 2, 3);
    SignedLogarithm logarithm = new SignedLogarithm().setInputCol("features").setOutputCol("log");
    assertThat(ids(logarithm.setHandleInvalid("skip").transform(vectors))).containsExactly(0, 4);
    assertThatThrownBy(() -> logarithm.setHandleInvalid("error").transform(vectors).collectAsList())
        .hasStackTraceContaining("SignedLogarithm: a row has null in 'features'");
  }

  @Test
  void skippingEvaluatesTheFunctionOncePerRow() {
    String plan =
        new DirectionalSweep()
            .setInputCol("image")
            .setShape(2, 2)
            .setHandleInvalid("skip")
            .transform(withBadRows().localCheckpoint())
            .queryExecution()
            .executedPlan()
            .toString();
    assertThat(plan.split("try_tda_sweep_features", -1)).hasSize(2);
  }
}
