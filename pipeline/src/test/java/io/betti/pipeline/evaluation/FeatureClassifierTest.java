package io.betti.pipeline.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.betti.pipeline.TestSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NumericAttribute;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeatureClassifierTest {
  private static final int SIZE = 6;

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

  /**
   * Rows of random labels: number 1 grows with the label's place, number 2 helps a little to tell
   * the first from the others, number 3 is constant, the rest is noise. Labels overlap, or logistic
   * regression would have no optimum to arrive at.
   */
  private static Dataset<Row> table(int rows, long seed, int partitions, int... labels) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Row> list = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      int place = random.nextInt(labels.length);
      double[] x = new double[SIZE];
      for (int k = 0; k < SIZE; k++) {
        x[k] = random.nextDouble(-1, 1);
      }
      x[1] += 1.8 * place;
      x[2] += place == 0 ? 0.5 : 0;
      x[3] = 4;
      list.add(RowFactory.create((long) i, labels[place], Vectors.dense(x)));
    }
    Attribute[] names = new Attribute[SIZE];
    for (int k = 0; k < SIZE; k++) {
      names[k] = NumericAttribute.defaultAttr().withName("number " + k);
    }
    StructType schema =
        new StructType()
            .add("id", "long")
            .add("label", "int")
            .add(
                "features",
                SQLDataTypes.VectorType(),
                false,
                new AttributeGroup("features", names).toMetadata());
    return spark.createDataFrame(list, schema).repartition(partitions);
  }

  @ParameterizedTest
  @EnumSource(value = ClassifierKind.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void classifierLearnsWhatCanBeLearned(ClassifierKind kind) throws Exception {
    Classification classification =
        new FeatureClassifier(kind, 1)
            .evaluate(table(300, 1, 3, 0, 1, 2), table(200, 2, 2, 0, 1, 2));
    Scores scores = classification.scores();
    assertThat(scores.classifier()).isEqualTo(kind);
    assertThat(scores.trainRows()).isEqualTo(300);
    assertThat(scores.confusion().total()).isEqualTo(200);
    assertThat(scores.confusion().size()).isEqualTo(3);
    assertThat(scores.confusion().accuracy()).isGreaterThan(0.8);
    if (kind == ClassifierKind.MLP) {
      assertThat(scores.weights()).isEmpty();
    } else {
      assertThat(scores.weights())
          .hasSize(SIZE)
          .isSortedAccordingTo((a, b) -> Double.compare(b.weight(), a.weight()));
      assertThat(scores.weights().get(0).feature()).isEqualTo("number 1");
      FeatureWeight least = scores.weights().get(SIZE - 1);
      assertThat(least.feature()).as("the constant").isEqualTo("number 3");
      assertThat(least.weight()).isEqualTo(0, within(1e-12));
    }
    String path = folder.resolve(kind.toString()).toString();
    classification.model().write().overwrite().save(path);
    Dataset<Row> fresh = table(50, 3, 1, 0, 1, 2);
    assertThat(predictions(PipelineModel.load(path), fresh))
        .isEqualTo(predictions(classification.model(), fresh));
  }

  private static List<Row> predictions(PipelineModel model, Dataset<Row> table) {
    return model.transform(table).select("id", "prediction").orderBy("id").collectAsList();
  }

  private static double[] coefficients(Classification classification) {
    for (Transformer stage : classification.model().stages()) {
      if (stage instanceof LogisticRegressionModel model) {
        return model.coefficientMatrix().toArray();
      }
    }
    throw new AssertionError("no logistic regression in " + classification.model());
  }

  @Test
  void trainingIsTheSame_whateverTheInputsPartitionsAndOrder() {
    Dataset<Row> test = table(100, 2, 1, 0, 1, 2);
    Dataset<Row> one = table(300, 1, 1, 0, 1, 2);
    Dataset<Row> seven = one.orderBy("features").repartition(7);
    FeatureClassifier alone = new FeatureClassifier(ClassifierKind.LOGISTIC, 1).withPartitions(1);
    double[] coefficients = coefficients(alone.evaluate(one, test));
    assertThat(coefficients(alone.evaluate(seven, test)))
        .as("one training partition: bit for bit")
        .containsExactly(coefficients);
    FeatureClassifier several = new FeatureClassifier(ClassifierKind.LOGISTIC, 1);
    Classification a = several.evaluate(one, test);
    Classification b = several.evaluate(seven, test);
    assertThat(a.scores().confusion().toString()).isEqualTo(b.scores().confusion().toString());
  }

  @Test
  void forestsAreTheSame_whateverTheInputsPartitions() {
    Dataset<Row> test = table(100, 2, 1, 0, 1, 2);
    Dataset<Row> one = table(300, 1, 1, 0, 1, 2);
    FeatureClassifier forest = new FeatureClassifier(ClassifierKind.FOREST, 9);
    List<FeatureWeight> weights = forest.evaluate(one, test).scores().weights();
    List<FeatureWeight> again = forest.evaluate(one.repartition(7), test).scores().weights();
    for (int i = 0; i < SIZE; i++) {
      assertThat(again.get(i).feature()).isEqualTo(weights.get(i).feature());
      assertThat(again.get(i).weight()).isEqualTo(weights.get(i).weight(), within(1e-12));
    }
  }

  @ParameterizedTest
  @EnumSource(value = ClassifierKind.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void labelsNeedNotFollowOnEachOther_andOneIsEnough(ClassifierKind kind) {
    FeatureClassifier classifier = new FeatureClassifier(kind, 1);
    ConfusionMatrix two =
        classifier
            .evaluate(table(200, 1, 1, -2, 15), table(100, 2, 1, -2, 15))
            .scores()
            .confusion();
    assertThat(two.label(0)).isEqualTo(-2);
    assertThat(two.label(two.size() - 1)).isEqualTo(15);
    assertThat(two.accuracy()).isGreaterThan(0.8);
    ConfusionMatrix one =
        classifier.evaluate(table(50, 1, 1, 4), table(30, 2, 1, 4, 6)).scores().confusion();
    assertThat(one.support(0)).isEqualTo(one.correct());
    assertThat(one.recall(one.size() - 1)).as("label 6 was never seen").isZero();
  }

  @Test
  void wrongTablesAreRefused_withColumnAndRemedy() {
    FeatureClassifier logistic = new FeatureClassifier(ClassifierKind.LOGISTIC, 1);
    Dataset<Row> good = table(10, 1, 1, 0, 1);
    assertThatThrownBy(() -> logistic.evaluate(good.drop("id"), good))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the training table has no column 'id'; it has label, features: rename or add it");
    assertThatThrownBy(() -> logistic.evaluate(good, good.selectExpr("id", "label", "1 features")))
        .hasMessage("column 'features' of the test table is int; it must be a vector of Spark ML");
    assertThatThrownBy(
            () -> logistic.evaluate(good.selectExpr("id", "label - 0.5 label", "features"), good))
        .hasMessageContaining("; labels must be whole numbers of 32 bits");
    assertThatThrownBy(
            () -> logistic.evaluate(good.selectExpr("id", "null + 1 label", "features"), good))
        .hasMessageContaining("the training table has label null");
    assertThatThrownBy(() -> logistic.evaluate(good.limit(0), good))
        .hasMessageContaining("the training table has 0 rows; a classifier needs at least 2");
    assertThatThrownBy(() -> new FeatureClassifier(ClassifierKind.NONE, 1))
        .hasMessageContaining("'none' cannot be trained");
    assertThatThrownBy(() -> logistic.withPartitions(0)).hasMessageContaining("at least 1");
  }

  @Test
  void kindsAreReadByTheirNames() {
    for (ClassifierKind kind : ClassifierKind.values()) {
      assertThat(ClassifierKind.parse(kind.toString())).isEqualTo(kind);
    }
    assertThat(ClassifierKind.parse("MLP")).isEqualTo(ClassifierKind.MLP);
    assertThatThrownBy(() -> ClassifierKind.parse("svm"))
        .hasMessage("unknown classifier 'svm'; it is one of logistic, mlp, forest, none");
  }
}
