package io.betti.pipeline.regression;

import java.util.Arrays;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A linear model that was fitted with a penalty. What was found is kept as params, which Spark
 * saves and copies with the others.
 *
 * @param <M> the model itself
 */
abstract class LinearPenalisedModel<M extends LinearPenalisedModel<M>> extends Model<M>
    implements DefaultParamsWritable {
  private static final long serialVersionUID = 1;

  private final String uid;
  private final Param<String> featuresCol;
  private final Param<String> predictionCol;
  private final DoubleArrayParam coefficientArray;
  private final DoubleParam interceptValue;
  private final DoubleParam meanLoss;
  private final DoubleParam penaltyValue;
  private final IntParam iterationCount;
  private final BooleanParam convergence;
  private final Param<String> method;
  private final LongParam rowCount;

  LinearPenalisedModel(String uid) {
    this.uid = uid;
    featuresCol = new Param<>(this, "featuresCol", "column of feature vectors");
    predictionCol = new Param<>(this, "predictionCol", "column of predictions that is added");
    coefficientArray =
        new DoubleArrayParam(this, "coefficientArray", "coefficients, one a feature");
    interceptValue = new DoubleParam(this, "interceptValue", "intercept");
    meanLoss = new DoubleParam(this, "meanLoss", "mean loss over the training rows");
    penaltyValue = new DoubleParam(this, "penaltyValue", "value of the penalty, without lambda");
    iterationCount = new IntParam(this, "iterationCount", "steps taken; 0 for a closed form");
    convergence = new BooleanParam(this, "convergence", "whether the stopping rule was met");
    method = new Param<>(this, "method", "how the minimum was found");
    rowCount = new LongParam(this, "rowCount", "training rows");
  }

  final void keep(PenalisedParams<?, ?> estimator, LinearFit fit) {
    set(featuresCol, estimator.getFeaturesCol());
    set(predictionCol, estimator.getPredictionCol());
    set(coefficientArray, fit.coefficients());
    set(interceptValue, fit.intercept());
    set(meanLoss, fit.loss());
    set(penaltyValue, fit.penalty());
    set(iterationCount, fit.iterations());
    set(convergence, fit.converged());
    set(method, fit.method());
    set(rowCount, fit.rows());
  }

  @Override
  public String uid() {
    return uid;
  }

  /** Name of the column of feature vectors. */
  public Param<String> featuresCol() {
    return featuresCol;
  }

  /** Name of the column of predictions. */
  public Param<String> predictionCol() {
    return predictionCol;
  }

  /** Where the coefficients are kept; see {@link #coefficients()}. */
  public DoubleArrayParam coefficientArray() {
    return coefficientArray;
  }

  /** Where the intercept is kept; see {@link #intercept()}. */
  public DoubleParam interceptValue() {
    return interceptValue;
  }

  /** Where the loss is kept; see {@link #loss()}. */
  public DoubleParam meanLoss() {
    return meanLoss;
  }

  /** Where the penalty's value is kept; see {@link #penaltyAtFit()}. */
  public DoubleParam penaltyValue() {
    return penaltyValue;
  }

  /** Where the number of steps is kept; see {@link #iterations()}. */
  public IntParam iterationCount() {
    return iterationCount;
  }

  /** Where it is kept whether the fit converged; see {@link #hasConverged()}. */
  public BooleanParam convergence() {
    return convergence;
  }

  /** Where the solver's method is kept; see {@link #getMethod()}. */
  public Param<String> method() {
    return method;
  }

  /** Where the number of training rows is kept; see {@link #trainingRows()}. */
  public LongParam rowCount() {
    return rowCount;
  }

  /** Sets {@link #featuresCol()}. */
  @SuppressWarnings("unchecked")
  public M setFeaturesCol(String column) {
    set(featuresCol, column);
    return (M) this;
  }

  /** Sets {@link #predictionCol()}. */
  @SuppressWarnings("unchecked")
  public M setPredictionCol(String column) {
    set(predictionCol, column);
    return (M) this;
  }

  /** The coefficients, one a feature. */
  public Vector coefficients() {
    return Vectors.dense(getOrDefault(coefficientArray).clone());
  }

  /** The intercept; 0 if the model has none. */
  public double intercept() {
    return (double) getOrDefault(interceptValue);
  }

  /** Mean loss over the training rows, without the penalty. */
  public double loss() {
    return (double) getOrDefault(meanLoss);
  }

  /** Value of the penalty at the coefficients, without lambda. */
  public double penaltyAtFit() {
    return (double) getOrDefault(penaltyValue);
  }

  /** Steps that the solver took; 0 for a closed form. */
  public int iterations() {
    return (int) getOrDefault(iterationCount);
  }

  /** Whether the solver met its stopping rule before its steps ran out. */
  public boolean hasConverged() {
    return (boolean) getOrDefault(convergence);
  }

  /** How the minimum was found. */
  public String getMethod() {
    return getOrDefault(method);
  }

  /** Number of training rows. */
  public long trainingRows() {
    return (long) getOrDefault(rowCount);
  }

  /** Number of features. */
  public int numFeatures() {
    return getOrDefault(coefficientArray).length;
  }

  /** The score of features: their sum weighted by the coefficients, plus the intercept. */
  final double score(Vector features) {
    double[] beta = getOrDefault(coefficientArray);
    if (features.size() != beta.length) {
      throw new IllegalArgumentException(
          getClass().getSimpleName()
              + ": a vector of "
              + features.size()
              + " features for a model of "
              + beta.length
              + "; give the features that it was fitted on");
    }
    double sum = 0;
    if (features instanceof SparseVector sparse) {
      for (int k = 0; k < sparse.indices().length; k++) {
        sum += sparse.values()[k] * beta[sparse.indices()[k]];
      }
    } else {
      double[] values = ((DenseVector) features).values();
      for (int j = 0; j < beta.length; j++) {
        sum += values[j] * beta[j];
      }
    }
    return sum + intercept();
  }

  /** The schema with new columns behind it. */
  final StructType with(StructType schema, StructField... added) {
    String name = getOrDefault(featuresCol);
    DataType type =
        Arrays.stream(schema.fields())
            .filter(field -> field.name().equals(name))
            .map(StructField::dataType)
            .findFirst()
            .orElse(null);
    if (!SQLDataTypes.VectorType().equals(type)) {
      throw new IllegalArgumentException(
          getClass().getSimpleName()
              + ": column '"
              + name
              + "' (featuresCol) "
              + (type == null ? "isn't there" : "is " + type.simpleString())
              + "; it must be a vector of Spark ML");
    }
    StructType result = schema;
    for (StructField field : added) {
      result = result.add(field);
    }
    return result;
  }

  final Column features() {
    return functions.col("`" + getOrDefault(featuresCol).replace("`", "``") + "`");
  }

  @Override
  public M copy(ParamMap extra) {
    M copy = defaultCopy(extra);
    return copy.setParent(parent());
  }
}
