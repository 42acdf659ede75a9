package io.betti.udfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scala.Option;

/**
 * Kryo that refuses what isn't registered, where MLlib is on the class path. In one process Spark
 * serialises broadcasts, results of tasks and shuffles as it does between processes.
 */
class SparkClassesTest {
  private static final int ROWS = 300;
  private static final int FEATURES = 12;
  private static final int CLASSES = 3;

  @TempDir private static Path folder;
  private static SparkSession spark;
  private static Dataset<Row> table;

  /** A session that another test class left running has other settings, and would be taken. */
  @BeforeAll
  static void start() {
    Option<SparkSession> running = SparkSession.getDefaultSession();
    if (running.isDefined()) {
      running.get().stop();
    }
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .config("spark.kryo.registrationRequired", "true")
            .config("spark.kryo.registrator", BettiKryoRegistrator.class.getName())
            .getOrCreate();
    Betti.register(spark);
    Random random = new Random(7);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      double[] features = new double[FEATURES];
      for (int j = 0; j < FEATURES; j++) {
        features[j] = random.nextGaussian() + (j % CLASSES == i % CLASSES ? 1 : 0);
      }
      rows.add(RowFactory.create((long) i, (double) (i % CLASSES), Vectors.dense(features)));
    }
    StructType schema =
        new StructType()
            .add("id", DataTypes.LongType)
            .add("label", DataTypes.DoubleType)
            .add("features", SQLDataTypes.VectorType());
    table = spark.createDataFrame(rows, schema).repartition(3).cache();
  }

  @AfterAll
  static void stop() {
    if (spark != null) {
      spark.stop();
    }
  }

  @Test
  void namesAreClasses_ofTheSparkThatWeBuildFor() {
    assertThat(Stream.of(SparkClasses.TABLES, SparkClasses.MLLIB))
        .allSatisfy(names -> names.forEach(SparkClassesTest::load));
  }

  private static void load(String name) {
    try {
      Class.forName(name, false, SparkClassesTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(name + " is not a class of this Spark; see SparkClasses", e);
    }
  }

  static Stream<PipelineStage> classifiers() {
    return Stream.of(
        new LogisticRegression().setFeaturesCol("scaled").setMaxIter(3),
        new MultilayerPerceptronClassifier()
            .setFeaturesCol("scaled")
            .setLayers(new int[] {FEATURES, 4, CLASSES})
            .setMaxIter(3)
            .setSeed(1),
        new RandomForestClassifier()
            .setFeaturesCol("scaled")
            .setNumTrees(3)
            .setMaxDepth(6)
            .setSeed(1));
  }

  @ParameterizedTest
  @MethodSource("classifiers")
  void classifierIsTrainedSavedAndUsed(PipelineStage classifier) throws Exception {
    StandardScaler scaler =
        new StandardScaler().setInputCol("features").setOutputCol("scaled").setWithMean(true);
    PipelineModel model =
        new Pipeline().setStages(new PipelineStage[] {scaler, classifier}).fit(table);
    String path = folder.resolve(classifier.uid()).toString();
    model.save(path);
    List<Row> counts =
        PipelineModel.load(path)
            .transform(table)
            .groupBy("label", "prediction")
            .count()
            .collectAsList();
    assertThat(counts.stream().mapToLong(row -> row.getLong(2)).sum()).isEqualTo(ROWS);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void tableOfDiagramsIsWrittenAndRead(String format) {
    String path = folder.resolve(format).toString();
    Dataset<Row> diagrams =
        table.selectExpr(
            "id",
            "cast(label AS int) AS label",
            "tda_level_set(array(cast(id AS double), 2D, 1D, 5D), array(2, 2), 'freudenthal',"
                + " 'superlevel', 1) AS diagram",
            "cast('x' AS binary) AS image",
            "1F AS scale",
            "true AS good");
    diagrams.write().format(format).save(path);
    assertThat(spark.read().format(format).load(path).orderBy("id").collectAsList()).hasSize(ROWS);
    assertThat(spark.read().format(format).load(path).toJavaRDD().repartition(2).collect())
        .hasSize(ROWS);
  }

  @Test
  void digitsAreEvaluated() {
    Path mnist = Path.of(System.getProperty("betti.basedir"), "data", "mnist");
    StringWriter err = new StringWriter();
    int code =
        io.betti.jobs.Betti.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            "evaluate",
            "--reference",
            mnist.resolve("train-images-idx3-ubyte.gz").toString(),
            "--generated",
            mnist.resolve("t10k-images-idx3-ubyte.gz").toString(),
            "--limit",
            "30",
            "--noise",
            "0.01",
            "--metrics",
            "mmd,cov,1nna,prdc",
            "--sample",
            "12",
            "--repeats",
            "1",
            "--bootstrap",
            "9",
            "--output",
            folder.resolve("evaluation").toString());
    assertThat(code).as(err.toString()).isZero();
  }

  static Stream<String> formats() {
    return Stream.of("parquet", "json");
  }

  @Test
  void classThatIsNotRegistered_isRefused() {
    assertThatThrownBy(() -> spark.range(4).toJavaRDD().map(i -> new Random(i)).collect())
        .hasStackTraceContaining("Class is not registered: java.util.Random");
  }
}
