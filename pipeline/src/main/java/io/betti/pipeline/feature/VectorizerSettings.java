package io.betti.pipeline.feature;

import io.betti.topology.vectorization.Amplitude;
import io.betti.topology.vectorization.ComplexPolynomial;
import io.betti.topology.vectorization.DiagonalAmplitude;
import io.betti.topology.vectorization.PersistenceEntropy;
import io.betti.topology.vectorization.SampleGrid;
import io.betti.topology.vectorization.Silhouette;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import scala.Function1;

/** The params that a {@link DiagramVectorizer} and its model have in common, with their checks. */
public final class VectorizerSettings implements Serializable {
  private static final long serialVersionUID = 1;

  private static final SampleGrid UNIT = new SampleGrid(0, 1, 2);

  final RowColumn columns;
  final Param<String> vectorization;
  final IntArrayParam dimensions;
  final IntParam resolution;
  final BooleanParam endpoints;
  final IntParam layers;
  final DoubleParam power;
  final DoubleParam bandwidth;
  final BooleanParam normalized;
  final DoubleParam base;
  final Param<String> normalization;
  final Param<String> polynomial;
  final IntParam coefficients;
  final Param<String> metric;
  final DoubleParam order;

  /** Makes the params of a stage, which has its uid by then. */
  VectorizerSettings(VectorizerParams stage) {
    columns = new RowColumn(stage, "column of diagrams", "column of feature vectors that is added");
    vectorization =
        new Param<>(
            stage,
            "vectorization",
            "what a diagram becomes: landscape, silhouette, betti_curve, entropy_summary, heat_kernel, persistence_image, entropy, number_of_points, complex_polynomial or amplitude",
            RowTransformer.check(VectorizationKind::parse));
    dimensions =
        new IntArrayParam(
            stage,
            "dimensions",
            "homology dimensions, whose vectors follow each other",
            RowTransformer.check(VectorizerSettings::checkDimensions));
    resolution =
        new IntParam(
            stage,
            "resolution",
            "samples of an axis, at least 1; if not set 100 of curves and 20 of images",
            least(1, "resolution"));
    endpoints =
        new BooleanParam(
            stage,
            "endpoints",
            "whether curves are sampled at the ends of their range too (giotto-tda), or within it (GUDHI)");
    layers =
        new IntParam(stage, "layers", "layers of the landscape, at least 1", least(1, "layers"));
    power =
        new DoubleParam(
            stage,
            "power",
            "power of the lifetime by which a bar weighs in the silhouette and the persistence image",
            RowTransformer.check(VectorizerSettings::checkPower));
    bandwidth =
        new DoubleParam(
            stage,
            "bandwidth",
            "standard deviation of the persistence image and the heat kernel, in the unit of the values",
            RowTransformer.check(VectorizerSettings::checkBandwidth));
    normalized =
        new BooleanParam(
            stage, "normalized", "whether the samples of the entropy summary are made to sum to 1");
    base =
        new DoubleParam(
            stage,
            "base",
            "base of the logarithm of the entropy, above 1",
            RowTransformer.check(VectorizerSettings::checkBase));
    normalization =
        new Param<>(
            stage,
            "normalization",
            "what the entropy is divided by: none, bars or lifetimes",
            RowTransformer.check(PersistenceEntropy.Normalization::parse));
    polynomial =
        new Param<>(
            stage,
            "polynomial",
            "how a bar becomes a root of the complex polynomial: R, S or T",
            RowTransformer.check(ComplexPolynomial.Type::parse));
    coefficients =
        new IntParam(
            stage,
            "coefficients",
            "coefficients of the complex polynomial, at least 1",
            least(1, "coefficients"));
    metric =
        new Param<>(
            stage,
            "metric",
            "which amplitude: bottleneck, wasserstein, betti, landscape, silhouette, heat or persistence_image",
            RowTransformer.check(Amplitude::parse));
    order =
        new DoubleParam(
            stage,
            "order",
            "order of the norm of an amplitude, at least 1",
            RowTransformer.check(VectorizerSettings::checkOrder));
  }

  /** Sets the defaults, once the stage has this. */
  void setDefaults(VectorizerParams stage) {
    stage.setDefault(columns.outputCol(), "features");
    stage.setDefault(columns.handleInvalid(), RowColumn.ERROR);
    stage.setDefault(vectorization, VectorizationKind.LANDSCAPE.toString());
    stage.setDefault(dimensions, new int[] {0, 1});
    stage.setDefault(endpoints, true);
    stage.setDefault(layers, 5);
    stage.setDefault(power, 1.0);
    stage.setDefault(normalized, true);
    stage.setDefault(base, Math.E);
    stage.setDefault(normalization, PersistenceEntropy.Normalization.NONE.toString());
    stage.setDefault(polynomial, ComplexPolynomial.Type.R.toString());
    stage.setDefault(coefficients, 10);
    stage.setDefault(metric, Amplitude.WASSERSTEIN.toString());
    stage.setDefault(order, 2.0);
  }

  private static Function1<Object, Object> least(int least, String name) {
    return RowTransformer.check(
        value -> {
          if ((int) value < least) {
            throw new IllegalArgumentException(name + " is " + value + "; it is at least " + least);
          }
        });
  }

  private static void checkDimensions(int[] dimensions) {
    boolean none = dimensions.length == 0;
    for (int dimension : dimensions) {
      none |= dimension < 0;
    }
    if (none || Arrays.stream(dimensions).distinct().count() < dimensions.length) {
      throw new IllegalArgumentException(
          "dimensions are "
              + Arrays.toString(dimensions)
              + "; name at least one, each once and from 0");
    }
  }

  private static void checkPower(Object power) {
    new Silhouette(0, (double) power, UNIT);
  }

  private static void checkBandwidth(Object bandwidth) {
    double width = (double) bandwidth;
    if (!(width > 0) || Double.isInfinite(width)) {
      throw new IllegalArgumentException(
          "bandwidth is " + bandwidth + "; it is finite and above 0");
    }
  }

  private static void checkBase(Object base) {
    new PersistenceEntropy(0, (double) base, PersistenceEntropy.Normalization.NONE);
  }

  private static void checkOrder(Object order) {
    new DiagonalAmplitude(0, (double) order, 1);
  }
}
