package io.betti.jobs;

import static org.apache.spark.ml.functions.array_to_vector;
import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.transform;

import io.betti.jobs.output.OutputFormat;
import io.betti.pipeline.dataset.Item;
import io.betti.pipeline.feature.DirectionalSweep;
import io.betti.topology.complex.Grid;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.layer.DirectionalSweepLayer;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.Metadata;

/** The directional-sweep features of a row's image, in column {@code features}. */
final class SweepResult implements RowResult {
  static final String FEATURES = "features";

  private static final String VALUES = "values";

  private final int directions;
  private final EssentialPolicy essential;
  private final Double scale;
  private final OutputFormat format;
  private final boolean labelled;
  private final Map<Split, DirectionalSweepLayer> layers = new HashMap<>();

  /**
   * Features of a sweep.
   *
   * @param scale what values are multiplied by; null for 1/255 for unsigned bytes and 1 for others
   * @param labelled whether any input has labels
   */
  SweepResult(
      int directions,
      EssentialPolicy essential,
      Double scale,
      OutputFormat format,
      boolean labelled) {
    this.directions = directions;
    this.essential = essential;
    this.scale = scale;
    this.format = format;
    this.labelled = labelled;
  }

  int directions() {
    return directions;
  }

  /** What the values of an input are multiplied by. */
  double scale(Split split) {
    if (scale != null) {
      return scale;
    }
    return split.isBytes() ? 1 / 255.0 : 1;
  }

  /** The stage that computes the features of an input of unsigned bytes, or of floats as I. */
  DirectionalSweep stage(Split split) {
    return new DirectionalSweep()
        .setInputCol(VALUES)
        .setShapeCol("shape")
        .setOutputCol(FEATURES)
        .setDirections(directions)
        .setEssential(essential.toString())
        .setScale(scale(split));
  }

  @Override
  public Dataset<Row> of(Dataset<Row> items, Split split) {
    Dataset<Row> images = items;
    if (!split.isBytes() && scale(split) != 1) {
      // The stage scales bytes only.
      double factor = scale(split);
      images =
          items.withColumn(
              VALUES, transform(col(VALUES), value -> value.multiply(factor).cast("float")));
    }
    Column label = split.labels() == null ? lit(null).cast("int") : col("label");
    Dataset<Row> features = stage(split).setHandleInvalid("keep").transform(images);
    Column name = lit(split.name()).as("split");
    return labelled
        ? features.select(col("id"), label.as("label"), name, col(FEATURES))
        : features.select(col("id"), name, col(FEATURES));
  }

  @Override
  public String column() {
    return FEATURES;
  }

  @Override
  public Dataset<Row> table(Dataset<Row> rows) {
    return format == OutputFormat.PARQUET
        ? rows
        : rows.withColumn(FEATURES, vector_to_array(col(FEATURES), "float64"));
  }

  /**
   * Features hardly repeat: a dictionary of them is built and thrown away. Nor does anyone look for
   * rows by the least or largest of all features together, yet each value would be compared with
   * both.
   */
  @Override
  public Map<String, String> writeOptions() {
    return Map.of(
        "parquet.enable.dictionary",
        "false",
        "parquet.column.statistics.enabled#" + FEATURES + ".values.list.element",
        "false",
        "parquet.size.statistics.enabled#" + FEATURES + ".values.list.element",
        "false");
  }

  /** The table as it was written, features as vectors whose numbers have names. */
  Dataset<Row> vectors(Dataset<Row> table, Metadata names) {
    Column features = col(FEATURES);
    return table.withColumn(
        FEATURES,
        (format == OutputFormat.PARQUET ? features : array_to_vector(features))
            .as(FEATURES, names));
  }

  @Override
  public long computeAlone(Item item, Split split) {
    Object values = item.values();
    DirectionalSweepLayer layer = layers.computeIfAbsent(split, this::layer);
    double[] features =
        values instanceof byte[] bytes
            ? layer.features(bytes)
            : layer.features(floats(values, scale(split)));
    return 24 + 8L * features.length;
  }

  private DirectionalSweepLayer layer(Split split) {
    return new DirectionalSweepLayer(
        Grid.of(split.data().shape().orElseThrow()),
        DirectionalSweepLayer.angles(directions),
        essential,
        scale(split));
  }

  private static float[] floats(Object values, double scale) {
    if (values instanceof float[] given) {
      float[] floats = new float[given.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) (given[i] * scale);
      }
      return floats;
    }
    double[] given = (double[]) values;
    float[] floats = new float[given.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) (given[i] * scale);
    }
    return floats;
  }
}
