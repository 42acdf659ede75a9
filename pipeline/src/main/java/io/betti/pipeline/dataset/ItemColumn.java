package io.betti.pipeline.dataset;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of the sources, in their order. None is ever null, except where {@link
 * #CORRUPT_RECORD} is one of them: then either that is null, or what could not be read.
 */
enum ItemColumn {
  /** Index of the item in the file, or of the file among all; of a CSV cloud by its first row. */
  ID,
  /** The cloud's id in its file, or the name of the file that it is, a string. */
  CLOUD,
  /** Sizes of the item's axes, ints. */
  SHAPE,
  /** The item's values, row-major. */
  VALUES,
  /** Coordinates of every point, in the order of the file. */
  POINTS,
  /** The item's label, an int. */
  LABEL,
  /** The item's file, where each has its own. */
  PATH,
  /** Why the item cannot be read, null if it can; named as Spark's own sources name such. */
  CORRUPT_RECORD;

  /** The name in a schema. */
  String columnName() {
    String name = name().toLowerCase(Locale.ROOT);
    return this == CORRUPT_RECORD ? "_" + name : name;
  }

  /** The column of a name in a schema of ours. */
  static ItemColumn of(StructField field) {
    return Arrays.stream(values())
        .filter(column -> column.columnName().equals(field.name()))
        .findFirst()
        .orElseThrow();
  }

  /**
   * A schema of some of the columns.
   *
   * @param kind of the values; null if they are not among the columns
   * @param metadata of the column {@code values} or {@code points}: what is known of all items
   */
  static StructType schema(Set<ItemColumn> columns, ValueKind kind, Metadata metadata) {
    boolean permissive = columns.contains(CORRUPT_RECORD);
    return new StructType(
        columns.stream()
            .map(
                column ->
                    new StructField(
                        column.columnName(),
                        column.dataType(kind),
                        permissive && column.isOfContent(),
                        column == VALUES || column == POINTS ? metadata : Metadata.empty()))
            .toArray(StructField[]::new));
  }

  /** Whether it cannot be told without reading the item. */
  boolean isOfContent() {
    return switch (this) {
      case SHAPE, VALUES, POINTS, CORRUPT_RECORD -> true;
      default -> false;
    };
  }

  private DataType dataType(ValueKind kind) {
    return switch (this) {
      case ID -> DataTypes.LongType;
      case SHAPE -> DataTypes.createArrayType(DataTypes.IntegerType, false);
      case LABEL -> DataTypes.IntegerType;
      case CLOUD, PATH, CORRUPT_RECORD -> DataTypes.StringType;
      case VALUES -> kind.dataType();
      case POINTS ->
          DataTypes.createArrayType(DataTypes.createArrayType(DataTypes.DoubleType, false), false);
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
   * @param valueBytes of an item's values or points
   */
  long rowBytes(int axes, long valueBytes) {
    return switch (this) {
      case ID, LABEL, CORRUPT_RECORD -> 8;
      case CLOUD -> 24;
      case SHAPE -> 24 + 4L * axes;
      case VALUES, POINTS -> 24 + valueBytes;
      case PATH -> 100;
    };
  }

  /** As {@link #rowBytes(int, long)}, of all columns of a schema of ours. */
  static long rowBytes(StructType schema, int axes, long valueBytes) {
    return Arrays.stream(of(schema)).mapToLong(column -> column.rowBytes(axes, valueBytes)).sum();
  }
}
