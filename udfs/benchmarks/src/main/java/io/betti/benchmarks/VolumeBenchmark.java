package io.betti.benchmarks;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.homology.GridPersistence;
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
 * Diagrams of a cube of noise, standard normal, smoothed by a Gaussian of sigma 1, sublevel: PD0 to
 * PD2 and PD0 alone, with critical vertices, against a plain version of PD0 and PD2 alone (sort all
 * voxels, two passes of union-find) in the same run.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx900m", "-XX:+UseSerialGC"})
public class VolumeBenchmark {
  @Param({"FREUDENTHAL", "CUBICAL_T", "CUBICAL_V"})
  GridComplex complex;

  @Param({"64", "128"})
  int side;

  private float[] values;
  private GridPersistence all;
  private GridPersistence components;
  private PlainVolumePersistence plain;

  /** Draws the noise and makes the plans. */
  @Setup
  public void prepare() {
    values = Noise.smooth(side, 1, 1);
    Grid grid = Grid.of(side, side, side);
    LevelSetFiltration filtration = new LevelSetFiltration(grid, complex, Direction.SUBLEVEL);
    all = new GridPersistence(filtration, DiagramOptions.upTo(2));
    components = new GridPersistence(filtration, DiagramOptions.upTo(0));
    plain = new PlainVolumePersistence(grid, complex);
    PersistenceDiagram diagram = all.diagram(values);
    int expected = plain.bars(values);
    if (diagram.size(0) + diagram.size(2) != expected) {
      throw new IllegalStateException(
          "the plain version finds " + expected + " bars, the plan " + diagram.size());
    }
  }

  /** PD0, PD1 and PD2. */
  @Benchmark
  public PersistenceDiagram plan() {
    return all.diagram(values);
  }

  /** PD0 alone. */
  @Benchmark
  public PersistenceDiagram planComponents() {
    return components.diagram(values);
  }

  /** PD0 and PD2, counted only. */
  @Benchmark
  public int plainWithoutLoops() {
    return plain.bars(values);
  }
}
