package io.betti.pipeline.feature;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.lit;

import io.betti.topology.diagram.EssentialPolicy;
import io.betti.udfs.CloudFiltration;
import io.betti.udfs.DiagramProvenance;
import io.betti.udfs.DiagramType;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Adds the persistence diagram of each row's point cloud: {@code tda_rips}, {@code tda_weak_alpha}
 * and {@code tda_alpha} as a Spark ML stage.
 *
 * <p>Reads {@code inputCol}, an array&lt;array&lt;double&gt;&gt; of points. Writes {@code
 * outputCol} ("diagram") of {@link DiagramType}, its {@link DiagramProvenance} in the metadata.
 * Params: {@code filtration} (rips), {@code maxDimension} (1), {@code threshold} (infinite; rips
 * only), {@code squared} (false; alpha only), {@code essential} (drop), {@code handleInvalid}
 * (error).
 */
public final class CloudDiagrams extends RowTransformer<CloudDiagrams> {
  private static final long serialVersionUID = 1;

  private final Param<String> filtration;
  private final IntParam maxDimension;
  private final DoubleParam threshold;
  private final BooleanParam squared;
  private final Param<String> essential;

  /** A stage with an identifier of its own. */
  public CloudDiagrams() {
    this(Identifiable.randomUID("cloudDiagrams"));
  }

  /** A stage of an identifier. */
  public CloudDiagrams(String uid) {
    super(
        uid,
        "column of point clouds: array<array<double>>, one array of coordinates a point",
        "column of diagrams that is added");
    filtration =
        new Param<>(
            this,
            "filtration",
            "filtration of the points: rips, weak-alpha or alpha",
            check(CloudFiltration::parse));
    maxDimension =
        new IntParam(
            this,
            "maxDimension",
            "highest homology dimension, 0 to 7; below the number of axes but for rips",
            check(CloudDiagrams::checkDimension));
    threshold =
        new DoubleParam(
            this,
            "threshold",
            "longest edge of a rips filtration, at least 0",
            check(CloudDiagrams::checkThreshold));
    squared = new BooleanParam(this, "squared", "whether alpha values are squared radii");
    essential =
        new Param<>(
            this,
            "essential",
            "what essential bars are worth: drop or clamp (to the last value of the filtration)",
            check(EssentialPolicy::parse));
    setDefault(outputCol(), "diagram");
    setDefault(handleInvalid(), ERROR);
    setDefault(filtration, CloudFiltration.RIPS.toString());
    setDefault(maxDimension, 1);
    setDefault(threshold, Double.POSITIVE_INFINITY);
    setDefault(squared, false);
    setDefault(essential, EssentialPolicy.DROP.toString());
  }

  private static void checkDimension(Object dimension) {
    if ((int) dimension < 0 || (int) dimension > 7) {
      throw new IllegalArgumentException("maxDimension is " + dimension + "; it is 0 to 7");
    }
  }

  private static void checkThreshold(Object threshold) {
    if (!((double) threshold >= 0)) {
      throw new IllegalArgumentException("threshold is " + threshold + "; it is at least 0");
    }
  }

  /** Which filtration of the points. */
  public Param<String> filtration() {
    return filtration;
  }

  /** Highest homology dimension. */
  public IntParam maxDimension() {
    return maxDimension;
  }

  /** Longest edge of a rips filtration. */
  public DoubleParam threshold() {
    return threshold;
  }

  /** Whether alpha values are squared radii. */
  public BooleanParam squared() {
    return squared;
  }

  /** What essential bars are worth: drop (default) or clamp. */
  public Param<String> essential() {
    return essential;
  }

  /**
   * Sets {@link #filtration()}.
   *
   * @throws IllegalArgumentException if it is none of rips, weak-alpha, alpha
   */
  public CloudDiagrams setFiltration(String name) {
    return with(filtration, name);
  }

  /**
   * Sets {@link #maxDimension()}.
   *
   * @throws IllegalArgumentException if it is below 0
   */
  public CloudDiagrams setMaxDimension(int dimension) {
    return with(maxDimension, dimension);
  }

  /**
   * Sets {@link #threshold()}.
   *
   * @throws IllegalArgumentException if it is NaN or below 0
   */
  public CloudDiagrams setThreshold(double longestEdge) {
    return with(threshold, longestEdge);
  }

  /** Sets {@link #squared()}. */
  public CloudDiagrams setSquared(boolean radiiSquared) {
    return with(squared, radiiSquared);
  }

  /**
   * Sets {@link #essential()}.
   *
   * @throws IllegalArgumentException if it is neither drop nor clamp
   */
  public CloudDiagrams setEssential(String policy) {
    return with(essential, policy);
  }

  /** Value of {@link #filtration()}. */
  public String getFiltration() {
    return getOrDefault(filtration);
  }

  /** Value of {@link #maxDimension()}. */
  public int getMaxDimension() {
    return (int) getOrDefault(maxDimension);
  }

  /** Value of {@link #threshold()}. */
  public double getThreshold() {
    return (double) getOrDefault(threshold);
  }

  /** Value of {@link #squared()}. */
  public boolean getSquared() {
    return (boolean) getOrDefault(squared);
  }

  /** Value of {@link #essential()}. */
  public String getEssential() {
    return getOrDefault(essential);
  }

  @Override
  void checkColumns(StructType schema) {
    DataType points = field(schema, inputCol()).dataType();
    boolean cloud =
        points instanceof ArrayType rows
            && rows.elementType() instanceof ArrayType row
            && row.elementType() instanceof NumericType;
    if (!cloud) {
      throw wrongType(inputCol(), points, "array<array<double>>, one array of coordinates a point");
    }
    CloudFiltration chosen = CloudFiltration.parse(getFiltration());
    if (chosen != CloudFiltration.RIPS && Double.isFinite(getThreshold())) {
      throw problem(
          "threshold is set, and a " + chosen + " filtration has none",
          "leave it out, or set filtration to rips");
    }
    if (chosen != CloudFiltration.RIPS && getMaxDimension() > 2) {
      throw problem(
          "maxDimension is " + getMaxDimension() + ", and a " + chosen + " filtration has 0 to 2",
          "set it lower, or set filtration to rips");
    }
    if (chosen != CloudFiltration.ALPHA && getSquared()) {
      throw problem(
          "squared is set, and the values of a " + chosen + " filtration are lengths of edges",
          "leave it out, or set filtration to alpha");
    }
  }

  @Override
  List<String> inputs() {
    return List.of("'" + getInputCol() + "'");
  }

  /** Of which filtration the diagrams are. */
  public DiagramProvenance provenance() {
    String threshold = Double.isFinite(getThreshold()) ? " threshold " + getThreshold() : "";
    return DiagramProvenance.ofPoints(
        getFiltration() + (getSquared() ? " squared" : "") + threshold);
  }

  @Override
  StructField output(StructType schema) {
    return DataTypes.createStructField(
        getOutputCol(), DiagramType.dataType(), true, provenance().metadata());
  }

  @Override
  Column computed(StructType schema, boolean lenient) {
    return diagram(column(getInputCol()), lenient);
  }

  /**
   * The diagram of a column of point clouds, null where it cannot be made.
   *
   * @param points array&lt;array&lt;double&gt;&gt;
   */
  public Column lenient(Column points) {
    return diagram(points, true);
  }

  private Column diagram(Column points, boolean lenient) {
    CloudFiltration chosen = CloudFiltration.parse(getFiltration());
    List<Column> arguments = new ArrayList<>();
    arguments.add(points);
    arguments.add(lit(getMaxDimension()));
    if (chosen == CloudFiltration.RIPS) {
      arguments.add(lit(getThreshold()));
    }
    arguments.add(lit(getEssential()));
    if (chosen == CloudFiltration.ALPHA) {
      arguments.add(lit(getSquared()));
    }
    return call_function(
        (lenient ? "try_" : "") + chosen.function(), arguments.toArray(Column[]::new));
  }

  /** What reads a saved stage. */
  public static MLReader<CloudDiagrams> read() {
    return new DefaultParamsReader<>();
  }

  /** The stage saved under a path. */
  public static CloudDiagrams load(String path) {
    return read().load(path);
  }
}
