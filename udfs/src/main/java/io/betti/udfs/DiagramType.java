package io.betti.udfs;

import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The SQL type of a persistence diagram:
 *
 * <pre>
 * array&lt;struct&lt;dimension int, birth double, death double,
 *              birth_cell array&lt;long&gt;, death_cell array&lt;long&gt;&gt;&gt;
 * </pre>
 *
 * <p>One struct a bar, in the order of {@link io.betti.topology.diagram.PersistenceDiagram}; a cell
 * is {@code [flat row-major index]} on a grid, {@code [i]} or {@code [i, j]} in a flag complex; an
 * essential bar has the death {@code Infinity} or {@code -Infinity} and an empty {@code
 * death_cell}. Nothing in it is null. (Parquet and JSON make every part nullable when read back;
 * such columns are accepted, see {@link Diagrams}.)
 */
public final class DiagramType {
  /** Homology dimension of a bar. */
  public static final String DIMENSION = "dimension";

  /** Value at which a bar begins. */
  public static final String BIRTH = "birth";

  /** Value at which a bar ends, infinite if it is essential. */
  public static final String DEATH = "death";

  /** Vertices of the critical cell of a birth. */
  public static final String BIRTH_CELL = "birth_cell";

  /** Vertices of the critical cell of a death. */
  public static final String DEATH_CELL = "death_cell";

  /** Fields of a bar. */
  static final int FIELDS = 5;

  private static final StructType BAR = bar();
  private static final ArrayType DIAGRAM = DataTypes.createArrayType(BAR, false);

  private DiagramType() {}

  /** The type of a diagram: an array of {@link #barType()} without nulls. */
  public static ArrayType dataType() {
    return DIAGRAM;
  }

  /** The type of one bar. */
  public static StructType barType() {
    return BAR;
  }

  private static StructType bar() {
    ArrayType cell = DataTypes.createArrayType(DataTypes.LongType, false);
    return DataTypes.createStructType(
        new StructField[] {
          DataTypes.createStructField(DIMENSION, DataTypes.IntegerType, false),
          DataTypes.createStructField(BIRTH, DataTypes.DoubleType, false),
          DataTypes.createStructField(DEATH, DataTypes.DoubleType, false),
          DataTypes.createStructField(BIRTH_CELL, cell, false),
          DataTypes.createStructField(DEATH_CELL, cell, false)
        });
  }
}
