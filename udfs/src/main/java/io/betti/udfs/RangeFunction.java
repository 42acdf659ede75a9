package io.betti.udfs;

import io.betti.topology.vectorization.DiagramRange;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The extremes of one diagram, of which {@code tda_range} takes the extremes. */
public final class RangeFunction extends DiagramRowFunction {
  private static final long serialVersionUID = 1;

  /** Least and greatest births, deaths and lifetimes; null of no bars. */
  static final StructType TYPE =
      DataTypes.createStructType(
          new StructField[] {
            number("min_birth"),
            number("max_birth"),
            number("min_death"),
            number("max_death"),
            number("min_lifetime"),
            number("max_lifetime")
          });

  RangeFunction(boolean lenient, DiagramLayout layout) {
    super("tda_range", lenient, layout);
  }

  private static StructField number(String name) {
    return DataTypes.createStructField(name, DataTypes.DoubleType, true);
  }

  /** The extremes, nulls for a diagram without bars that count; null for a bad row if lenient. */
  public synchronized InternalRow range(ArrayData diagram, long dimension) {
    try {
      DiagramRange range = DiagramRange.of(bars(diagram), whole(dimension, "the dimension"));
      if (range.isEmpty()) {
        return new GenericInternalRow(TYPE.length());
      }
      return new GenericInternalRow(
          new Object[] {
            range.minBirth(),
            range.maxBirth(),
            range.minDeath(),
            range.maxDeath(),
            range.minLifetime(),
            range.maxLifetime()
          });
    } catch (IllegalArgumentException problem) {
      if (lenient()) {
        return null;
      }
      throw badRow(problem, shown(diagram), "" + dimension);
    }
  }
}
