package io.betti.pipeline.feature;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;

import io.betti.topology.vectorization.DiagramRange;
import io.betti.udfs.Betti;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Fits a vectorization of diagrams: takes the range of births, deaths and lifetimes of each
 * homology dimension over the training diagrams ({@code tda_range}: minima and maxima, the same in
 * any partitioning), on which its model samples every diagram.
 *
 * <p>Reads {@code inputCol}, diagrams of {@link io.betti.udfs.DiagramType}. The model writes {@code
 * outputCol} ("features"), a dense vector: that of each of the {@code dimensions} (0, 1), one after
 * the other, each number named in the metadata, as {@code landscape_PD0_layer1_17}. Finite bars
 * count, essential ones do not: clamp the diagrams to count them. Falling bars are read with both
 * values negated, as {@link io.betti.topology.vectorization.Vectorization} says.
 *
 * <p>{@code vectorization} and the params that it goes by, which are set in any case and otherwise
 * passed over:
 *
 * <pre>
 * landscape            layers, resolution, endpoints     heat_kernel         bandwidth, resolution
 * silhouette           power, resolution, endpoints      persistence_image   bandwidth, power, resolution
 * betti_curve          resolution, endpoints             entropy             base, normalization
 * entropy_summary      normalized, resolution, endpoints number_of_points
 * complex_polynomial   polynomial, coefficients          amplitude           metric, order
 * </pre>
 *
 * <p>An image has {@code resolution} rows and as many columns.
 */
public final class DiagramVectorizer extends Estimator<DiagramVectorizerModel>
    implements VectorizerParams, DefaultParamsWritable {
  private static final long serialVersionUID = 1;

  private final String uid;
  private final VectorizerSettings settings;

  /** A stage with an identifier of its own. */
  public DiagramVectorizer() {
    this(Identifiable.randomUID("diagramVectorizer"));
  }

  /** A stage of an identifier. */
  public DiagramVectorizer(String uid) {
    this.uid = uid;
    settings = new VectorizerSettings(this);
    settings.setDefaults(this);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public VectorizerSettings settings() {
    return settings;
  }

  private <V> DiagramVectorizer with(Param<V> param, V value) {
    set(param, value);
    return this;
  }

  /** Sets {@link #inputCol()}. */
  public DiagramVectorizer setInputCol(String column) {
    return with(inputCol(), column);
  }

  /** Sets {@link #outputCol()}. */
  public DiagramVectorizer setOutputCol(String column) {
    return with(outputCol(), column);
  }

  /**
   * Sets {@link #handleInvalid()}, by which bad training rows are passed over too.
   *
   * @throws IllegalArgumentException if it is none of error, skip, keep
   */
  public DiagramVectorizer setHandleInvalid(String policy) {
    return with(handleInvalid(), policy);
  }

  /**
   * Sets {@link #vectorization()}.
   *
   * @throws IllegalArgumentException if it is none of that name
   */
  public DiagramVectorizer setVectorization(String vectorization) {
    return with(vectorization(), vectorization);
  }

  /**
   * Sets {@link #dimensions()}.
   *
   * @throws IllegalArgumentException if there is none, one is below 0, or one comes twice
   */
  public DiagramVectorizer setDimensions(int... dimensions) {
    return with(dimensions(), dimensions.clone());
  }

  /**
   * Sets {@link #resolution()}.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public DiagramVectorizer setResolution(int resolution) {
    return with(resolution(), resolution);
  }

  /** Sets {@link #endpoints()}. */
  public DiagramVectorizer setEndpoints(boolean endpoints) {
    return with(endpoints(), endpoints);
  }

  /**
   * Sets {@link #layers()}.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public DiagramVectorizer setLayers(int layers) {
    return with(layers(), layers);
  }

  /**
   * Sets {@link #power()}.
   *
   * @throws IllegalArgumentException if it is not finite or below 0
   */
  public DiagramVectorizer setPower(double power) {
    return with(power(), power);
  }

  /**
   * Sets {@link #bandwidth()}.
   *
   * @throws IllegalArgumentException if it is not finite or not above 0
   */
  public DiagramVectorizer setBandwidth(double bandwidth) {
    return with(bandwidth(), bandwidth);
  }

  /** Sets {@link #normalized()}. */
  public DiagramVectorizer setNormalized(boolean normalized) {
    return with(normalized(), normalized);
  }

  /**
   * Sets {@link #base()}.
   *
   * @throws IllegalArgumentException if it is not finite or not above 1
   */
  public DiagramVectorizer setBase(double base) {
    return with(base(), base);
  }

  /**
   * Sets {@link #normalization()}.
   *
   * @throws IllegalArgumentException if it is none of that name
   */
  public DiagramVectorizer setNormalization(String normalization) {
    return with(normalization(), normalization);
  }

  /**
   * Sets {@link #polynomial()}.
   *
   * @throws IllegalArgumentException if it is none of R, S, T
   */
  public DiagramVectorizer setPolynomial(String polynomial) {
    return with(polynomial(), polynomial);
  }

  /**
   * Sets {@link #coefficients()}.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public DiagramVectorizer setCoefficients(int coefficients) {
    return with(coefficients(), coefficients);
  }

  /**
   * Sets {@link #metric()}.
   *
   * @throws IllegalArgumentException if it is none of that name
   */
  public DiagramVectorizer setMetric(String metric) {
    return with(metric(), metric);
  }

  /**
   * Sets {@link #order()}.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public DiagramVectorizer setOrder(double order) {
    return with(order(), order);
  }

  /**
   * The schema with the column of vectors.
   *
   * @throws IllegalArgumentException if a column is missing or of a wrong type, a param is missing,
   *     or there is a column of the new one's name; nothing has run then
   */
  @Override
  public StructType transformSchema(StructType schema) {
    return DiagramVectorizerModel.transformed(this, schema);
  }

  /**
   * The model of the training diagrams' ranges. Registers the {@code tda_*} functions with the
   * table's session; reads the table once, if anything is sampled.
   *
   * @throws IllegalArgumentException as {@link #transformSchema}, or if the diagrams have no bar
   *     that counts in one of the dimensions, and so no range to sample
   */
  @Override
  public DiagramVectorizerModel fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    List<DiagramRange> ranges = new ArrayList<>();
    boolean sampled = FittedVectorization.isSampled(this);
    Row fitted = sampled ? extremes(dataset) : null;
    for (int i = 0; i < getDimensions().length; i++) {
      int dimension = getDimensions()[i];
      ranges.add(sampled ? range(dimension, fitted.getStruct(i)) : DiagramRange.empty(dimension));
    }
    DiagramVectorizerModel model = new DiagramVectorizerModel(uid).withRanges(ranges);
    return copyValues(model, ParamMap.empty()).setParent(this);
  }

  private Row extremes(Dataset<?> dataset) {
    Betti.register(dataset.sparkSession());
    RowColumn columns = settings.columns;
    Column input = RowTransformer.column(getInputCol());
    Column diagram =
        columns.lenient()
            ? input
            : coalesce(input, columns.refusal(List.of("'" + getInputCol() + "'")));
    String function = columns.lenient() ? "try_tda_range" : "tda_range";
    List<Column> ranges = new ArrayList<>();
    for (int dimension : getDimensions()) {
      ranges.add(call_function(function, diagram, lit(dimension)));
    }
    return dataset.select(ranges.toArray(Column[]::new)).first();
  }

  private DiagramRange range(int dimension, Row extremes) {
    if (extremes.isNullAt(0)) {
      throw settings.columns.problem(
          "the training diagrams have no finite bar of length above 0 in dimension " + dimension,
          "leave it out of dimensions, or clamp the diagrams to count essential bars");
    }
    return new DiagramRange(
        dimension,
        extremes.getDouble(0),
        extremes.getDouble(1),
        extremes.getDouble(2),
        extremes.getDouble(3),
        extremes.getDouble(4),
        extremes.getDouble(5));
  }

  @Override
  public DiagramVectorizer copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** What reads a saved stage. */
  public static MLReader<DiagramVectorizer> read() {
    return new DefaultParamsReader<>();
  }

  /** The stage saved under a path. */
  public static DiagramVectorizer load(String path) {
    return read().load(path);
  }
}
