package io.betti.pipeline.evaluation;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A table of columns {@code id}, {@code label} and {@code features}, checked.
 *
 * @param role what errors call it: training, test
 * @param rows the three columns, labels as int
 */
record LabelledFeatures(String role, Dataset<Row> rows) {
  static final String ID = "id";
  static final String LABEL = "label";
  static final String FEATURES = "features";

  /**
   * The three columns of a table.
   *
   * @throws IllegalArgumentException if one is missing or of a wrong type, or a label is null or
   *     not a whole number of 32 bits
   */
  static LabelledFeatures of(String role, Dataset<Row> table) {
    StructType schema = table.schema();
    check(role, schema, ID, type(role, schema, ID) instanceof IntegralType, "a whole number");
    check(role, schema, LABEL, type(role, schema, LABEL) instanceof NumericType, "a number");
    boolean vector = type(role, schema, FEATURES).equals(SQLDataTypes.VectorType());
    check(role, schema, FEATURES, vector, "a vector of Spark ML");
    List<Row> wrong =
        table
            .select(col(LABEL).cast("double").as(LABEL))
            .filter(
                col(LABEL)
                    .isNull()
                    .or(col(LABEL).notEqual(col(LABEL).try_cast("int").cast("double")))
                    .or(col(LABEL).try_cast("int").isNull()))
            .limit(1)
            .collectAsList();
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          "the "
              + role
              + " table has label "
              + wrong.get(0).get(0)
              + "; labels must be whole numbers of 32 bits: drop such rows, or number the labels,"
              + " as StringIndexer does");
    }
    return new LabelledFeatures(
        role, table.select(col(ID), col(LABEL).cast("int").as(LABEL), col(FEATURES)));
  }

  private static Object type(String role, StructType schema, String name) {
    for (StructField field : schema.fields()) {
      if (field.name().equals(name)) {
        return field.dataType();
      }
    }
    throw new IllegalArgumentException(
        "the "
            + role
            + " table has no column '"
            + name
            + "'; it has "
            + String.join(", ", schema.fieldNames())
            + ": rename or add it");
  }

  private static void check(
      String role, StructType schema, String name, boolean right, String wanted) {
    if (!right) {
      throw new IllegalArgumentException(
          "column '"
              + name
              + "' of the "
              + role
              + " table is "
              + schema.apply(name).dataType().simpleString()
              + "; it must be "
              + wanted);
    }
  }

  /** How many rows have each label, ascending. */
  Map<Integer, Long> labels() {
    Map<Integer, Long> labels = new TreeMap<>();
    for (Row row : rows.groupBy(LABEL).count().collectAsList()) {
      labels.put(row.getInt(0), row.getLong(1));
    }
    return labels;
  }

  /**
   * Names of the numbers of a vector, from the column's metadata; their places where it has none.
   */
  List<String> featureNames(int size) {
    AttributeGroup group = AttributeGroup.fromStructField(rows.schema().apply(FEATURES));
    List<String> names = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      boolean named = group.attributes().isDefined() && group.getAttr(i).name().isDefined();
      names.add(named ? group.getAttr(i).name().get() : "feature " + i);
    }
    return names;
  }
}
