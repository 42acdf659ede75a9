package io.betti.pipeline.feature;

import static org.apache.spark.sql.functions.udf;

import java.util.List;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Replaces each number x of a vector by sign(x) log(1 + |x|): polynomial features are sums of up to
 * eighth powers over many bars, so that a few images have numbers many deviations away from the
 * rest, which a linear model would follow. The map is monotone, keeps 0 and needs no fit.
 *
 * <p>Reads {@code inputCol} and writes {@code outputCol}, both Spark ML's vectors; names of the
 * numbers are kept. A vector with a NaN or infinite number is a bad row, see {@code handleInvalid}
 * (error).
 */
public final class SignedLogarithm extends RowTransformer<SignedLogarithm> {
  private static final long serialVersionUID = 1;

  /** A stage with an identifier of its own. */
  public SignedLogarithm() {
    this(Identifiable.randomUID("signedLogarithm"));
  }

  /** A stage of an identifier. */
  public SignedLogarithm(String uid) {
    super(uid, "column of vectors", "column of vectors that is added");
    setDefault(handleInvalid(), ERROR);
  }

  @Override
  void checkColumns(StructType schema) {
    DataType type = field(schema, inputCol()).dataType();
    if (!type.equals(SQLDataTypes.VectorType())) {
      throw wrongType(inputCol(), type, "a vector of Spark ML");
    }
  }

  @Override
  List<String> inputs() {
    return List.of("'" + getInputCol() + "'");
  }

  @Override
  StructField output(StructType schema) {
    AttributeGroup read = AttributeGroup.fromStructField(field(schema, inputCol()));
    String name = getOutputCol();
    if (read.attributes().isDefined()) {
      return new AttributeGroup(name, read.attributes().get()).toStructField();
    }
    return DataTypes.createStructField(name, SQLDataTypes.VectorType(), true);
  }

  @Override
  Column computed(StructType schema, boolean lenient) {
    UDF1<Vector, Vector> map = vector -> logarithm(vector, lenient);
    return udf(map, SQLDataTypes.VectorType()).apply(column(getInputCol()));
  }

  /** Null for null, and where lenient for a vector with a number that is not finite. */
  private static Vector logarithm(Vector vector, boolean lenient) {
    if (vector == null) {
      return null;
    }
    double[] values =
        vector instanceof SparseVector sparse ? sparse.values().clone() : vector.toArray().clone();
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        if (lenient) {
          return null;
        }
        throw new IllegalArgumentException(
            "a vector of features has "
                + values[i]
                + "; features must be finite: drop such rows, or set handleInvalid to skip or"
                + " keep");
      }
      values[i] = Math.copySign(Math.log1p(Math.abs(values[i])), values[i]);
    }
    return vector instanceof SparseVector sparse
        ? Vectors.sparse(sparse.size(), sparse.indices(), values)
        : Vectors.dense(values);
  }

  /** What reads a saved stage. */
  public static MLReader<SignedLogarithm> read() {
    return new DefaultParamsReader<>();
  }

  /** The stage saved under a path. */
  public static SignedLogarithm load(String path) {
    return read().load(path);
  }
}
