package io.betti.pipeline.dataset;

import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of the {@code idx} source, in their order. None is ever null. */
enum IdxColumn {
  /** Index of the item in the file, a long. */
  ID,
  /** Sizes of the axes after the first, ints. */
  SHAPE,
  /** The item's values, row-major. */
  VALUES,
  /** The item's label, an int. */
  LABEL;

  /** The name in a schema. */
  String columnName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The column of a name in a schema of ours. */
  static IdxColumn of(StructField field) {
    return valueOf(field.name().toUpperCase(Locale.ROOT));
  }

  /** All columns that a file gives; the type and shape stand in the metadata of {@code values}. */
  static StructType schema(IdxHeader header, boolean labelled) {
    return new StructType(
        Arrays.stream(values())
            .filter(column -> labelled || column != LABEL)
            .map(column -> column.field(header))
            .toArray(StructField[]::new));
  }

  private StructField field(IdxHeader header) {
    Metadata metadata = this == VALUES ? metadata(header) : Metadata.empty();
    return new StructField(columnName(), dataType(header.type()), false, metadata);
  }

  private static Metadata metadata(IdxHeader header) {
    return new MetadataBuilder()
        .putString("idx_type", header.type().toString())
        .putLongArray("shape", Arrays.stream(header.shape()).asLongStream().toArray())
        .build();
  }

  private DataType dataType(IdxType type) {
    return switch (this) {
      case ID -> DataTypes.LongType;
      case SHAPE -> DataTypes.createArrayType(DataTypes.IntegerType, false);
      case LABEL -> DataTypes.IntegerType;
      case VALUES ->
          switch (type) {
            case UBYTE -> DataTypes.BinaryType;
            case BYTE, SHORT, FLOAT -> DataTypes.createArrayType(DataTypes.FloatType, false);
            case INT, DOUBLE -> DataTypes.createArrayType(DataTypes.DoubleType, false);
          };
    };
  }

  /** Bytes of this column in one of Spark's rows, about. */
  long rowBytes(IdxHeader header) {
    return switch (this) {
      case ID, LABEL -> 8;
      case SHAPE -> 24 + 4L * header.axes();
      case VALUES -> 24 + (long) header.itemValues() * header.type().storedBytes();
    };
  }
}
