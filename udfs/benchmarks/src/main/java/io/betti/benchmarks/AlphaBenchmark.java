package io.betti.benchmarks;

import io.betti.topology.complex.PointCloud;
import io.betti.topology.diagram.DiagramFunction;
import io.betti.topology.diagram.DiagramNotation;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.homology.AlphaPersistence;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.layer.AlphaLayer;
import io.betti.topology.layer.TopologyLayer;
import io.betti.topology.layer.WeakAlphaLayer;
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
 * Weak alpha and alpha of points uniform in the unit square or cube, all dimensions of homology:
 * the layers' steps (forward, and backward of a loss on PD0 and PD1) and the plans, against a plain
 * reduction of all cells of the same triangulation in the same run. One call goes to the next of
 * several clouds.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 6, time = 2)
@Fork(2)
public class AlphaBenchmark {
  /** Number of axes and of points. */
  @Param({"2 x 100", "2 x 10000", "3 x 1000", "3 x 10000"})
  String cloud;

  private final PointCloud[] clouds = new PointCloud[32];
  private final DiagramFunction loss = DiagramNotation.parse("E(2,0,1;PD0) - E(2,1,1;PD1)");
  private WeakAlphaLayer weakAlpha;
  private AlphaLayer alpha;
  private AlphaPersistence plan;
  private int next;

  /** Draws the clouds and makes the plans. */
  @Setup
  public void prepare() {
    String[] words = cloud.split(" x ");
    int axes = Integer.parseInt(words[0]);
    int points = Integer.parseInt(words[1]);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < clouds.length; i++) {
      clouds[i] = PointCloud.of(axes, random.doubles((long) axes * points).toArray());
    }
    weakAlpha = WeakAlphaLayer.of(axes);
    alpha = AlphaLayer.of(axes);
    plan = new AlphaPersistence(axes, DiagramOptions.upTo(axes - 1));
  }

  private PointCloud next() {
    next = next + 1 == clouds.length ? 0 : next + 1;
    return clouds[next];
  }

  /** Weak alpha, forward and backward. */
  @Benchmark
  public double[] weakAlphaStep() {
    TopologyLayer.Result result = weakAlpha.forward(next());
    return result.backward(loss);
  }

  /** Alpha, forward and backward. */
  @Benchmark
  public double[] alphaStep() {
    TopologyLayer.Result result = alpha.forward(next());
    return result.backward(loss);
  }

  /** Alpha, forward. */
  @Benchmark
  public PersistenceDiagram alphaDiagram() {
    return plan.diagram(next());
  }

  /** Weak alpha, the diagram alone, by a plain reduction. */
  @Benchmark
  public PersistenceDiagram plainWeakAlpha() {
    return PlainReduction.diagram(weakAlpha.filtration().cells(next()));
  }

  /** Alpha, the diagram alone, by a plain reduction. */
  @Benchmark
  public PersistenceDiagram plainAlpha() {
    return PlainReduction.diagram(alpha.filtration().cells(next()));
  }
}
