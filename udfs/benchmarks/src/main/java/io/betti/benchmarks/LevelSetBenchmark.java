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
 * PD0 and PD1 of 28x28 images, superlevel, with critical vertices: the plan against a plain version
 * (sort all pixels, two passes of union-find) in the same run. One call goes to the next image of
 * the test split, so that no branch is learnt by heart.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 6, time = 2)
@Fork(2)
public class LevelSetBenchmark {
  @Param({"mnist", "fashion"})
  String images;

  @Param({"FREUDENTHAL", "CUBICAL_T", "CUBICAL_V"})
  GridComplex complex;

  private byte[][] bytes;
  private float[][] floats;
  private GridPersistence plan;
  private PlainGridPersistence plain;
  private int next;

  /** Reads the images and makes the plans. */
  @Setup
  public void prepare() {
    bytes = Images.load(images);
    floats = new float[bytes.length][784];
    for (int i = 0; i < bytes.length; i++) {
      for (int k = 0; k < 784; k++) {
        floats[i][k] = (bytes[i][k] & 255) / 255f;
      }
    }
    Grid grid = Grid.of(28, 28);
    plan =
        new GridPersistence(
            new LevelSetFiltration(grid, complex, Direction.SUPERLEVEL), DiagramOptions.upTo(1));
    plain = new PlainGridPersistence(grid, complex);
  }

  private int next() {
    next = next + 1 == bytes.length ? 0 : next + 1;
    return next;
  }

  /** The plan on unsigned bytes. */
  @Benchmark
  public PersistenceDiagram planBytes() {
    return plan.diagram(bytes[next()]);
  }

  /** The plan on floats. */
  @Benchmark
  public PersistenceDiagram planFloats() {
    return plan.diagram(floats[next()]);
  }

  /** All pixels sorted, two passes of union-find. */
  @Benchmark
  public PersistenceDiagram plainBytes() {
    return plain.diagram(bytes[next()]);
  }
}
