package io.betti.pipeline.feature;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** The params of a {@link DiagramVectorizer}, which its model keeps as they were. */
public interface VectorizerParams extends Params {
  /** The params themselves; not for users. */
  VectorizerSettings settings();

  /** Name of the column of diagrams. */
  default Param<String> inputCol() {
    return settings().columns.inputCol();
  }

  /** Name of the column of vectors that is added. */
  default Param<String> outputCol() {
    return settings().columns.outputCol();
  }

  /** What becomes of a bad row: error (default), skip or keep. */
  default Param<String> handleInvalid() {
    return settings().columns.handleInvalid();
  }

  /** Value of {@link #inputCol()}. */
  default String getInputCol() {
    return getOrDefault(inputCol());
  }

  /** Value of {@link #outputCol()}. */
  default String getOutputCol() {
    return getOrDefault(outputCol());
  }

  /** Value of {@link #handleInvalid()}. */
  default String getHandleInvalid() {
    return getOrDefault(handleInvalid());
  }

  /**
   * Which vectorization: landscape (default), silhouette, betti_curve, entropy_summary,
   * heat_kernel, persistence_image, entropy, number_of_points, complex_polynomial, amplitude.
   */
  default Param<String> vectorization() {
    return settings().vectorization;
  }

  /** Value of {@link #vectorization()}. */
  default String getVectorization() {
    return getOrDefault(vectorization());
  }

  /** Homology dimensions, whose vectors follow each other; 0 and 1 by default. */
  default IntArrayParam dimensions() {
    return settings().dimensions;
  }

  /** Value of {@link #dimensions()}. */
  default int[] getDimensions() {
    return getOrDefault(dimensions()).clone();
  }

  /** Samples of an axis; if not set 100 of curves and 20 of images. */
  default IntParam resolution() {
    return settings().resolution;
  }

  /** Value of {@link #resolution()}. */
  default int getResolution() {
    if (isDefined(resolution())) {
      return (int) getOrDefault(resolution());
    }
    return VectorizationKind.parse(getVectorization()).isImage() ? 20 : 100;
  }

  /**
   * Whether curves are sampled at the ends of the fitted range too, as giotto-tda does (default),
   * or within it, as GUDHI does.
   */
  default BooleanParam endpoints() {
    return settings().endpoints;
  }

  /** Value of {@link #endpoints()}. */
  default boolean getEndpoints() {
    return (boolean) getOrDefault(endpoints());
  }

  /** Layers of the landscape; 5 by default. */
  default IntParam layers() {
    return settings().layers;
  }

  /** Value of {@link #layers()}. */
  default int getLayers() {
    return (int) getOrDefault(layers());
  }

  /**
   * Power of the lifetime by which a bar weighs in the silhouette and the persistence image; 1 by
   * default.
   */
  default DoubleParam power() {
    return settings().power;
  }

  /** Value of {@link #power()}. */
  default double getPower() {
    return (double) getOrDefault(power());
  }

  /**
   * Standard deviation of the persistence image and the heat kernel, in the unit of the values; has
   * no default, since no number fits every unit.
   */
  default DoubleParam bandwidth() {
    return settings().bandwidth;
  }

  /** Value of {@link #bandwidth()}. */
  default double getBandwidth() {
    return (double) getOrDefault(bandwidth());
  }

  /** Whether the samples of the entropy summary are made to sum to 1; true by default. */
  default BooleanParam normalized() {
    return settings().normalized;
  }

  /** Value of {@link #normalized()}. */
  default boolean getNormalized() {
    return (boolean) getOrDefault(normalized());
  }

  /** Base of the logarithm of the entropy; e by default. */
  default DoubleParam base() {
    return settings().base;
  }

  /** Value of {@link #base()}. */
  default double getBase() {
    return (double) getOrDefault(base());
  }

  /** What the entropy is divided by: none (default), bars, lifetimes. */
  default Param<String> normalization() {
    return settings().normalization;
  }

  /** Value of {@link #normalization()}. */
  default String getNormalization() {
    return getOrDefault(normalization());
  }

  /** How a bar becomes a root of the complex polynomial: R (default), S, T. */
  default Param<String> polynomial() {
    return settings().polynomial;
  }

  /** Value of {@link #polynomial()}. */
  default String getPolynomial() {
    return getOrDefault(polynomial());
  }

  /** Coefficients of the complex polynomial; 10 by default. */
  default IntParam coefficients() {
    return settings().coefficients;
  }

  /** Value of {@link #coefficients()}. */
  default int getCoefficients() {
    return (int) getOrDefault(coefficients());
  }

  /**
   * Which amplitude: bottleneck, wasserstein (default), betti, landscape, silhouette, heat,
   * persistence_image.
   */
  default Param<String> metric() {
    return settings().metric;
  }

  /** Value of {@link #metric()}. */
  default String getMetric() {
    return getOrDefault(metric());
  }

  /** Order of the norm of an amplitude; 2 by default. */
  default DoubleParam order() {
    return settings().order;
  }

  /** Value of {@link #order()}. */
  default double getOrder() {
    return (double) getOrDefault(order());
  }
}
