package io.betti.pipeline.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.BinaryType;
import scala.collection.Seq;

/**
 * A saved classifier of Spark ML that tells the class probabilities of grids: a {@link
 * PipelineModel} or one model. It is given {@code id}, {@code shape}, {@code values} and, unless a
 * stage of its own makes them, a vector {@code features} of the scaled values in their order; it
 * must add {@code probability}.
 */
public final class GridClassifier {
  private static final String VALUES = "values";
  private static final String FEATURES = "features";
  private static final String PROBABILITY = "probability";

  private final Transformer model;
  private final double scale;

  private GridClassifier(Transformer model, double scale) {
    this.model = model;
    this.scale = scale;
  }

  /**
   * Loads a classifier.
   *
   * @param scale what values are multiplied by
   */
  public static GridClassifier load(SparkSession spark, String path, double scale) {
    return new GridClassifier(DefaultParamsReader.loadParamsInstance(path, spark), scale);
  }

  /**
   * The probabilities of some grids.
   *
   * @param grids with columns {@code id}, {@code shape} and {@code values}
   * @return columns {@code id} and {@code probability}
   * @throws IllegalArgumentException if the model does not take them or adds no probability
   */
  public Dataset<Row> probabilities(Dataset<Row> grids) {
    Dataset<Row> input = grids.select("id", "shape", VALUES);
    if (!makesFeatures()) {
      input = input.withColumn(FEATURES, vector(input));
    }
    Dataset<Row> output = model.transform(input);
    List<String> columns = Arrays.asList(output.columns());
    if (!columns.contains(PROBABILITY)) {
      throw new IllegalArgumentException(
          "the classifier adds no column probability but "
              + String.join(", ", columns.subList(3, columns.size()))
              + "; it must be one that tells probabilities");
    }
    return output.select("id", PROBABILITY);
  }

  private boolean makesFeatures() {
    return model instanceof PipelineModel pipeline
        && Arrays.stream(pipeline.stages()).anyMatch(GridClassifier::makesFeatures);
  }

  private static boolean makesFeatures(Transformer stage) {
    if (!stage.hasParam("outputCol")) {
      return false;
    }
    Param<Object> output = stage.getParam("outputCol");
    return stage.get(output).contains(FEATURES) || stage.getDefault(output).contains(FEATURES);
  }

  private Column vector(Dataset<Row> input) {
    double factor = scale;
    if (input.schema().apply(VALUES).dataType() instanceof BinaryType) {
      UDF1<byte[], Vector> bytes = values -> vector(values, factor);
      return udf(bytes, SQLDataTypes.VectorType()).apply(col(VALUES));
    }
    UDF1<Seq<Number>, Vector> numbers = values -> vector(values, factor);
    return udf(numbers, SQLDataTypes.VectorType()).apply(col(VALUES));
  }

  private static Vector vector(byte[] values, double factor) {
    double[] scaled = new double[values.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (values[i] & 0xFF) * factor;
    }
    return Vectors.dense(scaled);
  }

  private static Vector vector(Seq<Number> values, double factor) {
    double[] scaled = new double[values.length()];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = values.apply(i).doubleValue() * factor;
    }
    return Vectors.dense(scaled);
  }
}
