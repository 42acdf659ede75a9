package io.betti.pipeline.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.betti.pipeline.dataset.LocalSpark;
import io.betti.pipeline.optimization.PenaltySpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.feature.VectorSlicer;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The estimator of regression: the solver's fits, on any partitions, as a stage of Spark ML. */
class TopologicalRegressionTest {
  private static final int ROWS = 80;
  private static final RegressionProblem PROBLEM = RegressionProblem.CLUSTERS_LEVELS;
  private static final RegressionData DATA = PROBLEM.data(5, 0, ROWS, 0.05);

  @TempDir private static Path folder;
  private static SparkSession spark;
  private static Dataset<Row> table;

  @BeforeAll
  static void start() {
    spark = LocalSpark.session();
    table = table(DATA);
  }

  static Dataset<Row> table(RegressionData data) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < data.rows(); i++) {
      double[] features = new double[data.columns()];
      for (int j = 0; j < features.length; j++) {
        features[j] = data.x(i, j);
      }
      rows.add(RowFactory.create((long) i, data.y(i), Vectors.dense(features)));
    }
    return table(rows);
  }

  static Dataset<Row> table(List<Row> rows) {
    StructType schema =
        new StructType()
            .add("id", DataTypes.LongType)
            .add("label", DataTypes.DoubleType)
            .add("features", SQLDataTypes.VectorType());
    return spark.createDataFrame(rows, schema);
  }

  private static TopologicalRegression topological() {
    return new TopologicalRegression().setPenalty("top2").setLambda(0.5).setFitIntercept(false);
  }

  @Test
  void fitEqualsAFitOfTheGrid_bitForBit() {
    TopologicalRegressionModel model = topological().fit(table);
    GridPaths paths =
        new GridPaths(new SyntheticData(List.of(PROBLEM), 0.05, 5, 5), new LambdaGrid(0.5, 0.5, 1));
    GridFit fit =
        paths
            .fits(
                new GridCell(0, 0, ROWS, GridCell.ALL),
                0,
                PenaltySpec.parse("top2", PROBLEM.space()),
                SolverOptions.authors())
            .get(0);
    assertThat(model.coefficients().toArray()).isEqualTo(fit.coefficients());
    assertThat(model.intercept()).isZero();
    assertThat(model.loss()).isEqualTo(fit.loss());
    assertThat(model.penaltyAtFit()).isEqualTo(fit.value());
    assertThat(model.iterations()).isEqualTo(100);
    assertThat(model.hasConverged()).isFalse();
    assertThat(model.getMethod()).isEqualTo("adam");
    assertThat(model.trainingRows()).isEqualTo(ROWS);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE})
  void partitionsChangeNothing(long bytesOfTheDriver) {
    RegressionData many = PROBLEM.data(1, 0, 1500, 0.05);
    List<double[]> found = new ArrayList<>();
    for (int partitions : new int[] {1, 7}) {
      TopologicalRegressionModel model =
          new TopologicalRegression()
              .setPenalty("top1")
              .setIdCol("id")
              .withBytesOfTheDriver(bytesOfTheDriver)
              .fit(table(many).repartition(partitions));
      found.add(model.coefficients().toArray());
      found.add(new double[] {model.intercept(), model.loss()});
    }
    assertThat(found.get(0)).isEqualTo(found.get(2));
    assertThat(found.get(1)).isEqualTo(found.get(3));
  }

  @Test
  void statisticsOnTheCluster_giveTheFitOfTheRows() {
    RegressionData many = PROBLEM.data(1, 0, 600, 0.05);
    TopologicalRegression ridge = new TopologicalRegression().setPenalty("l2-squared");
    double[] here = ridge.fit(table(many)).coefficients().toArray();
    double[] there = ridge.withBytesOfTheDriver(0).fit(table(many)).coefficients().toArray();
    assertThat(there).containsExactly(here, within(1e-9));
  }

  @Test
  void interceptTakesUpAShift_andIsNotPenalised() {
    Dataset<Row> shifted = table.withColumn("label", table.col("label").plus(1000));
    TopologicalRegression l1 = new TopologicalRegression().setPenalty("l1").setLambda(0.2);
    TopologicalRegressionModel plain = l1.fit(table);
    TopologicalRegressionModel moved = l1.fit(shifted);
    assertThat(moved.coefficients().toArray())
        .containsExactly(plain.coefficients().toArray(), within(1e-6));
    assertThat(moved.intercept()).isCloseTo(plain.intercept() + 1000, within(1e-6));
  }

  @Test
  void levelSetsOfAGrid_areTakenByShape() {
    TopologicalRegression grid =
        topological()
            .setPenalty("E(1,0,2;PD0) + E(1,0,2;PD1)")
            .setFiltration("level-set")
            .setShape(10, 10)
            .setDirection("superlevel")
            .setComplex("freudenthal");
    double[] beta = grid.fit(table).coefficients().toArray();
    assertThat(beta).isNotEqualTo(topological().fit(table).coefficients().toArray());
    assertThatThrownBy(() -> grid.setShape(7, 7).fit(table))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("100 coefficients for a grid");
  }

  @Test
  void crossValidatorInAPipeline_findsThatThePenaltyHelps() {
    TopologicalRegression regression =
        new TopologicalRegression().setFeaturesCol("taken").setFitIntercept(false);
    int[] all = java.util.stream.IntStream.range(0, 100).toArray();
    VectorSlicer slicer =
        new VectorSlicer().setInputCol("features").setOutputCol("taken").setIndices(all);
    Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {slicer, regression});
    ParamMap[] grid =
        new ParamGridBuilder()
            .addGrid(regression.penalty(), asScala("ols", "top1"))
            .addGrid(regression.lambda(), new double[] {0.01, 1})
            .build();
    CrossValidatorModel model =
        new CrossValidator()
            .setEstimator(pipeline)
            .setEvaluator(new RegressionEvaluator().setMetricName("mse"))
            .setEstimatorParamMaps(grid)
            .setNumFolds(3)
            .setSeed(1)
            .fit(table);
    double[] metrics = model.avgMetrics();
    double ols = metrics[metrics.length - 1];
    for (int i = 0; i < grid.length; i++) {
      if ("ols".equals(grid[i].get(regression.penalty()).get())) {
        ols = metrics[i];
      }
    }
    double least = Arrays.stream(metrics).min().getAsDouble();
    assertThat(least).isLessThan(0.8 * ols);
    assertThat(model.transform(table).select("prediction").count()).isEqualTo(ROWS);
  }

  private static scala.collection.Iterable<String> asScala(String... texts) {
    return scala.jdk.javaapi.CollectionConverters.asScala(List.of(texts));
  }

  @Test
  void estimatorAndModelAreSavedAndLoaded_exactly() throws Exception {
    TopologicalRegression estimator = topological().setShape(2, 50).setFiltration("level-set");
    estimator.save(folder.resolve("estimator").toString());
    TopologicalRegression loaded =
        TopologicalRegression.load(folder.resolve("estimator").toString());
    assertThat(loaded.uid()).isEqualTo(estimator.uid());
    assertThat(settings(loaded)).isEqualTo(settings(estimator)).contains("current: top2");
    assertThat(loaded.getOrDefault(loaded.shape())).containsExactly(2, 50);
    TopologicalRegressionModel model = topological().setFitIntercept(true).fit(table);
    model.save(folder.resolve("model").toString());
    TopologicalRegressionModel again =
        TopologicalRegressionModel.load(folder.resolve("model").toString());
    assertThat(again.coefficients()).isEqualTo(model.coefficients());
    assertThat(again.intercept()).isEqualTo(model.intercept());
    assertThat(again.iterations()).isEqualTo(model.iterations());
    assertThat(again.transform(table).collectAsList())
        .isEqualTo(model.transform(table).collectAsList());
    PipelineModel pipeline =
        new Pipeline().setStages(new PipelineStage[] {topological()}).fit(table);
    pipeline.save(folder.resolve("pipeline").toString());
    assertThat(PipelineModel.load(folder.resolve("pipeline").toString()).transform(table).columns())
        .contains("prediction");
  }

  /** All params with their values; arrays would show where they are in memory. */
  private static String settings(TopologicalRegression estimator) {
    return estimator.explainParams().replaceAll("\\[I@[0-9a-f]+", "");
  }

  @Test
  void predictionIsTheScore() {
    TopologicalRegressionModel model = new TopologicalRegression().fit(table);
    Row row = model.transform(table).select("features", "prediction").first();
    org.apache.spark.ml.linalg.Vector features = row.getAs(0);
    assertThat(row.getDouble(1)).isEqualTo(model.predict(features));
    assertThat(model.predict(features.toSparse())).isCloseTo(row.getDouble(1), within(1e-12));
    assertThatThrownBy(() -> model.predict(Vectors.dense(new double[3])))
        .hasMessageContaining("a vector of 3 features for a model of 100");
  }

  private static Dataset<Row> small(double[]... rows) {
    List<Row> all = new ArrayList<>();
    for (double[] row : rows) {
      double[] features = Arrays.copyOf(row, row.length - 1);
      all.add(RowFactory.create((long) all.size(), row[row.length - 1], Vectors.dense(features)));
    }
    return table(all);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NaN,1,2;3,4,5 | feature 0 of row 0 (from 0) is NaN",
        "1,1,2;3,Infinity,5 | feature 1 of row 1 (from 0) is Infinity",
        "1,1,NaN;3,4,5 | the label of row 0 (from 0) is NaN",
        "1,2,1;1,5,2;1,9,3;1,4,4 | column 0 is constant",
        "0,2,1;0,5,2;0,9,3;0,4,4 | column 0 is 0 in every row",
        "1,2,1;3,6,2;2,4,3;9,18,5 | column 1 is a multiple of column 0",
        "1,3,1;3,7,2;2,5,3;9,19,5 | column 1 is a multiple of column 0, up to a constant",
      })
  void rowsThatCannotBeFitted_areRefusedByName(String rows, String message) {
    double[][] numbers =
        Arrays.stream(rows.split(";"))
            .map(r -> Arrays.stream(r.split(",")).mapToDouble(Double::parseDouble).toArray())
            .toArray(double[][]::new);
    assertThatThrownBy(() -> new TopologicalRegression().fit(small(numbers)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("TopologicalRegression: ")
        .hasMessageContaining(message);
  }

  @Test
  void emptyTables_andNulls_areRefused() {
    assertThatThrownBy(() -> new TopologicalRegression().fit(table.limit(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there are no rows to fit");
    List<Row> rows = List.of(RowFactory.create(0L, null, Vectors.dense(1, 2)));
    assertThatThrownBy(() -> new TopologicalRegression().fit(table(rows)))
        .hasMessageContaining("row 0 (from 0) has null in 'label'");
    Dataset<Row> ragged = small(new double[] {1, 2, 3}, new double[] {1, 2});
    assertThatThrownBy(() -> new TopologicalRegression().fit(ragged))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a row has 1 features and the first one 2");
  }

  @Test
  void singularColumnsMayBeKept() {
    Dataset<Row> twice =
        small(
            new double[] {1, 2, 1},
            new double[] {3, 6, 2},
            new double[] {2, 4, 3},
            new double[] {9, 18, 5});
    double[] beta =
        new TopologicalRegression().setSingular("keep").fit(twice).coefficients().toArray();
    // The least norm shares the slope out in proportion to the columns.
    assertThat(beta[1]).isCloseTo(2 * beta[0], within(1e-9));
  }

  @Test
  void wrongSettingsAreRefused_beforeAnythingRuns() {
    assertThatThrownBy(() -> new TopologicalRegression().setLambda(-1))
        .hasMessageContaining("lambda is -1.0");
    assertThatThrownBy(() -> new TopologicalRegression().setMaxIter(0))
        .hasMessageContaining("at least 1");
    assertThatThrownBy(() -> new TopologicalRegression().setFiltration("alfa"))
        .hasMessageContaining("weak-alpha");
    assertThatThrownBy(() -> new TopologicalRegression().setSolver("newton"))
        .hasMessageContaining("unknown solver 'newton'");
    assertThatThrownBy(() -> new TopologicalRegression().setPenalty("top1 + tap").fit(table))
        .hasMessageContaining("at character 8");
    assertThatThrownBy(() -> new TopologicalRegression().setLabelCol("y").fit(table))
        .hasMessageContaining("there is no column 'y' (labelCol)");
    assertThatThrownBy(() -> new TopologicalRegression().setFeaturesCol("label").fit(table))
        .hasMessageContaining("it must be a vector");
    assertThatThrownBy(
            () -> new TopologicalRegression().setPenalty("l1").setSolver("closed-form").fit(table))
        .hasMessageContaining("closed-form is for squared loss");
  }
}
