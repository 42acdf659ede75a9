package io.betti.benchmarks;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.Energy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.homology.GridPersistence;
import io.betti.topology.layer.DirectionalSweepLayer;
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
 * 400 directional-sweep features of a 28x28 image from bytes: in one call, against eight diagrams
 * and 400 energies of them, one after the other.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 6, time = 2)
@Fork(2)
public class SweepBenchmark {
  @Param({"mnist", "fashion"})
  String images;

  private byte[][] bytes;
  private DirectionalSweepLayer sweep;
  private GridPersistence plan;
  private float[][] ramps;
  private Energy[] energies;
  private int next;

  /** Reads the images and makes the plans. */
  @Setup
  public void prepare() {
    bytes = Images.load(images);
    Grid grid = Grid.of(28, 28);
    sweep = DirectionalSweepLayer.of(grid);
    plan =
        new GridPersistence(
            new LevelSetFiltration(grid, GridComplex.FREUDENTHAL, Direction.SUPERLEVEL),
            DiagramOptions.upTo(1));
    ramps = new float[sweep.directions()][];
    for (int d = 0; d < ramps.length; d++) {
      ramps[d] = sweep.ramp(d);
    }
    energies = new Energy[DirectionalSweepLayer.FEATURES_PER_DIRECTION];
    for (int k = 0; k < energies.length; k++) {
      energies[k] = new Energy(k / 5 % 5, k % 5, 1, k / 25);
    }
  }

  private byte[] next() {
    next = next + 1 == bytes.length ? 0 : next + 1;
    return bytes[next];
  }

  /** All features in one call. */
  @Benchmark
  public double[] sweep() {
    return sweep.features(next());
  }

  /** Diagram by diagram and feature by feature. */
  @Benchmark
  public double[] plain() {
    byte[] image = next();
    double[] features = new double[ramps.length * energies.length];
    float[] product = new float[image.length];
    for (int d = 0; d < ramps.length; d++) {
      for (int i = 0; i < image.length; i++) {
        product[i] = (image[i] & 255) / 255f * ramps[d][i];
      }
      PersistenceDiagram diagram = plan.diagram(product);
      for (int k = 0; k < energies.length; k++) {
        features[d * energies.length + k] = energies[k].value(diagram);
      }
    }
    return features;
  }
}
