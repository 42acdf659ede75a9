package io.betti.pipeline.feature;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.lit;

import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.filtration.Direction;
import io.betti.udfs.DiagramProvenance;
import io.betti.udfs.DiagramType;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Adds the persistence diagram of the level sets of each row's grid: {@code tda_level_set} as a
 * Spark ML stage.
 *
 * <p>Reads {@code inputCol}, values row-major as binary (unsigned bytes), array&lt;float&gt; or
 * array&lt;double&gt;, and the shape from {@code shapeCol} or {@code shape}. Writes {@code
 * outputCol} ("diagram") of {@link DiagramType}, its {@link DiagramProvenance} in the metadata.
 * Params: {@code complex} (freudenthal), {@code direction} (superlevel), {@code maxDimension} (one
 * less than the axes of {@code shape}; 1 with {@code shapeCol}), {@code essential} (drop), {@code
 * handleInvalid} (error).
 */
public final class LevelSetDiagrams extends GridTransformer<LevelSetDiagrams> {
  private static final long serialVersionUID = 1;

  private final Param<String> complex;
  private final Param<String> direction;
  private final IntParam maxDimension;

  /** A stage with an identifier of its own. */
  public LevelSetDiagrams() {
    this(Identifiable.randomUID("levelSetDiagrams"));
  }

  /** A stage of an identifier. */
  public LevelSetDiagrams(String uid) {
    super(uid, "column of diagrams that is added");
    complex =
        new Param<>(
            this,
            "complex",
            "how a grid becomes a complex: freudenthal, cubical-t or cubical-v",
            check(GridComplex::parse));
    direction =
        new Param<>(
            this,
            "direction",
            "which way the values run: superlevel or sublevel",
            check(Direction::parse));
    maxDimension =
        new IntParam(
            this,
            "maxDimension",
            "highest homology dimension, 0 to 2, less than the axes of the shape",
            check(LevelSetDiagrams::checkDimension));
    setDefault(outputCol(), "diagram");
    setDefault(handleInvalid(), ERROR);
    setDefault(essential(), EssentialPolicy.DROP.toString());
    setDefault(complex, GridComplex.FREUDENTHAL.toString());
    setDefault(direction, Direction.SUPERLEVEL.toString());
  }

  private static void checkDimension(Object dimension) {
    if ((int) dimension < 0 || (int) dimension > 2) {
      throw new IllegalArgumentException(
          "maxDimension is "
              + dimension
              + "; level sets of grids of 1, 2 or 3 axes have 0, 0 to 1"
              + " or 0 to 2");
    }
  }

  /** How a grid becomes a complex. */
  public Param<String> complex() {
    return complex;
  }

  /** Which way the values run. */
  public Param<String> direction() {
    return direction;
  }

  /** Highest homology dimension. */
  public IntParam maxDimension() {
    return maxDimension;
  }

  /**
   * Sets {@link #complex()}.
   *
   * @throws IllegalArgumentException if it is none of freudenthal, cubical-t, cubical-v
   */
  public LevelSetDiagrams setComplex(String name) {
    return with(complex, name);
  }

  /**
   * Sets {@link #direction()}.
   *
   * @throws IllegalArgumentException if it is neither superlevel nor sublevel
   */
  public LevelSetDiagrams setDirection(String name) {
    return with(direction, name);
  }

  /**
   * Sets {@link #maxDimension()}.
   *
   * @throws IllegalArgumentException if it is not 0, 1 or 2
   */
  public LevelSetDiagrams setMaxDimension(int dimension) {
    return with(maxDimension, dimension);
  }

  /** Value of {@link #complex()}. */
  public String getComplex() {
    return getOrDefault(complex);
  }

  /** Value of {@link #direction()}. */
  public String getDirection() {
    return getOrDefault(direction);
  }

  /** Value of {@link #maxDimension()}, or what it is by default. */
  public int getMaxDimension() {
    if (isDefined(maxDimension)) {
      return (int) getOrDefault(maxDimension);
    }
    return isDefined(shape()) ? getShape().length - 1 : 1;
  }

  @Override
  void checkColumns(StructType schema) {
    super.checkColumns(schema);
    if (isDefined(shape()) && getMaxDimension() > getShape().length - 1) {
      throw problem(
          "maxDimension is "
              + getMaxDimension()
              + " and the shape has "
              + getShape().length
              + (getShape().length == 1 ? " axis" : " axes"),
          "set maxDimension to at most " + (getShape().length - 1) + ", or leave it out");
    }
  }

  @Override
  StructField output(StructType schema) {
    DiagramProvenance provenance =
        DiagramProvenance.levelSet(
            GridComplex.parse(getComplex()), Direction.parse(getDirection()));
    return DataTypes.createStructField(
        getOutputCol(), DiagramType.dataType(), true, provenance.metadata());
  }

  @Override
  Column computed(StructType schema, boolean lenient) {
    return call_function(
        lenient ? "try_tda_level_set" : "tda_level_set",
        values(),
        axes(),
        lit(getComplex()),
        lit(getDirection()),
        lit(getMaxDimension()),
        lit(getEssential()));
  }

  /** What reads a saved stage. */
  public static MLReader<LevelSetDiagrams> read() {
    return new DefaultParamsReader<>();
  }

  /** The stage saved under a path. */
  public static LevelSetDiagrams load(String path) {
    return read().load(path);
  }
}
