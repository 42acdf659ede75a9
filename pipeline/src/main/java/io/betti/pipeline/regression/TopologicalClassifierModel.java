package io.betti.pipeline.regression;

import static org.apache.spark.sql.functions.udf;

import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What {@link TopologicalClassifier} fits: adds columns of scores, of probabilities (each of class
 * 0 and class 1), and of predictions: 1 where its probability is above a half.
 */
public final class TopologicalClassifierModel
    extends LinearPenalisedModel<TopologicalClassifierModel> {
  private static final long serialVersionUID = 1;

  private final Param<String> rawPredictionCol;
  private final Param<String> probabilityCol;

  /** A model without coefficients, for reading one. */
  public TopologicalClassifierModel(String uid) {
    super(uid);
    rawPredictionCol =
        new Param<>(this, "rawPredictionCol", "column of scores, one a class, that is added");
    probabilityCol =
        new Param<>(this, "probabilityCol", "column of probabilities, one a class, that is added");
  }

  TopologicalClassifierModel of(
      TopologicalClassifier estimator, LinearFit fit, String raw, String probability) {
    keep(estimator, fit);
    set(rawPredictionCol, raw);
    set(probabilityCol, probability);
    return this;
  }

  /** Name of the column of scores. */
  public Param<String> rawPredictionCol() {
    return rawPredictionCol;
  }

  /** Name of the column of probabilities. */
  public Param<String> probabilityCol() {
    return probabilityCol;
  }

  /** Number of classes. */
  public int numClasses() {
    return 2;
  }

  /**
   * The class of a row, 0 or 1.
   *
   * @throws IllegalArgumentException if the vector has another length than there are coefficients
   */
  public double predict(Vector features) {
    return score(features) > 0 ? 1 : 0;
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return with(
        schema,
        DataTypes.createStructField(
            getOrDefault(rawPredictionCol), SQLDataTypes.VectorType(), true),
        DataTypes.createStructField(getOrDefault(probabilityCol), SQLDataTypes.VectorType(), true),
        DataTypes.createStructField(getOrDefault(predictionCol()), DataTypes.DoubleType, true));
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    UDF1<Vector, Vector> scores =
        features -> {
          if (features == null) {
            return null;
          }
          double score = score(features);
          return Vectors.dense(new double[] {-score, score});
        };
    UDF1<Vector, Vector> probabilities =
        raw -> {
          if (raw == null) {
            return null;
          }
          double one = LogisticLoss.probability(raw.apply(1));
          return Vectors.dense(new double[] {1 - one, one});
        };
    UDF1<Vector, Double> prediction =
        raw -> raw == null ? null : (Double) (raw.apply(1) > 0 ? 1.0 : 0.0);
    Column raw = functions.col("`" + getOrDefault(rawPredictionCol).replace("`", "``") + "`");
    return dataset
        .withColumn(
            getOrDefault(rawPredictionCol),
            udf(scores, SQLDataTypes.VectorType()).apply(features()))
        .withColumn(
            getOrDefault(probabilityCol), udf(probabilities, SQLDataTypes.VectorType()).apply(raw))
        .withColumn(
            getOrDefault(predictionCol()), udf(prediction, DataTypes.DoubleType).apply(raw));
  }

  /** What reads a saved model. */
  public static MLReader<TopologicalClassifierModel> read() {
    return new DefaultParamsReader<>();
  }

  /** The model saved under a path. */
  public static TopologicalClassifierModel load(String path) {
    return read().load(path);
  }
}
