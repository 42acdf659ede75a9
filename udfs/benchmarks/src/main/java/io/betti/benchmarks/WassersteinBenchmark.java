package io.betti.benchmarks;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.DiagramBuilder;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.distance.BottleneckDistance;
import io.betti.topology.distance.DiagramSearch;
import io.betti.topology.distance.EssentialBars;
import io.betti.topology.distance.GroundNorm;
import io.betti.topology.distance.NearestDiagrams;
import io.betti.topology.distance.Neighbours;
import io.betti.topology.distance.SlicedWassersteinDistance;
import io.betti.topology.distance.WassersteinDistance;
import io.betti.topology.distance.WassersteinOptions;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.homology.GridPersistence;
import java.util.Arrays;
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
 * Distances between PD0 of two images (superlevel, Freudenthal, pixel values) of a test split, and
 * the nearest of 5,000 to one, against a plain assignment in the same run. One call goes to the
 * next pair, so that no branch is learnt by heart. {@code random2000} has 2,000 points above the
 * diagonal of the unit square on either side.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class WassersteinBenchmark {
  private static final int REFERENCES = 5000;

  @Param({"mnist", "fashion", "random2000"})
  String diagrams;

  private PersistenceDiagram[] set;
  private WassersteinDistance order1;
  private WassersteinDistance order2;
  private BottleneckDistance bottleneck;
  private SlicedWassersteinDistance sliced;
  private PlainWasserstein plain;
  private DiagramSearch search;
  private int references;
  private int left;
  private int right;

  /** Makes the diagrams and the workspaces. */
  @Setup
  public void prepare() {
    set = diagrams.equals("random2000") ? random(4, 2000) : ofImages();
    order1 =
        new WassersteinDistance(new WassersteinOptions(1, GroundNorm.ONE, EssentialBars.drop()));
    order2 =
        new WassersteinDistance(new WassersteinOptions(2, GroundNorm.TWO, EssentialBars.drop()));
    bottleneck = new BottleneckDistance();
    sliced = new SlicedWassersteinDistance(50);
    plain = new PlainWasserstein();
    references = Math.min(REFERENCES, set.length - 1);
    search =
        new NearestDiagrams(
                Arrays.asList(set).subList(0, references), 0, WassersteinOptions.standard())
            .search();
    left = set.length / 2;
  }

  private PersistenceDiagram[] ofImages() {
    byte[][] images = Images.load(diagrams);
    GridPersistence plan =
        new GridPersistence(
            new LevelSetFiltration(Grid.of(28, 28), GridComplex.FREUDENTHAL, Direction.SUPERLEVEL),
            DiagramOptions.upTo(0));
    return Arrays.stream(images).map(plan::diagram).toArray(PersistenceDiagram[]::new);
  }

  private static PersistenceDiagram[] random(int count, int bars) {
    SplittableRandom random = new SplittableRandom(1);
    DiagramBuilder builder = new DiagramBuilder();
    PersistenceDiagram[] made = new PersistenceDiagram[count];
    for (int k = 0; k < count; k++) {
      builder.clear(1, false);
      for (int i = 0; i < bars; i++) {
        double x = random.nextDouble();
        double y = random.nextDouble();
        builder.add(0, Math.min(x, y), Math.max(x, y), -1, -1);
      }
      made[k] = builder.build();
    }
    return made;
  }

  /** Moves both indices on, at different steps. */
  private void next() {
    left = left + 1 >= set.length ? 0 : left + 1;
    right = right + 3 >= set.length ? (right + 3) % set.length : right + 3;
  }

  /** W_1 under norm 1. */
  @Benchmark
  public double order1() {
    next();
    return order1.distance(set[left], set[right], 0);
  }

  /** W_2 under norm 2. */
  @Benchmark
  public double order2() {
    next();
    return order2.distance(set[left], set[right], 0);
  }

  /** The bottleneck distance. */
  @Benchmark
  public double bottleneck() {
    next();
    return bottleneck.distance(set[left], set[right], 0);
  }

  /** The sliced distance in 50 directions. */
  @Benchmark
  public double sliced() {
    next();
    return sliced.distance(set[left], set[right], 0);
  }

  /** W_1 under norm 1 by a plain assignment; minutes a call on {@code random2000}. */
  @Benchmark
  public double plain() {
    next();
    return plain.distance(set[left], set[right], 0);
  }

  /** The nearest of 5,000 references under W_1 and norm 1. */
  @Benchmark
  public Neighbours nearestOf5000() {
    next();
    return search.nearest(set[set.length - 1 - left % (set.length - references)]);
  }
}
