package io.betti.pipeline.feature;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.lit;

import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.layer.DirectionalSweepLayer;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Adds the directional-sweep features of each row's image (Brüel-Gabrielsson et al. 2020, section
 * 3.3; see {@link DirectionalSweepLayer}): {@code tda_sweep_features} as a Spark ML stage.
 *
 * <p>Reads {@code inputCol}, values row-major as binary (unsigned bytes, multiplied by {@code
 * scale}), array&lt;float&gt; or array&lt;double&gt; (as they are), and the shape of two axes from
 * {@code shapeCol} or {@code shape}. Writes {@code outputCol} ("features"), a dense vector of 50
 * numbers a direction, each named in the metadata as {@link SweepFeature#name()} has it. Params:
 * {@code directions} (8, evenly around the circle), {@code essential} (drop), {@code scale}
 * (1/255), {@code handleInvalid} (error).
 */
public final class DirectionalSweep extends GridTransformer<DirectionalSweep> {
  private static final long serialVersionUID = 1;

  private final IntParam directions;
  private final DoubleParam scale;

  /** A stage with an identifier of its own. */
  public DirectionalSweep() {
    this(Identifiable.randomUID("directionalSweep"));
  }

  /** A stage of an identifier. */
  public DirectionalSweep(String uid) {
    super(uid, "column of feature vectors that is added");
    directions =
        new IntParam(
            this,
            "directions",
            "number of directions, evenly around the circle from 0 on",
            check(DirectionalSweep::checkDirections));
    scale =
        new DoubleParam(
            this,
            "scale",
            "what an unsigned byte is multiplied by",
            check(DirectionalSweep::checkScale));
    setDefault(outputCol(), "features");
    setDefault(handleInvalid(), ERROR);
    setDefault(essential(), EssentialPolicy.DROP.toString());
    setDefault(directions, 8);
    setDefault(scale, 1 / 255.0);
  }

  private static void checkDirections(Object directions) {
    if ((int) directions < 1) {
      throw new IllegalArgumentException(
          "a directional sweep in " + directions + " directions; there must be at least 1");
    }
  }

  private static void checkScale(Object scale) {
    if (!((double) scale > 0) || Double.isInfinite((double) scale)) {
      throw new IllegalArgumentException(
          "scale " + scale + " of a directional sweep must be finite and above 0");
    }
  }

  /** Number of directions. */
  public IntParam directions() {
    return directions;
  }

  /** What an unsigned byte is multiplied by. */
  public DoubleParam scale() {
    return scale;
  }

  /**
   * Sets {@link #directions()}.
   *
   * @throws IllegalArgumentException if {@code number < 1}
   */
  public DirectionalSweep setDirections(int number) {
    return with(directions, number);
  }

  /**
   * Sets {@link #scale()}.
   *
   * @throws IllegalArgumentException if it is not finite or not above 0
   */
  public DirectionalSweep setScale(double factor) {
    return with(scale, factor);
  }

  /** Value of {@link #directions()}. */
  public int getDirections() {
    return (int) getOrDefault(directions);
  }

  /** Value of {@link #scale()}. */
  public double getScale() {
    return (double) getOrDefault(scale);
  }

  @Override
  void checkColumns(StructType schema) {
    super.checkColumns(schema);
    if (isDefined(shape()) && getShape().length != 2) {
      throw problem("the shape has one axis", "a sweep needs images; set shape to height, width");
    }
  }

  @Override
  StructField output(StructType schema) {
    List<String> names =
        IntStream.range(0, getDirections() * DirectionalSweepLayer.FEATURES_PER_DIRECTION)
            .mapToObj(i -> SweepFeature.at(i).name())
            .toList();
    return FeatureVectors.field(getOutputCol(), names);
  }

  @Override
  Column computed(StructType schema, boolean lenient) {
    return FeatureVectors.of(
        call_function(
            lenient ? "try_tda_sweep_features" : "tda_sweep_features",
            values(),
            axes(),
            lit(getEssential()),
            lit(getDirections()),
            lit(getScale())));
  }

  /** What reads a saved stage. */
  public static MLReader<DirectionalSweep> read() {
    return new DefaultParamsReader<>();
  }

  /** The stage saved under a path. */
  public static DirectionalSweep load(String path) {
    return read().load(path);
  }
}
