package io.betti.pipeline.feature;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import io.betti.topology.vectorization.Amplitude;
import io.betti.topology.vectorization.DiagramRange;
import io.betti.topology.vectorization.SampleGrid;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * The vectorization that a stage's params name, in the dimension of a range and sampled on it.
 *
 * @param stage whose params say which
 * @param range what it was fitted to
 */
record FittedVectorization(VectorizerParams stage, DiagramRange range) {
  private static VectorizationKind kind(VectorizerParams stage) {
    return VectorizationKind.parse(stage.getVectorization());
  }

  /** Whether a stage's vectorization needs a range. */
  static boolean isSampled(VectorizerParams stage) {
    return switch (kind(stage)) {
      case ENTROPY, NUMBER_OF_POINTS, COMPLEX_POLYNOMIAL -> false;
      case AMPLITUDE -> Amplitude.parse(stage.getMetric()).isSampled();
      default -> true;
    };
  }

  /** Whether a stage's vectorization has a bandwidth. */
  static boolean needsBandwidth(VectorizerParams stage) {
    return kind(stage).isImage();
  }

  /** Names of the numbers of one dimension, in their order. */
  static List<String> names(VectorizerParams stage, int dimension) {
    VectorizationKind kind = kind(stage);
    String prefix = kind + "_PD" + dimension;
    if (kind.isNumber()) {
      return List.of(prefix);
    }
    int resolution = stage.getResolution();
    return switch (kind) {
      case LANDSCAPE -> grid(prefix + "_layer", 1, stage.getLayers(), "_", resolution);
      case HEAT_KERNEL -> grid(prefix + "_death", 0, resolution, "_birth", resolution);
      case PERSISTENCE_IMAGE -> grid(prefix + "_lifetime", 0, resolution, "_birth", resolution);
      case COMPLEX_POLYNOMIAL -> {
        List<String> names = grid(prefix, 0, 1, "_real", stage.getCoefficients());
        names.addAll(grid(prefix, 0, 1, "_imaginary", stage.getCoefficients()));
        yield names;
      }
      default -> grid(prefix, 0, 1, "_", resolution);
    };
  }

  /** Names of rows times columns; of one row without its number. */
  private static List<String> grid(String row, int first, int rows, String column, int columns) {
    List<String> names = new ArrayList<>(rows * columns);
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < columns; k++) {
        names.add(row + (rows == 1 && first == 0 ? "" : "" + (i + first)) + column + k);
      }
    }
    return names;
  }

  /**
   * The numbers of a column of diagrams, as array&lt;double&gt;.
   *
   * @param lenient whether it is null for bad rows, and no error
   */
  Column values(Column diagram, boolean lenient) {
    VectorizationKind kind = kind(stage);
    List<Column> arguments = new ArrayList<>(List.of(diagram, lit(range.dimension())));
    switch (kind) {
      case LANDSCAPE -> add(arguments, stage.getLayers());
      case SILHOUETTE -> add(arguments, stage.getPower());
      case ENTROPY_SUMMARY -> add(arguments, stage.getNormalized());
      case HEAT_KERNEL -> add(arguments, stage.getBandwidth());
      case PERSISTENCE_IMAGE -> addImage(arguments);
      case ENTROPY -> add(arguments, stage.getBase(), stage.getNormalization());
      case COMPLEX_POLYNOMIAL -> add(arguments, stage.getPolynomial(), stage.getCoefficients());
      case AMPLITUDE -> addAmplitude(arguments);
      default -> {}
    }
    if (isSampled(stage) && kind != VectorizationKind.PERSISTENCE_IMAGE && !kind.isNumber()) {
      SampleGrid axis = axis();
      add(arguments, axis.min(), axis.max(), axis.resolution());
    }
    Column made =
        call_function((lenient ? "try_tda_" : "tda_") + kind, arguments.toArray(Column[]::new));
    return kind.isNumber() ? array(made) : made;
  }

  private static void add(List<Column> arguments, Object... constants) {
    for (Object constant : constants) {
      arguments.add(lit(constant));
    }
  }

  private SampleGrid axis() {
    boolean ends = kind(stage).isImage() || stage.getEndpoints();
    int resolution = stage.getResolution();
    return ends ? SampleGrid.spanning(range, resolution) : SampleGrid.within(range, resolution);
  }

  private void addImage(List<Column> arguments) {
    int resolution = stage.getResolution();
    add(arguments, stage.getBandwidth(), stage.getPower());
    add(arguments, range.minBirth(), range.maxBirth());
    add(arguments, range.minLifetime(), range.maxLifetime());
    add(arguments, resolution, resolution);
  }

  private void addAmplitude(List<Column> arguments) {
    add(arguments, stage.getMetric(), stage.getOrder());
    if (isSampled(stage)) {
      arguments.add(
          struct(
              lit(range.minBirth()).as("min_birth"),
              lit(range.maxBirth()).as("max_birth"),
              lit(range.minDeath()).as("min_death"),
              lit(range.maxDeath()).as("max_death"),
              lit(range.minLifetime()).as("min_lifetime"),
              lit(range.maxLifetime()).as("max_lifetime")));
    }
  }
}
