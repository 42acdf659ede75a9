package io.betti.pipeline.evaluation;

import java.util.Arrays;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Finds the columns of a table of items, and says what is wrong with them. */
final class TableColumns {
  private TableColumns() {}

  /**
   * The type of a column.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  static DataType type(String side, StructType schema, String name) {
    if (!Arrays.asList(schema.fieldNames()).contains(name)) {
      throw new IllegalArgumentException(
          "the "
              + side
              + " table has no column '"
              + name
              + "'; it has "
              + String.join(", ", schema.fieldNames())
              + ": rename or add it");
    }
    return schema.apply(name).dataType();
  }

  /** Refuses a column of a wrong type. */
  static void require(String side, String name, DataType type, boolean right, String wanted) {
    if (!right) {
      throw new IllegalArgumentException(
          "column '"
              + name
              + "' of the "
              + side
              + " table is "
              + type.simpleString()
              + "; it must be "
              + wanted);
    }
  }

  /** A name as an expression. */
  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
