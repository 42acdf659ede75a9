package io.betti.topology.vectorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.betti.topology.diagram.PersistenceDiagram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Vectorizations against their definitions, written down directly, on random diagrams. */
class VectorizationReferenceTest {
  private static final int CASES = 400;

  private final Random random = new Random(1602);

  @Test
  void landscape_isKthGreatestTent() {
    for (int n = 0; n < CASES; n++) {
      List<double[]> bars = BarSample.bars(random, 12);
      SampleGrid grid = grid();
      int layers = 1 + random.nextInt(5);
      double[] expected = new double[layers * grid.resolution()];
      for (int k = 0; k < grid.resolution(); k++) {
        double t = grid.point(k);
        double[] tents = bars.stream().mapToDouble(bar -> -tent(bar, t)).sorted().toArray();
        for (int layer = 0; layer < Math.min(layers, tents.length); layer++) {
          expected[layer * grid.resolution() + k] = -tents[layer];
        }
      }
      check(new PersistenceLandscape(1, layers, grid), bars, expected);
    }
  }

  @Test
  void silhouette_isWeightedMeanOfTents() {
    for (int n = 0; n < CASES; n++) {
      List<double[]> bars = BarSample.bars(random, 12);
      double power = random.nextInt(7) / 2.0;
      ToDoubleFunction<double[]> weight = bar -> Math.pow(bar[1] - bar[0], power);
      double total = bars.isEmpty() ? 1 : bars.stream().mapToDouble(weight).sum();
      SampleGrid grid = grid();
      check(
          new Silhouette(1, power, grid),
          bars,
          sampled(grid, t -> sum(bars, bar -> weight.applyAsDouble(bar) * tent(bar, t)) / total));
    }
  }

  @Test
  void bettiCurve_isNumberOfLivingBars() {
    for (int n = 0; n < CASES; n++) {
      List<double[]> bars = BarSample.bars(random, 12);
      SampleGrid grid = grid();
      check(
          new BettiCurve(1, grid),
          bars,
          sampled(grid, t -> sum(bars, bar -> bar[0] <= t && t < bar[1] ? 1 : 0)));
    }
  }

  @Test
  void entropies_areThoseOfShares() {
    for (int n = 0; n < CASES; n++) {
      List<double[]> bars = BarSample.bars(random, 12);
      double total = sum(bars, bar -> bar[1] - bar[0]);
      ToDoubleFunction<double[]> term =
          bar -> -(bar[1] - bar[0]) / total * Math.log((bar[1] - bar[0]) / total);
      double entropy = sum(bars, term);
      check(PersistenceEntropy.natural(1), bars, entropy);
      check(PersistenceEntropy.binary(1, false), bars, entropy / Math.log(2));
      if (bars.size() > 1 && Math.abs(Math.log(total)) > 1e-6) {
        check(PersistenceEntropy.binary(1, true), bars, entropy / Math.log(total));
        check(
            new PersistenceEntropy(1, 10, PersistenceEntropy.Normalization.BARS),
            bars,
            entropy / Math.log(bars.size()));
      }
      SampleGrid grid = grid();
      double[] summary =
          sampled(
              grid, t -> sum(bars, bar -> bar[0] <= t && t < bar[1] ? term.applyAsDouble(bar) : 0));
      check(new EntropySummary(1, false, grid), bars, summary);
      double mass = Arrays.stream(summary).sum();
      double[] normalized = Arrays.stream(summary).map(x -> mass > 0 ? x / mass : 0).toArray();
      check(new EntropySummary(1, true, grid), bars, normalized);
    }
  }

  @Test
  void images_areSumsOfDensities() {
    for (int n = 0; n < CASES / 4; n++) {
      List<double[]> bars = BarSample.bars(random, 12);
      SampleGrid columns = grid();
      SampleGrid rows = grid();
      double h = 0.1 + random.nextDouble();
      double power = random.nextInt(3);
      double[] image = new double[columns.resolution() * rows.resolution()];
      double[] heat = new double[columns.resolution() * columns.resolution()];
      for (int c = 0; c < columns.resolution(); c++) {
        double x = columns.point(c);
        for (int r = 0; r < rows.resolution(); r++) {
          double y = rows.point(r);
          image[r * columns.resolution() + c] =
              sum(
                  bars,
                  bar ->
                      Math.pow(bar[1] - bar[0], power)
                          * density(x - bar[0], y - (bar[1] - bar[0]), h));
        }
        for (int r = 0; r < columns.resolution(); r++) {
          double y = columns.point(r);
          heat[r * columns.resolution() + c] =
              sum(bars, b -> density(x - b[0], y - b[1], h) - density(x - b[1], y - b[0], h));
        }
      }
      check(new PersistenceImage(1, h, power, columns, rows), bars, image);
      check(new HeatKernel(1, h, columns), bars, heat);
    }
  }

  @Test
  void complexPolynomial_vanishesAtItsRoots() {
    for (int n = 0; n < CASES; n++) {
      List<double[]> bars = BarSample.bars(random, 6);
      for (ComplexPolynomial.Type type : ComplexPolynomial.Type.values()) {
        int degree = Math.max(1, bars.size());
        double[] c = new ComplexPolynomial(1, type, degree).vector(BarSample.diagram(1, bars));
        for (double[] bar : bars) {
          double[] z = root(type, bar);
          double re = 1;
          double im = 0;
          for (int k = 0; k < degree; k++) {
            double next = re * z[0] - im * z[1] + c[k];
            im = re * z[1] + im * z[0] + c[degree + k];
            re = next;
          }
          assertThat(Math.hypot(re, im)).as("%s at root %s", type, z).isLessThan(1e-7);
        }
      }
    }
  }

  private static double[] root(ComplexPolynomial.Type type, double[] bar) {
    double length = bar[1] - bar[0];
    double a = Math.sqrt(bar[0] * bar[0] + bar[1] * bar[1]);
    return switch (type) {
      case R -> bar;
      case S ->
          new double[] {bar[0] * length / Math.sqrt(2) / a, bar[1] * length / Math.sqrt(2) / a};
      case T ->
          new double[] {
            length / 2 * (Math.cos(a) - Math.sin(a)), length / 2 * (Math.cos(a) + Math.sin(a))
          };
    };
  }

  @Test
  void amplitudes_areNorms() {
    for (int n = 0; n < CASES; n++) {
      List<double[]> bars = BarSample.bars(random, 12);
      double p = 1 + random.nextInt(4) / 2.0;
      double greatest = bars.stream().mapToDouble(bar -> bar[1] - bar[0]).max().orElse(0);
      double norm = Math.pow(sum(bars, bar -> Math.pow(bar[1] - bar[0], p)), 1 / p);
      check(new NumberOfPoints(1), bars, bars.size());
      check(DiagonalAmplitude.bottleneck(1), bars, greatest / 2);
      check(DiagonalAmplitude.wasserstein(1, p), bars, norm / 2);
      check(new DiagonalAmplitude(1, p, 1), bars, norm);
      check(new DiagonalAmplitude(1, p, 2), bars, norm / Math.sqrt(2));
      SampledVectorization curve = new Silhouette(1, 1, grid());
      double sum = 0;
      for (double value : curve.vector(BarSample.diagram(1, bars))) {
        sum += Math.pow(value, p) * curve.cell();
      }
      check(new NormAmplitude(curve, p), bars, Math.pow(sum, 1 / p));
    }
  }

  @Test
  void scaleSpaceKernel_isSumOverPairs() {
    for (int n = 0; n < CASES; n++) {
      List<double[]> left = BarSample.bars(random, 8);
      List<double[]> right = BarSample.bars(random, 8);
      double s = 0.05 + random.nextDouble();
      double expected =
          sum(left, p -> sum(right, q -> heat(p, q[0], q[1], s) - heat(p, q[1], q[0], s)));
      double actual =
          new PersistenceScaleSpaceKernel(1, 2 * Math.sqrt(s))
              .value(BarSample.diagram(1, left), BarSample.diagram(1, right));
      assertThat(actual).isCloseTo(expected, within(1e-10));
    }
  }

  /** A term of the kernel as its paper writes it, of scale s. */
  private static double heat(double[] p, double x, double y, double s) {
    double square = (p[0] - x) * (p[0] - x) + (p[1] - y) * (p[1] - y);
    return Math.exp(-square / (8 * s)) / (8 * Math.PI * s);
  }

  private SampleGrid grid() {
    double min = -1 + random.nextInt(4) / 4.0;
    return new SampleGrid(min, min + random.nextInt(12) / 4.0, 1 + random.nextInt(12));
  }

  private static double tent(double[] bar, double t) {
    return Math.max(0, Math.min(t - bar[0], bar[1] - t));
  }

  private static double density(double x, double y, double h) {
    return Math.exp(-(x * x + y * y) / (2 * h * h)) / (2 * Math.PI * h * h);
  }

  private static double sum(List<double[]> bars, ToDoubleFunction<double[]> term) {
    return bars.stream().mapToDouble(term).sum();
  }

  private static double[] sampled(SampleGrid grid, DoubleUnaryOperator function) {
    return Arrays.stream(grid.points()).map(function).toArray();
  }

  /** The bars rising and falling, alone and among bars that do not count. */
  private static void check(Vectorization vectorization, List<double[]> bars, double... expected) {
    List<PersistenceDiagram> diagrams = new ArrayList<>();
    List<double[]> falling = BarSample.negated(bars);
    diagrams.add(BarSample.diagram(1, bars));
    diagrams.add(BarSample.diagram(1, falling));
    diagrams.add(BarSample.diagram(1, BarSample.padded(bars, Double.POSITIVE_INFINITY)));
    diagrams.add(BarSample.diagram(1, BarSample.padded(falling, Double.NEGATIVE_INFINITY)));
    for (PersistenceDiagram diagram : diagrams) {
      double[] actual = vectorization.vector(diagram);
      assertThat(actual).hasSize(expected.length);
      for (int k = 0; k < actual.length; k++) {
        assertThat(actual[k])
            .as("%s of %s at %s", vectorization, diagram, k)
            .isCloseTo(expected[k], within(1e-10 * Math.max(1, Math.abs(expected[k]))));
      }
    }
  }
}
