package io.betti.pipeline.feature;

import java.util.List;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NumericAttribute;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Arrays of double as Spark ML's vectors. MLlib's own {@code array_to_vector} is a UDF that boxes
 * every number twice; this puts the array as it is into the struct that a dense vector is inside
 * Spark.
 *
 * <p>Public because generated code calls it; not an interface for users.
 */
public final class FeatureVectors {
  /** Type of a dense vector in VectorUDT's struct (type, size, indices, values). */
  private static final byte DENSE = 1;

  private FeatureVectors() {}

  /** The dense vector of a column of array&lt;double&gt;; null where the array has or is a null. */
  static Column of(Column array) {
    List<Expression> arguments = List.of(ExpressionUtils.expression(array));
    return ExpressionUtils.column(
        new StaticInvoke(
            FeatureVectors.class,
            SQLDataTypes.VectorType(),
            "dense",
            CollectionConverters.asScala(arguments).toSeq(),
            CollectionConverters.asScala(List.<AbstractDataType>of()).toSeq(),
            true,
            true,
            true,
            Option.empty()));
  }

  /** Spark's inside of the dense vector of an array; null if the array has a null. */
  public static InternalRow dense(ArrayData values) {
    int size = values.numElements();
    for (int i = 0; i < size; i++) {
      if (values.isNullAt(i)) {
        return null;
      }
    }
    return new GenericInternalRow(new Object[] {DENSE, null, null, values});
  }

  /** A column of vectors whose numbers have names. */
  static StructField field(String column, List<String> names) {
    Attribute[] attributes =
        names.stream()
            .map(name -> NumericAttribute.defaultAttr().withName(name))
            .toArray(Attribute[]::new);
    Metadata metadata = new AttributeGroup(column, attributes).toMetadata();
    return DataTypes.createStructField(column, SQLDataTypes.VectorType(), true, metadata);
  }
}
