package io.betti.udfs;

import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/**
 * The column of a diagram, found by the names of its fields: in any order and case, among others,
 * the cells missing if they were never written. Types that a diagram has after a way through JSON
 * read without a schema (dimension as long, births and deaths as text once one is "-Infinity") or
 * through another tool (float, int cells) are cast; text that is no number becomes null and so an
 * error of its row.
 *
 * @param expression the column, cast where that was needed
 * @param layout where its fields stand
 */
record DiagramColumn(Expression expression, DiagramLayout layout) {
  private static final ArrayType CELL = DataTypes.createArrayType(DataTypes.LongType, true);

  /** The column of a diagram; null if the type is none of a diagram. */
  static DiagramColumn of(Expression argument) {
    if (argument.dataType() instanceof NullType) {
      return new DiagramColumn(new Literal(null, DiagramType.dataType()), DiagramLayout.STANDARD);
    }
    if (!(argument.dataType() instanceof ArrayType array)
        || !(array.elementType() instanceof StructType bar)) {
      return null;
    }
    StructField[] fields = bar.fields();
    int dimension = find(fields, DiagramType.DIMENSION);
    int birth = find(fields, DiagramType.BIRTH);
    int death = find(fields, DiagramType.DEATH);
    int birthCell = find(fields, DiagramType.BIRTH_CELL);
    int deathCell = find(fields, DiagramType.DEATH_CELL);
    if (dimension < 0 || birth < 0 || death < 0) {
      return null;
    }
    StructField[] wanted = fields.clone();
    boolean fits =
        retype(wanted, dimension, dimensionType(fields[dimension].dataType()))
            && retype(wanted, birth, valueType(fields[birth].dataType()))
            && retype(wanted, death, valueType(fields[death].dataType()))
            && (birthCell < 0 || retype(wanted, birthCell, cellType(fields[birthCell].dataType())))
            && (deathCell < 0 || retype(wanted, deathCell, cellType(fields[deathCell].dataType())));
    if (!fits) {
      return null;
    }
    boolean longDimension = wanted[dimension].dataType() instanceof LongType;
    return new DiagramColumn(
        cast(argument, array, fields, wanted),
        new DiagramLayout(
            fields.length, dimension, birth, death, birthCell, deathCell, longDimension));
  }

  private static int find(StructField[] fields, String name) {
    for (int i = 0; i < fields.length; i++) {
      if (fields[i].name().toLowerCase(Locale.ROOT).equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean retype(StructField[] fields, int i, DataType type) {
    if (type != null && !type.equals(fields[i].dataType())) {
      fields[i] = DataTypes.createStructField(fields[i].name(), type, true);
    }
    return type != null;
  }

  /** The type that a dimension is read as; null if it can't be. */
  private static DataType dimensionType(DataType type) {
    if (type instanceof LongType) {
      return type;
    }
    return type instanceof IntegralType ? DataTypes.IntegerType : null;
  }

  private static DataType valueType(DataType type) {
    return type instanceof NumericType || type instanceof StringType ? DataTypes.DoubleType : null;
  }

  private static DataType cellType(DataType type) {
    if (type instanceof NullType) {
      return CELL;
    }
    if (!(type instanceof ArrayType cell)) {
      return null;
    }
    DataType vertex = cell.elementType();
    if (vertex instanceof LongType) {
      return type;
    }
    boolean castable =
        vertex instanceof IntegralType
            || vertex instanceof StringType
            || vertex instanceof NullType;
    return castable ? CELL : null;
  }

  private static Expression cast(
      Expression argument, ArrayType array, StructField[] fields, StructField[] wanted) {
    if (Arrays.equals(fields, wanted)) {
      return argument;
    }
    DataType type =
        DataTypes.createArrayType(DataTypes.createStructType(wanted), array.containsNull());
    return new Cast(argument, type, Option.empty(), EvalMode.TRY());
  }
}
