package io.betti.pipeline.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows of grids in a form that compares. */
final class GridRows {
  private GridRows() {}

  /** The values of a row as doubles. */
  static double[] values(Row row) {
    return doubles(row.getAs("values"));
  }

  /** Bytes are unsigned. */
  static double[] doubles(Object values) {
    if (values instanceof byte[] bytes) {
      double[] doubles = new double[bytes.length];
      Arrays.setAll(doubles, i -> bytes[i] & 0xFF);
      return doubles;
    }
    if (values instanceof float[] floats) {
      double[] doubles = new double[floats.length];
      Arrays.setAll(doubles, i -> floats[i]);
      return doubles;
    }
    if (values instanceof double[] doubles) {
      return doubles;
    }
    List<?> list =
        values instanceof scala.collection.Seq<?> seq
            ? scala.jdk.javaapi.CollectionConverters.asJava(seq)
            : (List<?>) values;
    return list.stream().mapToDouble(value -> ((Number) value).doubleValue()).toArray();
  }

  static List<Integer> shape(Row row) {
    return row.getList(row.fieldIndex("shape"));
  }

  /** All rows, after making sure that they are the same at 1 and at 7 partitions. */
  static List<Row> same(String format, String path, Map<String, String> options) {
    Dataset<Row> one = read(format, path, options, 1);
    List<Row> rows = one.collectAsList();
    List<Row> others = read(format, path, options, 7).collectAsList();
    if (!texts(rows).equals(texts(others))) {
      throw new AssertionError("1 and 7 partitions differ: " + texts(rows) + texts(others));
    }
    return rows;
  }

  static Dataset<Row> read(
      String format, String path, Map<String, String> options, int partitions) {
    return GridDatasets.read(
        LocalSpark.session(), format, path, options, 0, GridDatasets.ALL, partitions);
  }

  private static List<String> texts(List<Row> rows) {
    return rows.stream()
        .map(
            row ->
                row.schema().getFieldIndex("values").isDefined()
                    ? row.getLong(0) + " " + shape(row) + " " + Arrays.toString(values(row))
                    : row.toString())
        .toList();
  }
}
