package io.betti.benchmarks;

import io.betti.topology.complex.PointCloud;
import io.betti.topology.diagram.DiagramFunction;
import io.betti.topology.diagram.DiagramNotation;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.RipsFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.homology.RipsPersistence;
import io.betti.topology.layer.RipsLayer;
import java.util.SplittableRandom;
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
 * Rips diagrams of points spread evenly in the unit cube: PD0 and PD1 against a plain version, PD0
 * to PD2, and a step of the layer. {@link RipsTimes} runs beside other programs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 6, time = 2)
@Fork(2)
public class RipsBenchmark {
  @Param({"100", "200"})
  int points;

  private PointCloud cloud;
  private RipsPersistence toOne;
  private RipsPersistence toTwo;
  private RipsLayer layer;
  private final DiagramFunction loss = DiagramNotation.parse("E(1,0,2;PD0) + E(2,0,1;PD1)");

  /** Draws the points and makes the plans. */
  @Setup
  public void prepare() {
    cloud = PointCloud.of(3, new SplittableRandom(points).doubles(3L * points).toArray());
    RipsFiltration rips = RipsFiltration.unbounded();
    toOne = new RipsPersistence(rips, DiagramOptions.upTo(1));
    toTwo = new RipsPersistence(rips, DiagramOptions.upTo(2));
    layer = new RipsLayer(3, rips, DiagramOptions.upTo(1));
    int bars = toOne.diagram(cloud).size();
    if (bars != PlainRipsPersistence.bars(cloud)) {
      throw new IllegalStateException(
          bars + " bars, by the plain version " + PlainRipsPersistence.bars(cloud));
    }
  }

  /** PD0 and PD1. */
  @Benchmark
  public PersistenceDiagram toDimension1() {
    return toOne.diagram(cloud);
  }

  /** PD0, PD1 and PD2. */
  @Benchmark
  public PersistenceDiagram toDimension2() {
    return toTwo.diagram(cloud);
  }

  /** Forward to PD0 and PD1 and backward of a loss. */
  @Benchmark
  public double[] layerStep() {
    return layer.forward(cloud).backward(loss);
  }

  /** PD0 and PD1 with every coboundary written out. */
  @Benchmark
  public int plainToDimension1() {
    return PlainRipsPersistence.bars(cloud);
  }
}
