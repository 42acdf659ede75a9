package io.betti.benchmarks;

import io.betti.topology.complex.Grid;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.homology.GridPersistence;
import io.betti.topology.vectorization.BettiCurve;
import io.betti.topology.vectorization.ComplexPolynomial;
import io.betti.topology.vectorization.DiagramRange;
import io.betti.topology.vectorization.EntropySummary;
import io.betti.topology.vectorization.HeatKernel;
import io.betti.topology.vectorization.PersistenceEntropy;
import io.betti.topology.vectorization.PersistenceImage;
import io.betti.topology.vectorization.PersistenceLandscape;
import io.betti.topology.vectorization.SampleGrid;
import io.betti.topology.vectorization.Silhouette;
import io.betti.topology.vectorization.Vectorization;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * PD0 of 1,000 images (superlevel, Freudenthal, pixel values) of a test split to vectors, fitted
 * and transformed, a call all of them; by the parameters that {@code time_vectorizations.py} gives
 * GUDHI: 100 samples of curves, 5 layers, images of 20 by 20 with bandwidth 20, 10 coefficients.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class VectorizationBenchmark {
  private static final int COUNT = 1000;

  @Param({"mnist", "fashion"})
  String images;

  @Param({
    "landscape",
    "silhouette",
    "betti_curve",
    "entropy",
    "entropy_summary",
    "persistence_image",
    "heat_kernel",
    "complex_polynomial"
  })
  String vectorization;

  private PersistenceDiagram[] diagrams;

  /** Makes the diagrams. */
  @Setup
  public void prepare() {
    GridPersistence plan =
        new GridPersistence(LevelSetFiltration.superlevel(Grid.of(28, 28)), DiagramOptions.upTo(0));
    diagrams =
        Arrays.stream(Images.load(images))
            .limit(COUNT)
            .map(plan::diagram)
            .toArray(PersistenceDiagram[]::new);
  }

  /** The range of all, and the vector of each. */
  @Benchmark
  public double fitAndTransform() {
    DiagramRange range = DiagramRange.empty(0);
    for (PersistenceDiagram diagram : diagrams) {
      range = range.with(diagram);
    }
    Vectorization fitted = fitted(range);
    double[] out = new double[fitted.size()];
    double sum = 0;
    for (PersistenceDiagram diagram : diagrams) {
      fitted.vector(diagram, out);
      sum += out[0];
    }
    return sum;
  }

  private Vectorization fitted(DiagramRange range) {
    SampleGrid curve = SampleGrid.within(range, 100);
    return switch (vectorization) {
      case "landscape" -> new PersistenceLandscape(0, 5, curve);
      case "silhouette" -> new Silhouette(0, 1, curve);
      case "betti_curve" -> new BettiCurve(0, curve);
      case "entropy" -> PersistenceEntropy.natural(0);
      case "entropy_summary" -> new EntropySummary(0, true, curve);
      case "persistence_image" ->
          new PersistenceImage(
              0, 20, 1, SampleGrid.births(range, 20), SampleGrid.lifetimes(range, 20));
      case "heat_kernel" -> new HeatKernel(0, 20, SampleGrid.spanning(range, 20));
      case "complex_polynomial" -> new ComplexPolynomial(0, ComplexPolynomial.Type.R, 10);
      default -> throw new IllegalArgumentException(vectorization);
    };
  }
}
