package io.betti.pipeline.evaluation;

import static org.apache.spark.sql.functions.col;

import io.betti.pipeline.feature.SignedLogarithm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.feature.IndexToString;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Trains one of Spark MLlib's classifiers on a table of feature vectors and scores it on another.
 *
 * <p><b>Input.</b> Two tables of columns {@code id} (a whole number, its own in each table), {@code
 * label} (whole numbers of 32 bits, in any numeric type) and {@code features} (Spark ML's vectors
 * of finite numbers, all of one length). A label may be missing from either table.
 *
 * <p><b>Classifiers.</b> Features x become sign(x) log(1 + |x|) ({@link SignedLogarithm}). {@code
 * logistic} and {@code mlp} then take their whitened principal components ({@link Whitening}),
 * {@code forest} takes them as they are. Settings are fixed; {@link Scores#settings()} gives them.
 *
 * <p><b>Repeatable.</b> Rows are trained on sorted by id, in partitions that depend on ids alone,
 * so neither the order nor the partitions of the input matter. MLlib adds up the partitions' sums
 * in the order in which tasks end: with one partition the figures are the same bit for bit, with
 * more they differ in the last digits, which may change the answer for a row in ten thousand.
 *
 * <p>Reads no file and starts no session. Both tables are read twice, so give tables that are
 * stored or cached; training keeps its own in memory, or on disk where that is short.
 */
public final class FeatureClassifier {
  /*
   * Measured on MNIST's 400 sweep features, trained on images 0 to 49,999 of the training set and
   * scored on its other 10,000; the test set had no part in the choice.
   */
  private static final int COMPONENTS = 200;

  /**
   * Rows to a component at least. Whitening blows up directions that few rows speak for: with 150
   * images and 149 components a perceptron got 35 % right.
   */
  private static final int ROWS_OF_A_COMPONENT = 5;

  private static final double REGULARISATION = 1e-6;
  private static final int LOGISTIC_ITERATIONS = 100;
  private static final int HIDDEN = 64;
  private static final int PERCEPTRON_ITERATIONS = 100;
  private static final int TREES = 100;
  private static final int DEPTH = 20;

  private static final int PARTITIONS = 8;

  private static final String ID = LabelledFeatures.ID;
  private static final String LABEL = LabelledFeatures.LABEL;
  private static final String FEATURES = LabelledFeatures.FEATURES;
  private static final String LABEL_INDEX = "label_index";
  private static final String LOGARITHM = "logarithm";
  private static final String WHITE = "white";
  private static final String PREDICTION_INDEX = "prediction_index";
  private static final String PREDICTION = "prediction";

  private final ClassifierKind kind;
  private final long seed;
  private final int partitions;

  /**
   * A classifier.
   *
   * @param seed of the weights a perceptron begins with, and of a forest's draws
   * @throws IllegalArgumentException if the kind is {@link ClassifierKind#NONE}
   */
  public FeatureClassifier(ClassifierKind kind, long seed) {
    this(kind, seed, PARTITIONS);
  }

  private FeatureClassifier(ClassifierKind kind, long seed, int partitions) {
    if (kind == ClassifierKind.NONE) {
      throw new IllegalArgumentException("classifier 'none' cannot be trained; leave it out");
    }
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "cannot train in " + partitions + " partitions; there must be at least 1");
    }
    this.kind = kind;
    this.seed = seed;
    this.partitions = partitions;
  }

  /**
   * This classifier trained in another number of partitions; {@value #PARTITIONS} unless said.
   *
   * @throws IllegalArgumentException if {@code number < 1}
   */
  public FeatureClassifier withPartitions(int number) {
    return new FeatureClassifier(kind, seed, number);
  }

  /**
   * Trains on one table and scores on another.
   *
   * @throws IllegalArgumentException if a column is missing or of a wrong type, a label is not a
   *     whole number of 32 bits, or there are fewer than 2 rows to train on
   */
  public Classification evaluate(Dataset<Row> train, Dataset<Row> test) {
    LabelledFeatures training = LabelledFeatures.of("training", train);
    LabelledFeatures testing = LabelledFeatures.of("test", test);
    Dataset<Row> ordered =
        training
            .rows()
            .repartition(partitions, col(ID))
            .sortWithinPartitions(ID)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Map<Integer, Long> labels = new LabelledFeatures("training", ordered).labels();
      long rows = labels.values().stream().mapToLong(count -> count).sum();
      if (rows < 2) {
        throw new IllegalArgumentException(
            "the training table has "
                + rows
                + " rows; a classifier needs at least 2, and many to be of use");
      }
      long start = System.nanoTime();
      Fitted fitted = fit(ordered, rows, labels.keySet().toArray(Integer[]::new));
      long trained = System.nanoTime();
      ConfusionMatrix confusion = score(fitted.model(), testing.rows());
      long scored = System.nanoTime();
      Scores scores =
          new Scores(
              kind,
              confusion,
              sorted(fitted.weights(), training.featureNames(fitted.weights().length)),
              weightMeaning(),
              settings(),
              rows,
              (trained - start) / 1e9,
              (scored - trained) / 1e9);
      return new Classification(scores, fitted.model());
    } finally {
      ordered.unpersist();
    }
  }

  /** A model and the weights of its features, in their order; none if it has none. */
  private record Fitted(PipelineModel model, double[] weights) {}

  private Fitted fit(Dataset<Row> ordered, long rows, Integer[] labels) {
    String[] classes = new String[labels.length];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = labels[i].toString();
    }
    List<Transformer> stages = new ArrayList<>();
    stages.add(
        new StringIndexerModel(Identifiable.randomUID("labels"), classes)
            .setInputCol(LABEL)
            .setOutputCol(LABEL_INDEX));
    stages.add(new SignedLogarithm().setInputCol(FEATURES).setOutputCol(LOGARITHM));
    double[] weights;
    if (kind == ClassifierKind.FOREST) {
      RandomForestClassificationModel forest = forest().fit(through(stages, ordered));
      weights = forest.featureImportances().toArray();
      stages.add(forest);
    } else {
      weights = fitOnComponents(stages, ordered, rows, classes.length);
    }
    stages.add(
        new IndexToString()
            .setInputCol(PREDICTION_INDEX)
            .setOutputCol(PREDICTION)
            .setLabels(classes));
    PipelineModel model = new Pipeline().setStages(stages.toArray(Transformer[]::new)).fit(ordered);
    return new Fitted(model, weights);
  }

  /** Adds the whitening and the classifier to the stages. */
  private double[] fitOnComponents(
      List<Transformer> stages, Dataset<Row> ordered, long rows, int classes) {
    int size = ordered.first().<Vector>getAs(FEATURES).size();
    int most = (int) Math.min(COMPONENTS, Math.max(1, rows / ROWS_OF_A_COMPONENT));
    int components = Math.min(most, size);
    Whitening whitening = Whitening.fit(through(stages, ordered), LOGARITHM, WHITE, components);
    stages.addAll(whitening.stages());
    Dataset<Row> white =
        through(stages, ordered).select(LABEL_INDEX, WHITE).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      if (kind == ClassifierKind.MLP) {
        stages.add(perceptron(components, classes).fit(white));
        return new double[0];
      }
      LogisticRegressionModel logistic = logistic().fit(white);
      stages.add(logistic);
      return absoluteSums(whitening.ofFeatures(logistic.coefficientMatrix()));
    } finally {
      white.unpersist();
    }
  }

  private static Dataset<Row> through(List<Transformer> stages, Dataset<Row> table) {
    Dataset<Row> result = table;
    for (Transformer stage : stages) {
      result = stage.transform(result);
    }
    return result;
  }

  private static LogisticRegression logistic() {
    return new LogisticRegression()
        .setFeaturesCol(WHITE)
        .setLabelCol(LABEL_INDEX)
        .setPredictionCol(PREDICTION_INDEX)
        .setFamily("multinomial")
        .setStandardization(false)
        // Where classes can be told apart without error there is no optimum without it.
        .setRegParam(REGULARISATION)
        .setMaxIter(LOGISTIC_ITERATIONS);
  }

  private MultilayerPerceptronClassifier perceptron(int size, int classes) {
    return new MultilayerPerceptronClassifier()
        .setFeaturesCol(WHITE)
        .setLabelCol(LABEL_INDEX)
        .setPredictionCol(PREDICTION_INDEX)
        .setLayers(new int[] {size, HIDDEN, Math.max(2, classes)})
        .setMaxIter(PERCEPTRON_ITERATIONS)
        .setSeed(seed);
  }

  private RandomForestClassifier forest() {
    return new RandomForestClassifier()
        .setFeaturesCol(LOGARITHM)
        .setLabelCol(LABEL_INDEX)
        .setPredictionCol(PREDICTION_INDEX)
        .setNumTrees(TREES)
        .setMaxDepth(DEPTH)
        .setMaxMemoryInMB(512)
        .setSeed(seed);
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    String features = "sign(x) log(1 + |x|)";
    switch (kind) {
      case LOGISTIC -> {
        settings.put("model", "multinomial logistic regression");
        settings.put("features as", features + ", whitened principal components");
        settings.put("components at most", COMPONENTS + ", and a fifth of the rows");
        settings.put("L2 regularisation", Double.toString(REGULARISATION));
        settings.put("iterations at most", Integer.toString(LOGISTIC_ITERATIONS));
      }
      case MLP -> {
        settings.put("model", "multilayer perceptron");
        settings.put("features as", features + ", whitened principal components");
        settings.put("components at most", COMPONENTS + ", and a fifth of the rows");
        settings.put("hidden units", Integer.toString(HIDDEN));
        settings.put("iterations at most", Integer.toString(PERCEPTRON_ITERATIONS));
        settings.put("seed", Long.toString(seed));
      }
      case FOREST -> {
        settings.put("model", "random forest");
        settings.put("features as", features);
        settings.put("trees", Integer.toString(TREES));
        settings.put("depth at most", Integer.toString(DEPTH));
        settings.put("seed", Long.toString(seed));
      }
      case NONE -> throw new AssertionError("refused by the constructor");
    }
    settings.put("training partitions", Integer.toString(partitions));
    return settings;
  }

  private static ConfusionMatrix score(PipelineModel model, Dataset<Row> test) {
    // The index of a true label that was never trained on is not needed, and would be refused.
    Dataset<Row> answers =
        model
            .transform(test.withColumnRenamed(LABEL, "truth"))
            .groupBy("truth", PREDICTION)
            .count();
    Map<ConfusionMatrix.Cell, Long> cells = new HashMap<>();
    for (Row row : answers.collectAsList()) {
      int answer = Integer.parseInt(row.getString(1));
      cells.put(new ConfusionMatrix.Cell(row.getInt(0), answer), row.getLong(2));
    }
    return ConfusionMatrix.of(cells);
  }

  private String weightMeaning() {
    return switch (kind) {
      case LOGISTIC ->
          "the sum over the classes of the absolute coefficient of the standardised feature";
      case FOREST -> "the share of the forest's decrease of impurity";
      default -> "";
    };
  }

  private static List<FeatureWeight> sorted(double[] weights, List<String> names) {
    List<FeatureWeight> sorted = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      sorted.add(new FeatureWeight(i, names.get(i), weights[i]));
    }
    sorted.sort(Comparator.comparingDouble(FeatureWeight::weight).reversed());
    return sorted;
  }

  private static double[] absoluteSums(Matrix coefficients) {
    double[] sums = new double[coefficients.numCols()];
    for (int label = 0; label < coefficients.numRows(); label++) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += Math.abs(coefficients.apply(label, i));
      }
    }
    return sums;
  }
}
