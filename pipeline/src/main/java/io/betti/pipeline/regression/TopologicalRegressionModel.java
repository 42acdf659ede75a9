package io.betti.pipeline.regression;

import static org.apache.spark.sql.functions.udf;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What {@link TopologicalRegression} fits: adds a column of predictions. */
public final class TopologicalRegressionModel
    extends LinearPenalisedModel<TopologicalRegressionModel> {
  private static final long serialVersionUID = 1;

  /** A model without coefficients, for reading one. */
  public TopologicalRegressionModel(String uid) {
    super(uid);
  }

  TopologicalRegressionModel of(TopologicalRegression estimator, LinearFit fit) {
    keep(estimator, fit);
    return this;
  }

  /**
   * The prediction for a row.
   *
   * @throws IllegalArgumentException if the vector has another length than there are coefficients
   */
  public double predict(Vector features) {
    return score(features);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    String name = getOrDefault(predictionCol());
    return with(schema, DataTypes.createStructField(name, DataTypes.DoubleType, true));
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    UDF1<Vector, Double> prediction = features -> features == null ? null : score(features);
    return dataset.withColumn(
        getOrDefault(predictionCol()), udf(prediction, DataTypes.DoubleType).apply(features()));
  }

  /** What reads a saved model. */
  public static MLReader<TopologicalRegressionModel> read() {
    return new DefaultParamsReader<>();
  }

  /** The model saved under a path. */
  public static TopologicalRegressionModel load(String path) {
    return read().load(path);
  }
}
