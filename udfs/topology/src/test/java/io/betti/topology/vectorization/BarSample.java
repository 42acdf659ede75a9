package io.betti.topology.vectorization;

import io.betti.topology.diagram.DiagramBuilder;
import io.betti.topology.diagram.PersistenceDiagram;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Diagrams for tests, and their bars as plain lists {@code {birth, death}}. */
final class BarSample {
  private BarSample() {}

  /** A diagram of bars in one dimension. */
  static PersistenceDiagram diagram(int dimension, List<double[]> bars) {
    DiagramBuilder builder = new DiagramBuilder();
    builder.clear(1, false);
    for (double[] bar : bars) {
      builder.add(dimension, bar[0], bar[1], 0, Double.isInfinite(bar[1]) ? -1 : 0);
    }
    return builder.build();
  }

  /** A diagram of bars of dimension 1. */
  static PersistenceDiagram diagram(double[]... bars) {
    return diagram(1, List.of(bars));
  }

  /** Up to most bars, on a coarse lattice (ties, repeats) or anywhere; no bar of length zero. */
  static List<double[]> bars(Random random, int most) {
    List<double[]> bars = new ArrayList<>();
    boolean lattice = random.nextBoolean();
    for (int n = random.nextInt(most + 1); n > 0; n--) {
      double birth = lattice ? random.nextInt(5) / 4.0 : random.nextGaussian();
      double length = lattice ? (1 + random.nextInt(4)) / 4.0 : 1e-3 + random.nextDouble();
      bars.add(new double[] {birth, birth + length});
    }
    return bars;
  }

  /** The same bars with both values negated, as superlevel filtrations have them. */
  static List<double[]> negated(List<double[]> bars) {
    return bars.stream().map(bar -> new double[] {-bar[0], -bar[1]}).toList();
  }

  /** The same bars with essential ones and ones of length zero among them. */
  static List<double[]> padded(List<double[]> bars, double essentialDeath) {
    List<double[]> padded = new ArrayList<>(bars);
    padded.add(new double[] {-7, essentialDeath});
    padded.add(new double[] {9, 9});
    return padded;
  }

  /** Every vectorization, on grids that some bars leave. */
  static List<Vectorization> all(int dimension) {
    SampleGrid grid = new SampleGrid(-0.75, 1.75, 11);
    List<Vectorization> all = new ArrayList<>();
    all.add(new PersistenceLandscape(dimension, 3, grid));
    all.add(new Silhouette(dimension, 1.5, grid));
    all.add(new PersistenceImage(dimension, 0.3, 2, grid, new SampleGrid(0, 1, 4)));
    all.add(new BettiCurve(dimension, grid));
    all.add(new EntropySummary(dimension, true, grid));
    all.add(new EntropySummary(dimension, false, grid));
    all.add(new HeatKernel(dimension, 0.4, grid));
    for (PersistenceEntropy.Normalization by : PersistenceEntropy.Normalization.values()) {
      all.add(new PersistenceEntropy(dimension, 2, by));
    }
    for (ComplexPolynomial.Type type : ComplexPolynomial.Type.values()) {
      all.add(new ComplexPolynomial(dimension, type, 5));
    }
    all.add(new NumberOfPoints(dimension));
    all.add(DiagonalAmplitude.bottleneck(dimension));
    all.add(new DiagonalAmplitude(dimension, 1, 1));
    DiagramRange range =
        DiagramRange.of(diagram(dimension, List.of(new double[] {0, 1})), dimension);
    for (Amplitude amplitude : Amplitude.values()) {
      all.add(amplitude.fitted(range));
    }
    return all;
  }
}
