package io.betti.pipeline.dataset;

import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of the source of point clouds, in their order. None is ever null. */
enum CloudColumn {
  /** Place of the cloud by its first row, a long. */
  ID(DataTypes.LongType),
  /** The cloud's id in the file, a string. */
  CLOUD(DataTypes.StringType),
  /** Coordinates of every point, in the order of the file. */
  POINTS(DataTypes.createArrayType(DataTypes.createArrayType(DataTypes.DoubleType, false), false));

  private final DataType dataType;

  CloudColumn(DataType dataType) {
    this.dataType = dataType;
  }

  /** All columns. */
  static StructType schema(Metadata metadata) {
    return new StructType(
        Arrays.stream(values())
            .map(
                column ->
                    new StructField(
                        column.name().toLowerCase(Locale.ROOT),
                        column.dataType,
                        false,
                        column == POINTS ? metadata : Metadata.empty()))
            .toArray(StructField[]::new));
  }

  /** The columns of a schema of ours. */
  static CloudColumn[] of(StructType schema) {
    return Arrays.stream(schema.fields())
        .map(field -> valueOf(field.name().toUpperCase(Locale.ROOT)))
        .toArray(CloudColumn[]::new);
  }
}
