package io.betti.pipeline.regression;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.betti.pipeline.dataset.LocalSpark;
import io.betti.pipeline.optimization.PenaltySpace;
import io.betti.pipeline.optimization.PenaltySpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The estimator of classification, on two digits of MNIST: the paper's section A.6, small. */
class TopologicalClassifierTest {
  private static final Path MNIST = Path.of(System.getProperty("betti.basedir"), "data", "mnist");

  @TempDir private static Path folder;
  private static SparkSession spark;

  /** Digits 3 and 5, label 1 for 5, of 28 x 28 values from 0 to 1. */
  private static Dataset<Row> digits;

  @BeforeAll
  static void read() {
    spark = LocalSpark.session();
    List<Row> images =
        spark
            .read()
            .format("idx")
            .option("labels", MNIST.resolve("t10k-labels-idx1-ubyte.gz").toString())
            .load(MNIST.resolve("t10k-images-idx3-ubyte.gz").toString())
            .where("id < 2000 and label in (3, 5)")
            .orderBy("id")
            .select("id", "label", "values")
            .collectAsList();
    List<Row> rows = new ArrayList<>();
    for (Row image : images) {
      byte[] bytes = image.getAs(2);
      double[] values = new double[bytes.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (bytes[i] & 255) / 255.0;
      }
      double label = ((Number) image.get(1)).intValue() == 5 ? 1 : 0;
      rows.add(RowFactory.create(image.get(0), label, Vectors.dense(values)));
    }
    StructType schema =
        new StructType()
            .add("id", DataTypes.LongType)
            .add("label", DataTypes.DoubleType)
            .add("features", SQLDataTypes.VectorType());
    digits = spark.createDataFrame(rows, schema);
  }

  private static TopologicalClassifier classifier() {
    return new TopologicalClassifier().setSingular("keep").setIdCol("id");
  }

  /**
   * scikit-learn 1.2.1: LogisticRegression(C=1/(n*0.1), tol=1e-10, max_iter=10000).fit(X, y) of the
   * same 386 digits; its objective is n times ours with 0.05 |beta|^2.
   */
  @Test
  void squaredNorm_givesTheMinimumOfScikitLearn() {
    TopologicalClassifierModel own =
        classifier().setPenalty("l2-squared").setLambda(0.05).fit(digits);
    assertThat(own.trainingRows()).isEqualTo(386);
    assertThat(own.hasConverged()).isTrue();
    assertThat(own.intercept()).isCloseTo(0.61819949, within(1e-4));
    double[] beta = own.coefficients().toArray();
    assertThat(java.util.Arrays.copyOfRange(beta, 400, 403))
        .containsExactly(new double[] {0.05874379, 0.06630166, 0.07456405}, within(1e-5));
    double largest = java.util.Arrays.stream(beta).map(Math::abs).max().getAsDouble();
    assertThat(largest).isCloseTo(0.25214155, within(1e-5));
    for (Row row : own.transform(digits).select("probability", "prediction").collectAsList()) {
      Vector probability = row.getAs(0);
      assertThat(probability.apply(0) + probability.apply(1)).isCloseTo(1, within(1e-15));
      assertThat(row.getDouble(1)).isEqualTo(probability.apply(1) > 0.5 ? 1 : 0);
    }
  }

  /** Section A.6: the weights of a classifier of digits, as points of which a penalty makes few. */
  @Test
  void penaltyMakesTheWeightsClusters_andItsClassifierIsAsGood() {
    Dataset<Row> train = digits.where("id % 2 = 0");
    Dataset<Row> test = digits.where("id % 2 = 1");
    TopologicalClassifier plain =
        classifier().setSolver("adam").setLearningRate(0.01).setMaxIter(150);
    TopologicalClassifierModel without = plain.fit(train);
    TopologicalClassifierModel with =
        ((TopologicalClassifier) plain.copy(org.apache.spark.ml.param.ParamMap.empty()))
            .setPenalty("top2")
            .setLambda(0.02)
            .fit(train);
    PenaltySpec bars = PenaltySpec.parse("top2", PenaltySpace.rips());
    double before = bars.build(784).value(without.coefficients().toArray());
    double after = bars.build(784).value(with.coefficients().toArray());
    assertThat(after).isLessThan(0.7 * before);
    assertThat(accuracy(with, test))
        .isGreaterThan(accuracy(without, test) - 0.02)
        .isGreaterThan(0.9);
  }

  private static double accuracy(TopologicalClassifierModel model, Dataset<Row> test) {
    Dataset<Row> scored = model.transform(test);
    double area = new BinaryClassificationEvaluator().evaluate(scored);
    double right =
        new MulticlassClassificationEvaluator().setMetricName("accuracy").evaluate(scored);
    assertThat(area).isGreaterThan(right);
    return right;
  }

  /** The weights as an image: its superlevel sets have fewer peaks and holes with the penalty. */
  @Test
  void penaltyOnTheImageOfWeights_leavesFewerPeaks() {
    TopologicalClassifier image =
        classifier()
            .setSolver("adam")
            .setLearningRate(0.01)
            .setMaxIter(60)
            .setFiltration("level-set")
            .setShape(28, 28);
    PenaltySpec peaks =
        PenaltySpec.parse(
            "E(1,0,2;PD0)",
            PenaltySpace.grid(io.betti.topology.filtration.Direction.SUPERLEVEL, 28, 28));
    double before = peaks.build(784).value(image.fit(digits).coefficients().toArray());
    double after =
        peaks
            .build(784)
            .value(
                image
                    .setPenalty("E(1,0,2;PD0)")
                    .setLambda(0.02)
                    .fit(digits)
                    .coefficients()
                    .toArray());
    assertThat(after).isLessThan(0.5 * before);
  }

  @Test
  void placeAndPartitionsOfTheRowsChangeNothing() {
    Dataset<Row> few = digits.where("id < 1600");
    List<TopologicalClassifierModel> models = new ArrayList<>();
    for (int partitions : new int[] {1, 7}) {
      for (long bytes : new long[] {0, Long.MAX_VALUE}) {
        models.add(
            classifier()
                .setPenalty("l1")
                .setLambda(0.01)
                .setSolver("adam")
                .setMaxIter(5)
                .withBytesOfTheDriver(bytes)
                .fit(few.repartition(partitions, col("features"))));
      }
    }
    for (TopologicalClassifierModel model : models) {
      assertThat(model.coefficients()).isEqualTo(models.get(0).coefficients());
      assertThat(model.intercept()).isEqualTo(models.get(0).intercept());
      assertThat(model.loss()).isEqualTo(models.get(0).loss());
    }
  }

  @Test
  void modelIsSavedAndLoaded() throws Exception {
    TopologicalClassifierModel model =
        classifier().setPenalty("l1").setLambda(0.05).setProbabilityCol("p").fit(digits.limit(50));
    model.save(folder.resolve("model").toString());
    TopologicalClassifierModel loaded =
        TopologicalClassifierModel.load(folder.resolve("model").toString());
    assertThat(loaded.coefficients()).isEqualTo(model.coefficients());
    assertThat(loaded.transform(digits).schema()).isEqualTo(model.transform(digits).schema());
    assertThat(loaded.transformSchema(digits.schema()).fieldNames())
        .containsExactly("id", "label", "features", "rawPrediction", "p", "prediction");
    classifier().save(folder.resolve("classifier").toString());
    assertThat(TopologicalClassifier.load(folder.resolve("classifier").toString()).explainParams())
        .contains("singular", "keep");
  }

  @Test
  void labelsOtherThanTwo_andConstantPixels_areRefused() {
    assertThatThrownBy(() -> classifier().fit(digits.withColumn("label", col("label").plus(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is 2.0; it must be 0 or 1");
    assertThatThrownBy(() -> classifier().setSingular("error").fit(digits))
        .hasMessageContaining("column 0 is 0 in every row");
  }
}
