package io.betti.pipeline.dataset;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of the sources of grids, in their order. None is ever null. */
enum ItemColumn {
  /** Index of the item in the file, or of the file among all, a long. */
  ID,
  /** Sizes of the item's axes, ints. */
  SHAPE,
  /** The item's values, row-major. */
  VALUES,
  /** The item's label, an int. */
  LABEL,
  /** The item's file, where each has its own. */
  PATH;

  /** The name in a schema. */
  String columnName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The column of a name in a schema of ours. */
  static ItemColumn of(StructField field) {
    return valueOf(field.name().toUpperCase(Locale.ROOT));
  }

  /**
   * A schema of some of the columns.
   *
   * @param kind of the values
   * @param metadata of the column {@code values}: what is known of all items
   */
  static StructType schema(Set<ItemColumn> columns, ValueKind kind, Metadata metadata) {
    return new StructType(
        columns.stream()
            .map(
                column ->
                    new StructField(
                        column.columnName(),
                        column.dataType(kind),
                        false,
                        column == VALUES ? metadata : Metadata.empty()))
            .toArray(StructField[]::new));
  }

  private DataType dataType(ValueKind kind) {
    return switch (this) {
      case ID -> DataTypes.LongType;
      case SHAPE -> DataTypes.createArrayType(DataTypes.IntegerType, false);
      case LABEL -> DataTypes.IntegerType;
      case PATH -> DataTypes.StringType;
      case VALUES -> kind.dataType();
    };
  }

  /** The columns of a schema of ours. */
  static ItemColumn[] of(StructType schema) {
    return Arrays.stream(schema.fields()).map(ItemColumn::of).toArray(ItemColumn[]::new);
  }

  /**
   * Bytes of this column in one of Spark's rows, about.
   *
   * @param axes of an item
   * @param valueBytes of an item's values
   */
  long rowBytes(int axes, long valueBytes) {
    return switch (this) {
      case ID, LABEL -> 8;
      case SHAPE -> 24 + 4L * axes;
      case VALUES -> 24 + valueBytes;
      case PATH -> 100;
    };
  }
}
